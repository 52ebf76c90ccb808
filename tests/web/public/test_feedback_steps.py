"""The questions, their order, what is kept, and what is sent."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.web.public.conftest import ANSWERS, Walk

from otklik.catalog.models import Channel
from otklik.core.appeals import ItemKind, SenderKind
from otklik.intake.models import FeedbackItem
from otklik.web.public.consent import CONSENT_VERSION

pytestmark = pytest.mark.django_db
PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 64


def test_a_named_visitor_answers_five_questions_and_checks(walk: Walk, client: Client) -> None:
    places = [walk(step)["Location"] for step in ANSWERS]
    assert [place.rstrip("/").rsplit("/", 1)[-1] for place in places] == ["text", "author", "reply", "consent", "check"]
    page = client.get("/murashi/feedback/check/").content.decode()
    assert "Иванова Мария Петровна" in page
    assert "ivanova@example.ru" in page


def test_sending_makes_one_registered_complaint_with_contact_and_consent(walk: Walk, client: Client) -> None:
    walk()
    answer = client.post("/murashi/feedback/check/")
    assert answer["Location"] == "/murashi/feedback/sent/"
    item = FeedbackItem.objects.get()
    assert (item.kind, item.place, item.sender_kind) == (ItemKind.COMPLAINT, "ул. Лесная, 5", SenderKind.INDIVIDUAL)
    assert (item.contact.email, item.contact.consent_version) == ("ivanova@example.ru", CONSENT_VERSION)
    page = client.get("/murashi/feedback/sent/").content.decode()
    assert item.number in page
    assert f"{item.due_on.day}\N{NO-BREAK SPACE}" in page


def test_a_second_click_is_the_same_message(walk: Walk, client: Client) -> None:
    walk()
    session = client.session
    kept = dict(session["draft:murashi"])
    client.post("/murashi/feedback/check/")
    first = client.session["receipt:murashi"]
    session = client.session
    session["draft:murashi"] = kept
    session.save()
    client.post("/murashi/feedback/check/")
    assert FeedbackItem.objects.count() == 1
    assert client.session["receipt:murashi"] == first


def test_who_gives_no_name_is_asked_no_contacts_and_no_consent(walk: Walk, client: Client) -> None:
    answer = walk(author={"sender": "not_stated", "name": "Иванова"})
    assert answer["Location"] == "/murashi/feedback/check/"
    assert "Иванова" not in client.get("/murashi/feedback/check/").content.decode()
    client.post("/murashi/feedback/check/")
    assert not hasattr(FeedbackItem.objects.get(), "contact")


def test_changing_to_no_name_forgets_the_contacts_on_sending(walk: Walk, client: Client) -> None:
    walk()
    client.post("/murashi/feedback/author/", {"sender": "not_stated"})
    client.post("/murashi/feedback/check/")
    assert not hasattr(FeedbackItem.objects.get(), "contact")


def test_only_the_address_of_the_chosen_way_is_sent(walk: Walk, client: Client) -> None:
    walk(reply={"way": "letter", "email": "ivanova@example.ru", "address": "613711, Мураши, Лесная, 5"})
    client.post("/murashi/feedback/check/")
    contact = FeedbackItem.objects.get().contact
    assert (contact.email, contact.address) == ("", "613711, Мураши, Лесная, 5")


@pytest.mark.parametrize(
    ("step", "given", "message"),
    [
        ("kind", {}, "Выберите, что вы хотите сделать"),
        ("text", {"text": " ", "place": "Лесная"}, "Напишите хотя бы одно предложение"),
        ("author", {"sender": "individual"}, "Напишите фамилию и имя"),
        ("author", {"sender": "representative", "name": "Иванова"}, "Напишите название организации"),
        ("reply", {"way": "email", "email": "нет"}, "В адресе почты ошибка"),
        ("reply", {"way": "letter"}, "Напишите почтовый адрес"),
        ("consent", {}, "Без согласия мы не вправе"),
    ],
)
def test_an_error_stands_beside_the_field_and_in_the_summary(
    walk: Walk, step: str, given: dict[str, object], message: str
) -> None:
    answer = walk(step, **{step: given})
    page = answer.content.decode()
    assert answer.status_code == 200
    assert page.count(message) == 2
    assert 'role="alert"' in page


def test_nothing_typed_is_lost_by_an_error_or_by_going_back(walk: Walk, client: Client) -> None:
    walk("kind")
    page = client.post("/murashi/feedback/text/", {"text": "", "place": "ул. Лесная, 5"}).content.decode()
    assert "ул. Лесная, 5" in page
    answer = client.post("/murashi/feedback/text/", {"text": "Почти готово", "back": "1"})
    assert answer["Location"] == "/murashi/feedback/kind/"
    assert "Почти готово" in client.get("/murashi/feedback/text/").content.decode()


def test_consent_is_never_ticked_beforehand(walk: Walk, client: Client) -> None:
    walk()
    assert "checked" not in client.get("/murashi/feedback/consent/").content.decode()


def test_a_step_too_far_leads_to_the_first_missing_one(administration: object, client: Client) -> None:
    assert client.get("/murashi/feedback/reply/")["Location"] == "/murashi/feedback/kind/"
    assert client.get("/murashi/feedback/check/")["Location"] == "/murashi/feedback/kind/"


def test_a_robot_that_fills_the_trap_sends_nothing(walk: Walk, client: Client) -> None:
    answer = walk("text", text={"text": "Купите", "website": "spam"})
    assert answer.status_code == 200
    assert "только роботы" in answer.content.decode()


def test_files_go_with_the_message_and_a_wrong_one_loses_nothing(walk: Walk, client: Client) -> None:
    walk("kind")
    answer = client.post(
        "/murashi/feedback/text/",
        {
            "text": "Яма на дороге",
            "files": [SimpleUploadedFile("яма.png", PNG), SimpleUploadedFile("вирус.exe", b"MZ")],
        },
    )
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "«вирус.exe» такого вида не принимается" in page
    assert "яма.png" in page
    client.post("/murashi/feedback/text/", {"text": "Яма на дороге"})
    client.post("/murashi/feedback/author/", {"sender": "not_stated"})
    client.post("/murashi/feedback/check/")
    assert [attachment.file.name for attachment in FeedbackItem.objects.get().attachments.all()] == ["яма.png"]


def test_a_file_can_be_taken_off(walk: Walk, client: Client) -> None:
    walk("text", text={"text": "Яма", "files": SimpleUploadedFile("яма.png", PNG)})
    file_id = client.session["draft:murashi"]["file_ids"][0]
    client.post("/murashi/feedback/text/", {"text": "Яма", "remove": str(file_id)})
    assert client.session["draft:murashi"]["file_ids"] == []


def test_too_many_messages_get_a_polite_page_with_the_text(walk: Walk, client: Client, settings: object) -> None:
    settings.PUBLIC_RATE = "1/hour"
    walk()
    client.post("/murashi/feedback/check/")
    walk()
    answer = client.post("/murashi/feedback/check/")
    assert answer.status_code == 429
    assert "Третий день не вывозят мусор" in answer.content.decode()
    assert FeedbackItem.objects.count() == 1
    assert "Третий день" in client.get("/murashi/feedback/check/").content.decode()


def test_wiping_leaves_nothing_on_the_device(walk: Walk, client: Client) -> None:
    walk()
    client.post("/murashi/feedback/check/")
    client.post("/murashi/feedback/wipe/")
    assert client.get("/murashi/feedback/sent/")["Location"] == "/murashi/"
    assert not {key for key in client.session.keys() if "murashi" in key}  # noqa: SIM118 - a session is no dict


def test_a_forged_answer_is_asked_again(walk: Walk, client: Client) -> None:
    walk()
    assert client.post("/murashi/feedback/kind/", {"kind": "bogus"}).status_code == 200
    assert client.get("/murashi/feedback/check/")["Location"] == "/murashi/feedback/kind/"
    client.post("/murashi/feedback/kind/", ANSWERS["kind"])
    client.post("/murashi/feedback/author/", {"sender": "bogus"})
    assert client.get("/murashi/feedback/check/")["Location"] == "/murashi/feedback/author/"


def test_without_a_site_form_the_section_offers_other_ways_only(administration: object, client: Client) -> None:
    assert "/murashi/feedback/" in client.get("/murashi/").content.decode()
    Channel.objects.filter(administration=administration, kind="web_form").update(is_active=False)
    page = client.get("/murashi/").content.decode()
    assert "/murashi/feedback/" not in page
    assert "Почтовый адрес" in page
    assert client.get("/murashi/feedback/").status_code == 404
