"""The public list of surveys and their announcement on the front page."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client
from tests.surveys.conftest import link_of, surveys

from otklik.surveys.models import Survey

__all__ = ["surveys"]
pytestmark = pytest.mark.django_db


def page(client: Client, place: str) -> str:
    return client.get(f"/murashi/{place}").content.decode()


def test_a_listed_survey_opens_in_one_click(client: Client, surveys: Callable[..., Survey]) -> None:
    asked = surveys(is_listed=True, closes_on=date(2099, 1, 1))
    way = link_of(asked)
    shown = page(client, "surveys/")
    assert f'href="/murashi/s/{way.code}/"' in shown
    assert asked.title in shown
    home = page(client, "")
    assert "Ответить на опрос" in home
    assert "Идёт опрос" not in home


@pytest.mark.parametrize(
    "facts",
    [
        {"is_listed": False},
        {"is_listed": True, "state": "draft"},
        {"is_listed": True, "audience": "internal"},
    ],
)
def test_what_is_not_for_everybody_is_not_listed(
    client: Client, surveys: Callable[..., Survey], facts: dict[str, Any]
) -> None:
    asked = surveys(**facts)
    link_of(asked)
    assert asked.title not in page(client, "surveys/")
    assert "Ответить на опрос" not in page(client, "")


def test_an_announced_survey_stands_on_the_front_page(client: Client, surveys: Callable[..., Survey]) -> None:
    asked = surveys(is_listed=True, is_announced=True, title="Общий опрос о работе администрации")
    link_of(asked)
    home = page(client, "")
    assert "Идёт опрос" in home
    assert asked.title in home


def test_a_survey_of_an_outside_service_leads_there_and_an_ended_one_is_told(
    client: Client, surveys: Callable[..., Survey]
) -> None:
    outside = surveys(is_listed=True, outside_url="https://opros.example.ru/7")
    ended = surveys(is_listed=True, state="closed", closes_on=date(2026, 9, 20), title="О ярмарке")
    shown = page(client, "surveys/")
    assert outside.outside_url in shown
    assert "завершён 20 сентября 2026" in shown.replace("\xa0", " ")
    assert ended.title in shown
