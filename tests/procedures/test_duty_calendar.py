"""Every occurrence of every duty of the five decrees, and the day that holds."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from otklik.core.recurring import span_of
from otklik.procedures.duty_calendar import DutyRules, last_day, occurrences, opens_on
from otklik.procedures.registry import procedures
from otklik.procedures.schema_duties import DutyDeadline

YEAR = (date(2026, 1, 1), date(2026, 12, 31))
RULES = DutyRules()


def days_of(slug: str, duty: str, rules: DutyRules = RULES) -> list[date]:
    found = occurrences(procedures()[slug], *YEAR, rules)
    return [one.last.on for one in found if one.duty.slug == duty]


def duty_of(slug: str, duty: str) -> DutyDeadline:
    return next(one for one in procedures()[slug].deadlines if one.slug == duty)


def test_the_fifth_on_a_sunday_is_moved_to_the_friday_before() -> None:
    """Murashi 5.18: 5 January is a holiday without a working day since the quarter's end; 5 April and July Sundays."""
    assert days_of("murashi", "package") == [
        date(2026, 1, 5), date(2026, 4, 3), date(2026, 7, 3), date(2026, 10, 5),
    ]  # fmt: skip


def test_an_administration_may_move_it_by_its_own_act() -> None:
    rules = DutyRules(day_off="next", basis="распоряжение № 7")
    assert days_of("murashi", "package", rules) == [
        date(2026, 1, 12), date(2026, 4, 6), date(2026, 7, 6), date(2026, 10, 5),
    ]  # fmt: skip
    told = last_day(duty_of("murashi", "package"), span_of(date(2026, 1, 9), "quarter"), rules)
    assert "распоряжение № 7" in told.words[1]


def test_a_yearly_report_and_a_yearly_survey_stand_on_both_sides_of_their_year() -> None:
    """The report of 2025 comes until 30 March 2026; the survey of 2026 is held inside 2026."""
    assert days_of("murashi", "annual_report") == [date(2026, 3, 30)]
    survey = [one for one in occurrences(procedures()["biysk"], *YEAR, RULES) if one.duty.slug == "internal_survey"]
    assert [(one.span.title, one.last.on) for one in survey] == [("2026 год", date(2026, 12, 30))]


@pytest.mark.parametrize("slug", ["gatchina", "naryan-mar"])
def test_a_month_of_much_feedback_is_a_period_of_its_own(slug: str) -> None:
    """Gatchina and Naryan-Mar 4.1: the reason names the count and the threshold."""
    volumes = {"feedback": {date(2026, 2, 1): 300, date(2026, 3, 1): 299}}
    found = occurrences(procedures()[slug], *YEAR, DutyRules(volumes=volumes))
    short = [one for one in found if one.why_shorter]
    assert [(one.span.title, one.last.on) for one in short] == [("февраль 2026 года", date(2026, 3, 31))]
    assert "300 сообщений, порог — 300" in short[0].why_shorter


def test_livny_sums_surveys_up_by_the_month_from_its_threshold() -> None:
    volumes = {"answers": {date(2026, 5, 1): procedures()["livny"].survey_rules.monthly_from}}
    found = occurrences(procedures()["livny"], *YEAR, DutyRules(volumes=volumes))
    assert [one.last.on for one in found if one.why_shorter] == [date(2026, 6, 30)]


def test_nothing_is_asked_for_what_ended_before_the_decree() -> None:
    found = occurrences(procedures()["naryan-mar"], date(2025, 1, 1), date(2026, 3, 31), RULES)
    assert {one.span.title for one in found} == {"IV квартал 2025 года"}
    late = occurrences(procedures()["naryan-mar"], *YEAR, DutyRules(since=date(2026, 4, 1)))
    assert min(one.span.starts_on for one in late) == date(2026, 4, 1)


@pytest.mark.parametrize("slug", sorted(procedures()))
def test_every_period_of_the_decree_has_a_duty(slug: str) -> None:
    """What `periods` dates and `deadlines` would not know of would never be reminded."""
    seen = {"appeals_analysis": "closed_period", "internal_survey": "internal_survey"}
    known = {duty.seen_by for duty in procedures()[slug].deadlines}
    for period in procedures()[slug].periods:
        if period.every in {"quarter", "year", "month"}:
            assert seen.get(period.slug, period.slug) in known, period.slug


@given(st.dates(date(2025, 1, 1), date(2026, 12, 31)), st.sampled_from(sorted(procedures())))
def test_the_day_that_holds_is_never_later_than_the_decrees_nor_before_one_can_begin(day: date, slug: str) -> None:
    for duty in procedures()[slug].deadlines:
        span = span_of(day, duty.every)
        last = last_day(duty, span, RULES)
        assert opens_on(duty, span) <= last.on <= last.given_on
        assert last.on == last.given_on or RULES.calendar.is_working(last.on)
        assert all(word.endswith(".") and ".." not in word for word in last.words)


@given(st.dates(date(2025, 6, 1), date(2026, 6, 1)), st.integers(1, 300), st.sampled_from(sorted(procedures())))
def test_a_year_cut_in_two_gives_each_duty_once(begins: date, days: int, slug: str) -> None:
    middle, until = begins + timedelta(days), begins + timedelta(400)
    whole = [one.key for one in occurrences(procedures()[slug], begins, until, RULES)]
    first = [one.key for one in occurrences(procedures()[slug], begins, middle, RULES)]
    second = [one.key for one in occurrences(procedures()[slug], middle + timedelta(1), until, RULES)]
    assert first + second == whole
    assert len(set(whole)) == len(whole)
