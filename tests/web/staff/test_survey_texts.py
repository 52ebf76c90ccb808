"""The officer's page of answers in one's own words."""

from collections.abc import Callable
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.core.cache import caches
from django.test import Client
from tests.surveys.conftest import respond, surveys

from otklik.intake.models import FeedbackItem
from otklik.surveys.actions.seal_days import seal_days
from otklik.surveys.models import OpenAnswer, Survey

__all__ = ["respond", "surveys"]
NIGHT = datetime(2026, 9, 15, 5, tzinfo=ZoneInfo("Europe/Moscow"))
Desk = tuple[Client, Survey]


@pytest.fixture
def desk(surveys: Callable[..., Survey], respond: Callable[..., Any], client_of: Callable[..., Client]) -> Desk:
    survey = surveys(audience="internal")
    respond(survey, whole=1, comment="Звоните Иванову Петру Сергеевичу: 8 912 345-67-89")
    caches["memory"].clear()
    seal_days(now=NIGHT)
    return client_of("internal_officer"), survey


def place(survey: Survey, rest: str = "") -> str:
    return f"/murashi/staff/surveys/{survey.pk}/texts/{rest}"


def test_personal_data_is_proposed_behind_masks(desk: Desk) -> None:
    page = desk[0].get(place(desk[1])).content.decode()
    assert "Ждут проверки: 1." in page
    assert "[телефон]</textarea>" in page
    assert "Проверьте и поправьте" in page


def test_a_text_is_passed_as_the_officer_left_it(desk: Desk) -> None:
    client, survey = desk
    answer = OpenAnswer.objects.get()
    sent = client.post(place(survey, f"{answer.pk}/"), {"text": "Звоните [имя]"}, follow=True)
    assert "передан на вычитку" in sent.content.decode()
    assert FeedbackItem.objects.get().text == "Звоните [имя]"
    assert "8 912" not in OpenAnswer.objects.get().text


def test_a_text_may_be_left_out(desk: Desk) -> None:
    client, survey = desk
    client.post(place(survey, f"{OpenAnswer.objects.get().pk}/"), {"leave": "1", "text": "что угодно"})
    assert list(OpenAnswer.objects.values_list("state", "text")) == [("left_out", "")]
    assert not FeedbackItem.objects.exists()


@pytest.mark.parametrize("bad", ["", "  ", "\x00"])
def test_nothing_is_passed_without_a_text(desk: Desk, bad: str) -> None:
    client, survey = desk
    page = client.post(place(survey, f"{OpenAnswer.objects.get().pk}/"), {"text": bad}).content.decode()
    assert "Текста не осталось" in page
    assert OpenAnswer.objects.get().state == "waiting"


def test_employees_texts_are_not_for_an_organiser(desk: Desk, client_of: Callable[..., Client]) -> None:
    assert client_of("organizer").get(place(desk[1])).status_code == 404
