import json
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from otklik.core.deadlines import (
    DEFAULT_RULES,
    DeadlineRule,
    LegalClass,
    OnDayOff,
    compute_deadline,
    forwarding_due,
    registration_due,
)
from otklik.core.workdays import russian_calendar

CALENDAR = russian_calendar()
APPEAL = DEFAULT_RULES[LegalClass.APPEAL_59FZ]
days = st.dates(date(2018, 1, 1), date(2028, 12, 31))
clocks = st.sampled_from([rule for rule in DEFAULT_RULES.values() if rule.unit])


def due(rule: DeadlineRule, day: date, *, prolonged: bool = False, on_day_off: OnDayOff = "preceding") -> date:
    deadline = compute_deadline(rule, day, CALENDAR, prolonged=prolonged, on_day_off=on_day_off)
    assert deadline is not None
    return deadline.due_on


def test_every_legal_class_has_a_rule_and_a_label() -> None:
    assert set(DEFAULT_RULES) == set(LegalClass)
    assert all(legal_class.label for legal_class in LegalClass)


def test_an_opinion_has_no_clock() -> None:
    assert compute_deadline(DEFAULT_RULES[LegalClass.OPINION], date(2025, 4, 1), CALENDAR) is None


@pytest.mark.parametrize(
    ("registered", "prolonged", "on_day_off", "expected"),
    [
        ("2025-03-03", False, "preceding", "2025-04-02"),
        ("2025-04-10", False, "preceding", "2025-05-07"),
        ("2025-04-10", False, "following", "2025-05-12"),
        ("2025-04-10", False, "same", "2025-05-10"),
        ("2025-04-03", True, "preceding", "2025-06-02"),
        ("2025-10-02", False, "preceding", "2025-11-01"),  # a worked Saturday
    ],
)
def test_thirty_days_of_an_appeal(registered: str, prolonged: bool, on_day_off: OnDayOff, expected: str) -> None:
    found = due(APPEAL, date.fromisoformat(registered), prolonged=prolonged, on_day_off=on_day_off)
    assert found.isoformat() == expected


def test_fifteen_working_days_of_a_complaint_about_a_service() -> None:
    assert due(DEFAULT_RULES[LegalClass.SERVICE_COMPLAINT_210FZ], date(2025, 4, 10)) == date(2025, 5, 5)
    assert due(DEFAULT_RULES[LegalClass.SERVICE_REFUSAL_210FZ], date(2025, 4, 10)) == date(2025, 4, 17)


def test_the_explanation_names_rule_days_and_reason() -> None:
    deadline = compute_deadline(APPEAL, date(2025, 4, 10), CALENDAR)
    assert deadline is not None
    assert deadline.steps == (
        "Зарегистрировано 10 апреля 2025 г., срок считается со следующего дня.",
        "Срок ответа — 30 календарных дней (59-ФЗ, статья 12).",
        "Срок заканчивается 10 мая 2025 г., это нерабочий день (суббота).",
        "Ответ нужен не позднее 7 мая 2025 г.: срок перенесён на предшествующий рабочий день.",
    )
    assert deadline.skipped == (date(2025, 5, 8), date(2025, 5, 9), date(2025, 5, 10))
    assert json.loads(json.dumps(deadline.as_json()))["due_on"] == "2025-05-07"


def test_working_days_name_the_holidays_passed_over() -> None:
    deadline = compute_deadline(DEFAULT_RULES[LegalClass.SERVICE_COMPLAINT_210FZ], date(2025, 4, 10), CALENDAR)
    assert deadline is not None
    assert "1 мая 2025 г. — Праздник Весны и Труда" in deadline.steps[2]
    assert len(deadline.skipped) == 10


def test_prolongation_is_told_or_refused_in_words() -> None:
    prolonged = compute_deadline(APPEAL, date(2025, 4, 3), CALENDAR, prolonged=True)
    fixed = compute_deadline(DEFAULT_RULES[LegalClass.POS_FAST], date(2025, 4, 3), CALENDAR, prolonged=True)
    assert prolonged is not None
    assert fixed is not None
    assert "Срок продлён на 30 календарных дней, всего 60 календарных дней." in prolonged.steps
    assert "не предусмотрено" in fixed.steps[2]
    assert fixed.due_on == due(DEFAULT_RULES[LegalClass.POS_FAST], date(2025, 4, 3))


@given(clocks, days, st.booleans())
def test_preceding_never_ends_on_a_day_off_nor_on_the_day_of_registration(
    rule: DeadlineRule, day: date, prolonged: bool
) -> None:
    found = due(rule, day, prolonged=prolonged)
    assert CALENDAR.is_working(found)
    assert found > day


@given(clocks, days, st.integers(1, 40), st.booleans(), st.sampled_from(["preceding", "following", "same"]))
def test_later_registration_never_ends_earlier(
    rule: DeadlineRule, day: date, later: int, prolonged: bool, on_day_off: OnDayOff
) -> None:
    first = due(rule, day, prolonged=prolonged, on_day_off=on_day_off)
    assert first <= due(rule, day + timedelta(days=later), prolonged=prolonged, on_day_off=on_day_off)


@given(clocks, days)
def test_prolongation_and_policy_order(rule: DeadlineRule, day: date) -> None:
    """Where every day back to the registration is off, the term moves on instead: it never ends on that very day."""
    same, following = due(rule, day, on_day_off="same"), due(rule, day, on_day_off="following")
    assert due(rule, day) <= due(rule, day, prolonged=True)
    assert due(rule, day) <= same or (due(rule, day) == following and CALENDAR.previous_working(same) <= day)
    assert same <= following


@given(clocks, days, st.sampled_from(["preceding", "following", "same"]))
def test_days_passed_over_are_days_off(rule: DeadlineRule, day: date, on_day_off: OnDayOff) -> None:
    deadline = compute_deadline(rule, day, CALENDAR, on_day_off=on_day_off)
    assert deadline is not None
    assert not any(CALENDAR.is_working(off) for off in deadline.skipped)


@given(days, st.integers(1, 20))
def test_registration_is_due_on_a_working_day_and_in_order(day: date, later: int) -> None:
    for rule in (registration_due, forwarding_due):
        assert rule(day, CALENDAR) > day
        assert CALENDAR.is_working(rule(day, CALENDAR))
        assert rule(day, CALENDAR) <= rule(day + timedelta(days=later), CALENDAR)


@pytest.mark.parametrize(
    ("received", "expected"),
    [
        ("2025-03-03", "2025-03-06"),
        ("2025-03-06", "2025-03-07"),
        ("2025-01-02", "2025-01-09"),
        ("2026-03-06", "2026-03-10"),  # the eve of three days off
    ],
)
def test_three_days_to_register(received: str, expected: str) -> None:
    assert registration_due(date.fromisoformat(received), CALENDAR).isoformat() == expected
