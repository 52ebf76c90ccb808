"""The whole form on one page: the same message as by the questions, in one request and without a session."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.web.public.conftest import ANSWERS

from otklik.intake.models import FeedbackItem
from otklik.web.public.consent import CONSENT_VERSION

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("administration")]
PAGE = "/murashi/feedback/one-page/"
WHOLE = {name: value for step in ANSWERS.values() for name, value in step.items()}
PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 64


def test_the_first_question_leads_here_and_back(client: Client) -> None:
    assert PAGE in client.get("/murashi/feedback/").content.decode()
    assert 'href="/murashi/feedback/"' in client.get(PAGE).content.decode()


def test_one_request_makes_a_message_and_needs_no_session(client: Client) -> None:
    answer = client.post(PAGE, WHOLE)
    assert answer["Location"] == "/murashi/feedback/sent/"
    item = FeedbackItem.objects.select_related("contact").get()
    assert (item.kind, item.text, item.place) == ("complaint", WHOLE["text"], WHOLE["place"])
    assert (item.contact.name, item.contact.email) == (WHOLE["name"], WHOLE["email"])
    assert item.contact.consent_version == CONSENT_VERSION
    assert "sessionid" not in client.cookies


def test_the_receipt_survives_a_reload_and_can_be_wiped(client: Client) -> None:
    client.post(PAGE, WHOLE)
    number = FeedbackItem.objects.get().number
    cookie = client.cookies["receipt-murashi"]
    assert (cookie["httponly"], cookie["samesite"], cookie["path"]) == (True, "Lax", "/murashi/feedback/")
    assert WHOLE["name"] not in cookie.value
    for _ in range(2):
        page = client.get("/murashi/feedback/sent/").content.decode()
        assert number in page
    code = re.search(r"[0-9A-Z]{5}-[0-9A-Z]{5}", page)
    assert code is not None
    client.post("/murashi/feedback/wipe/")
    assert client.get("/murashi/feedback/sent/")["Location"] == "/murashi/"


def test_a_forged_receipt_is_none(client: Client) -> None:
    client.cookies["receipt-murashi"] = '{"number": "1"}:forged'
    assert client.get("/murashi/feedback/sent/")["Location"] == "/murashi/"


def test_a_second_click_is_the_same_message(client: Client) -> None:
    token = re.search(r'name="token" value="([0-9a-f]{16})"', client.get(PAGE).content.decode())
    assert token is not None
    for _ in range(2):
        assert client.post(PAGE, WHOLE | {"token": token[1]}).status_code == 302
    number = FeedbackItem.objects.get().number
    assert number in client.get("/murashi/feedback/sent/").content.decode()


def test_who_gives_no_name_leaves_none(client: Client) -> None:
    typed = WHOLE | {"sender": "not_stated", "email": "не адрес", "consent": ""}
    assert client.post(PAGE, typed).status_code == 302
    assert not hasattr(FeedbackItem.objects.get(), "contact")


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"text": ""}, "Напишите хотя бы одно предложение"),
        ({"kind": "donos"}, "Выберите вид из списка"),
        ({"name": ""}, "Напишите фамилию и имя"),
        ({"email": ""}, "Напишите адрес почты"),
        ({"way": "letter", "address": ""}, "Напишите почтовый адрес"),
        ({"consent": ""}, "Без согласия"),
        ({"website": "http://spam.example"}, "Это поле заполняют только роботы"),
    ],
)
def test_what_is_wrong_stands_beside_its_field_and_the_rest_stays(
    client: Client, changed: dict[str, str], told: str
) -> None:
    page = client.post(PAGE, WHOLE | changed).content.decode()
    assert told in page
    assert WHOLE["place"] in page
    assert not FeedbackItem.objects.exists()


def test_files_come_along_and_wrong_ones_are_refused(client: Client) -> None:
    wrong = client.post(PAGE, WHOLE | {"files": SimpleUploadedFile("яма.png", b"MZ no picture")})
    assert "не похоже" in wrong.content.decode()
    assert not FeedbackItem.objects.exists()
    assert client.post(PAGE, WHOLE | {"files": SimpleUploadedFile("яма.png", PNG)}).status_code == 302
    assert FeedbackItem.objects.get().attachments.get().file.name == "яма.png"


def test_too_many_from_one_address_come_later(client: Client, settings: object) -> None:
    settings.PUBLIC_RATE = "1/hour"  # type: ignore[attr-defined]
    assert client.post(PAGE, WHOLE).status_code == 302
    refused = client.post(PAGE, WHOLE)
    assert refused.status_code == 429
    assert WHOLE["text"] in refused.content.decode()
    assert FeedbackItem.objects.count() == 1
