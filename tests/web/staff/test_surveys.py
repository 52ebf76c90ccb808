"""Surveys at the desk: their list, and the pages of one."""

from collections.abc import Callable

import pytest
from django.test import Client
from tests.surveys.conftest import survey, surveys

from otklik.surveys.models import Survey

__all__ = ["survey", "surveys"]
pytestmark = pytest.mark.django_db
BASE = "/murashi/staff/surveys"


def test_the_organiser_sees_the_surveys_and_opens_one(client_of: Callable[..., Client], survey: Survey) -> None:
    client = client_of("organizer")
    assert survey.title in client.get(f"{BASE}/").content.decode()
    assert survey.title in client.get(f"{BASE}/{survey.pk}/").content.decode()


def test_employees_surveys_are_not_there_for_the_organiser(
    client_of: Callable[..., Client], surveys: Callable[..., Survey]
) -> None:
    asked = surveys(audience="internal", title="Как нам работается")
    client = client_of("organizer")
    assert asked.title not in client.get(f"{BASE}/").content.decode()
    assert client.get(f"{BASE}/{asked.pk}/").status_code == 404
