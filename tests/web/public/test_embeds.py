"""The form and the status inside another site's page: no cookie, frames by the list, nobody else's form."""

import re
from typing import Any

import pytest
from django.test import Client
from tests.web.public.conftest import ANSWERS

from otklik.catalog.actions.name_frame_sites import name_frame_sites
from otklik.intake.models import FeedbackItem

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("administration")]
FORM, STATUS = "/murashi/embed/feedback/", "/murashi/embed/status/"
WHOLE = {name: value for step in ANSWERS.values() for name, value in step.items()}


def seal(client: Client, page: str) -> str:
    found = re.search(r'name="seal" value="([^"]+)"', client.get(page).content.decode())
    assert found
    return found[1]


@pytest.mark.parametrize("page", [FORM, STATUS])
def test_frames_go_by_the_list(page: str, client: Client, actor: Any) -> None:
    shut = client.get(page)
    assert "frame-ancestors 'none'" in shut.headers["Content-Security-Policy"]
    assert shut.headers["X-Frame-Options"] == "DENY"
    name_frame_sites(actor=actor("administrator"), sites="mfc.example.ru http://school.example.ru:8080/news")
    from django.core.cache import caches

    caches["memory"].clear()
    opened = client.get(page)
    policy = opened.headers["Content-Security-Policy"]
    assert "frame-ancestors https://mfc.example.ru http://school.example.ru:8080" in policy
    assert "X-Frame-Options" not in opened.headers
    assert not client.cookies


def test_a_message_is_sent_without_a_cookie_and_once(client: Client) -> None:
    sealed = seal(client, FORM)
    strict = Client(enforce_csrf_checks=True)
    answer = strict.post(FORM, {**WHOLE, "seal": sealed}, headers={"Sec-Fetch-Site": "same-origin"})
    item = FeedbackItem.objects.get()
    assert item.number in answer.content.decode()
    assert not strict.cookies
    again = strict.post(FORM, {**WHOLE, "seal": sealed})
    assert "уже принято" in again.content.decode()
    assert FeedbackItem.objects.count() == 1


def test_another_sites_form_and_a_forged_seal_send_nothing(client: Client) -> None:
    sealed = seal(client, FORM)
    foreign = client.post(FORM, {**WHOLE, "seal": sealed}, headers={"Sec-Fetch-Site": "cross-site"})
    forged = client.post(FORM, {**WHOLE, "seal": sealed + "a"})
    for answer in (foreign, forged):
        assert "Ничего не потеряно" in answer.content.decode()
        assert WHOLE["text"] in answer.content.decode()
    assert not FeedbackItem.objects.exists()


def test_the_status_opens_with_number_and_code(client: Client) -> None:
    sent = client.post(FORM, {**WHOLE, "seal": seal(client, FORM)}).content.decode()
    number = FeedbackItem.objects.get().number
    found = re.search(r'plate-code">([^<]+)<', sent)
    assert found
    shown = client.post(STATUS, {"number": number, "code": found[1], "seal": seal(client, STATUS)})
    assert "Сообщение зарегистрировано" in shown.content.decode()
    wrong = client.post(STATUS, {"number": number, "code": "00000-00000", "seal": seal(client, STATUS)})
    assert "у нас нет" in wrong.content.decode()
    assert not client.cookies
