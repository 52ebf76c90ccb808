"""How a survey goes: sealed days and the rows after them are counted once each, by day and by way."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from tests.surveys.conftest import link_of

from otklik.surveys.course import answer_counts, course_of
from otklik.surveys.models import Invitation, InvitationCount, Survey, SurveyDay

pytestmark = pytest.mark.django_db
SEALED, RUNNING = date(2026, 9, 14), date(2026, 9, 15)


def test_a_sealed_day_and_a_running_one_are_told_together(survey: Survey, respond: Callable[..., Any]) -> None:
    site, poster = link_of(survey), link_of(survey, "poster")
    for link, on in ((site, SEALED), (poster, SEALED), (site, RUNNING), (site, RUNNING)):
        respond(survey, link=link, on=on, whole=5)
    SurveyDay.objects.create(
        survey=survey, version=survey.version, on=SEALED, response_count=2, block=b"", link_ids=[site.pk, poster.pk]
    )
    for _ in range(2):  # the second time from the kept counts
        course = course_of(survey)
        assert course.total == 4
        assert course.by_day == ((SEALED, 2), (RUNNING, 2))
        assert {way.link.source: way.count for way in course.ways} == {"site": 3, "poster": 1}
        assert course.peak == 2
    assert answer_counts([survey]) == {survey.pk: 4}


def test_a_list_counts_each_survey_by_itself(surveys: Callable[..., Survey], respond: Callable[..., Any]) -> None:
    ended = surveys(state="closed", closes_on=SEALED)
    fresh, draft = surveys(), surveys(state="draft")
    SurveyDay.objects.create(survey=ended, version=ended.version, on=SEALED, response_count=7, block=b"")
    respond(fresh, on=RUNNING, whole=4)
    assert answer_counts([ended, fresh, draft]) == {ended.pk: 7, fresh.pk: 1}
    assert answer_counts([]) == {}


def test_used_invitations_are_those_given_less_those_left(surveys: Callable[..., Survey]) -> None:
    asked = surveys(entry="invited")
    assert course_of(asked).response_share is None
    InvitationCount.objects.create(survey=asked, way="email", given=5)
    Invitation.objects.create(digest="a" * 64, survey=asked)
    course = course_of(asked)
    assert (course.invited, course.used, course.left, course.response_share) == (5, 4, 1, 0.8)
