"""Employees write with or without a name; without one, nothing tells who and at what hour."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.utils import timezone

from otklik.base.visitor_limits import forget_tries
from otklik.catalog.models import Administration
from otklik.core.appeals import Audience
from otklik.intake.models import FeedbackItem

pytestmark = pytest.mark.django_db
ANONYMOUS = {
    "token": "abc",
    "to": "culture",
    "kind": "proposal",
    "text": "Дайте нам общий календарь переговорных.",
    "named": "no",
    "name": "Петров",
}


@pytest.fixture(autouse=True)
def _fresh_limits() -> None:
    forget_tries()


def test_an_anonymous_message_keeps_no_name_no_hour_no_session(administration: object, client: Client) -> None:
    answer = client.post("/murashi/internal/", ANONYMOUS)
    item = FeedbackItem.objects.get()
    assert item.number in answer.content.decode()
    assert "sessionid" not in answer.cookies
    assert not hasattr(item, "contact")
    assert (item.audience, item.channel.slug) == (Audience.INTERNAL, "staff_culture")
    local = timezone.localtime(item.received_at, timezone.get_current_timezone())
    assert (local.hour, local.minute, local.second) == (0, 0, 0)
    assert item.appeal.registered_at == item.received_at


def test_the_day_begins_by_local_time(administrations: Callable[[str], Administration], client: Client) -> None:
    administrations("biysk")
    client.post("/biysk/internal/", ANONYMOUS | {"to": "office"})
    assert FeedbackItem.objects.get().received_at.hour == 17  # midnight in Бийск is 17:00 UTC


def test_a_named_one_needs_a_name_and_consent(administration: object, client: Client) -> None:
    answer = client.post("/murashi/internal/", ANONYMOUS | {"named": "yes", "name": ""})
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "Напишите фамилию и имя" in page
    assert "Без согласия" in page
    assert "Дайте нам общий календарь" in page
    client.post("/murashi/internal/", ANONYMOUS | {"named": "yes", "consent": "on"})
    contact = FeedbackItem.objects.get().contact
    assert contact.name == "Петров"
    assert contact.consent_version


def test_a_reload_makes_no_second_message(administration: object, client: Client) -> None:
    client.post("/murashi/internal/", ANONYMOUS)
    page = client.post("/murashi/internal/", ANONYMOUS).content.decode()
    assert FeedbackItem.objects.count() == 1
    assert "уже принято раньше" in page


def test_only_those_who_receive_are_offered(administration: object, client: Client) -> None:
    page = client.get("/murashi/internal/").content.decode()
    assert 'value="culture"' in page
    assert 'value="leader"' not in page  # nobody leads here yet
    assert client.post("/murashi/internal/", ANONYMOUS | {"to": "leader", "person": "1"}).status_code == 200
    assert not FeedbackItem.objects.exists()
