"""What the decrees' periods demand of surveys: done, due, overdue; summaries by quarter and by volume."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from otklik.base.actor import Actor
from otklik.base.errors import RuleBroken
from otklik.core.recurring import span_before, span_of
from otklik.surveys.actions.sum_up_surveys import sum_up_surveys
from otklik.surveys.ahead import surveys_ahead
from otklik.surveys.models import Survey

Act = Callable[..., Actor]
Surveys = Callable[..., Survey]
MID_NOVEMBER = date(2026, 11, 15)


@given(st.dates(date(1990, 1, 1), date(2100, 1, 1)), st.sampled_from(["month", "quarter", "year"]))
def test_periods_follow_one_another_without_gaps(day: date, every: Any) -> None:
    span = span_of(day, every)
    before = span_before(span, every)
    assert span.contains(day)
    assert before.ends_on + timedelta(days=1) == span.starts_on
    assert span.is_in_last_third(span.ends_on)
    assert not span.is_in_last_third(span.starts_on)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("today", "state"), [(date(2026, 10, 5), "waiting"), (date(2026, 12, 5), "due"), (MID_NOVEMBER, "waiting")]
)
def test_a_quarterly_survey_is_due_in_the_last_third(actor: Act, today: date, state: str) -> None:
    found = surveys_ahead(actor("internal_officer", of="livny"), today)
    staff = [one for one in found.demands if one.kind.slug == "staff"]
    assert [(one.span.title, one.state) for one in staff] == [("IV квартал 2026 года", state)]
    assert "staff_extraordinary" in {kind.slug for kind in found.on_demand}


@pytest.mark.django_db
def test_a_survey_of_the_period_is_what_was_demanded(actor: Act, surveys: Surveys) -> None:
    officer = actor("internal_officer", of="livny")
    facts: dict[str, Any] = {"of": "livny", "audience": "internal", "minimum_group": 10}
    surveys(kind="staff", opens_on=date(2026, 5, 4), closes_on=date(2026, 5, 18), state="closed", **facts)
    states = {one.span.title: one.state for one in surveys_ahead(officer, MID_NOVEMBER).demands}
    assert states == {"III квартал 2026 года": "overdue", "IV квартал 2026 года": "waiting"}
    running = surveys(kind="staff", opens_on=date(2026, 11, 2), **facts)
    (overdue, present) = surveys_ahead(officer, MID_NOVEMBER).demands
    assert (overdue.state, present.state, present.survey) == ("overdue", "running", running)


@pytest.mark.django_db
def test_the_organiser_is_not_asked_for_employees_surveys(actor: Act) -> None:
    found = surveys_ahead(actor("organizer", of="biysk"), MID_NOVEMBER)
    assert {one.kind.slug for one in found.demands} == {"external"}


@pytest.mark.django_db
def test_the_summary_of_a_quarter_is_due_on_the_decrees_day_and_noted_once(actor: Act, survey: Survey) -> None:
    organiser = actor("organizer")
    (summary,) = surveys_ahead(organiser, date(2026, 10, 4)).summaries
    assert (summary.span.title, summary.due_on, summary.state) == (
        "III квартал 2026 года",
        date(2026, 10, 5),
        "due",
    )
    assert surveys_ahead(organiser, date(2026, 10, 6)).summaries[0].state == "overdue"
    days = {"starts_on": summary.span.starts_on, "ends_on": summary.span.ends_on}
    first = sum_up_surveys(actor=organiser, **days)
    assert sum_up_surveys(actor=organiser, **days).pk == first.pk
    assert surveys_ahead(organiser, date(2026, 10, 6)).summaries[0].state == "done"
    with pytest.raises(RuleBroken):
        sum_up_surveys(actor=organiser, starts_on=date(2099, 1, 1), ends_on=date(2099, 3, 31))


@pytest.mark.django_db
def test_many_answers_make_the_summary_monthly_where_the_decree_says_so(
    actor: Act, surveys: Surveys, respond: Callable[..., Any]
) -> None:
    asked = surveys(of="livny", opens_on=date(2026, 9, 1))
    organiser = actor("organizer", of="livny")
    for _ in range(299):
        respond(asked, on=date(2026, 10, 20))
    assert [one.span.title for one in surveys_ahead(organiser, MID_NOVEMBER).summaries] == ["III квартал 2026 года"]
    respond(asked, on=date(2026, 10, 31))
    titles = [one.span.title for one in surveys_ahead(organiser, MID_NOVEMBER).summaries]
    assert titles == ["III квартал 2026 года", "октябрь 2026 года"]
