"""The count day by day: it agrees with the deadline that it tells, whoever stored it and when."""

from datetime import date, timedelta

from hypothesis import example, given
from hypothesis import strategies as st

from otklik.core.day_count import CountedDay, counted_days, counted_weeks, stored_count
from otklik.core.deadlines import (
    DEFAULT_RULES,
    Deadline,
    DeadlineRule,
    LegalClass,
    OnDayOff,
    compute_deadline,
    forwarding_deadline,
    prolongation_notice,
    registration_deadline,
)
from otklik.core.workdays import WorkCalendar, russian_calendar

CALENDAR = russian_calendar()
APPEAL = DEFAULT_RULES[LegalClass.APPEAL_59FZ]
days = st.dates(date(2018, 1, 1), date(2028, 12, 31))
clocks = st.sampled_from([rule for rule in DEFAULT_RULES.values() if rule.unit])
CALENDAR.why_off(date(2025, 1, 1))  # the package of holidays is read here, not inside a timed example
policies: st.SearchStrategy[OnDayOff] = st.sampled_from(["preceding", "following", "same"])


def told(deadline: Deadline | None, calendar: WorkCalendar = CALENDAR) -> tuple[CountedDay, ...]:
    assert deadline is not None
    count = stored_count(deadline.as_json(), None)
    assert count is not None
    return counted_days(count, calendar)


@given(clocks, days, st.booleans(), policies)
def test_the_last_day_is_the_due_day_and_numbers_run_without_a_gap(
    rule: DeadlineRule, day: date, prolonged: bool, on_day_off: OnDayOff
) -> None:
    deadline = compute_deadline(rule, day, CALENDAR, prolonged=prolonged, on_day_off=on_day_off)
    assert deadline is not None
    shown = told(deadline)
    assert [one.on for one in shown if one.is_due] == [deadline.due_on]
    length = rule.days + (rule.prolongation_days if prolonged else 0)
    assert [one.number for one in shown if one.number] == list(range(1, length + 1))
    assert [one.on for one in shown] == [day + timedelta(days=n) for n in range(1, len(shown) + 1)]
    assert all(bool(one.why_off) is not CALENDAR.is_working(one.on) for one in shown)


@example(DEFAULT_RULES[LegalClass.POS_FAST], date(2025, 12, 30), False)
@given(clocks, days, st.booleans())
def test_days_off_have_no_number_where_working_days_are_counted(rule: DeadlineRule, day: date, prolonged: bool) -> None:
    shown = told(compute_deadline(rule, day, CALENDAR, prolonged=prolonged))
    length = rule.days + (rule.prolongation_days if prolonged else 0)
    for place, one in enumerate(shown, start=1):
        if rule.unit == "working":
            assert (one.number is None) is bool(one.why_off)
        else:
            # Ten days from 30 December end in the holidays, before which no working day is left: the end moves on.
            assert (one.number is None) is (place > length)


@given(clocks, days)
def test_weeks_hold_every_day_once_from_monday_to_sunday(rule: DeadlineRule, day: date) -> None:
    shown = told(compute_deadline(rule, day, CALENDAR))
    weeks = counted_weeks(shown)
    assert tuple(one for week in weeks for one in week.days) == shown
    assert sum(week.has_due for week in weeks) == 1
    assert all(week.days[0].on.weekday() == 0 for week in weeks[1:])
    assert all(week.days[-1].on.weekday() == 6 for week in weeks[:-1])


@given(clocks, days, st.booleans())
def test_a_count_stored_long_ago_is_told_alike(rule: DeadlineRule, day: date, prolonged: bool) -> None:
    deadline = compute_deadline(rule, day, CALENDAR, prolonged=prolonged)
    assert deadline is not None
    old = {name: value for name, value in deadline.as_json().items() if name in {"due_on", "steps", "skipped"}}
    count = stored_count(old, day)
    assert count is not None
    assert counted_days(count, CALENDAR) == told(deadline)


def test_nothing_was_counted() -> None:
    assert stored_count({}, date(2025, 3, 3)) is None
    assert stored_count({"due_on": "2025-03-06"}, None) is None


def test_a_day_that_became_working_later_stays_passed_over() -> None:
    rule = DEFAULT_RULES[LegalClass.SERVICE_REFUSAL_210FZ]
    then = russian_calendar({date(2025, 3, 5): False})
    deadline = compute_deadline(rule, date(2025, 3, 3), then)
    passed = next(one for one in told(deadline) if one.on == date(2025, 3, 5))
    assert (passed.number, passed.why_off) == (None, "был нерабочим, когда срок считали")


def test_titles_of_a_week_read_as_people_say() -> None:
    weeks = counted_weeks(told(compute_deadline(APPEAL, date(2025, 4, 10), CALENDAR)))
    assert [week.title for week in weeks] == [
        "11 – 13 апреля 2025 г.", "14 – 20 апреля 2025 г.", "21 – 27 апреля 2025 г.", "28 апреля – 4 мая 2025 г.",
        "5 – 10 мая 2025 г.",
    ]  # fmt: skip
    assert [week.numbers for week in weeks] == ["дни 1–3", "дни 4–10", "дни 11–17", "дни 18–24", "дни 25–30"]
    assert weeks[3].named_off.startswith("1 — Праздник Весны и Труда; 2 — Выходной")
    last = weeks[-1].days
    assert [(one.on.day, one.is_due) for one in last if one.is_due] == [(7, True)]
    assert last[3].kind == "нерабочий"


@given(days)
def test_the_other_terms_are_told_day_by_day_too(day: date) -> None:
    for deadline, length in ((registration_deadline(day, CALENDAR), 3), (forwarding_deadline(day, CALENDAR), 7)):
        shown = told(deadline)
        assert max(one.number for one in shown if one.number) == length
        assert [one.on for one in shown if one.is_due] == [deadline.due_on]
    answer = compute_deadline(APPEAL, day, CALENDAR)
    assert answer is not None
    notice = prolongation_notice(APPEAL, answer)
    assert notice is not None
    assert notice.due_on == answer.due_on
    assert "сообщить об этом автору" in notice.steps[-1]


def test_what_cannot_be_prolonged_has_no_notice() -> None:
    rule = DEFAULT_RULES[LegalClass.POS_FAST]
    answer = compute_deadline(rule, date(2025, 3, 3), CALENDAR)
    assert answer is not None
    assert prolongation_notice(rule, answer) is None


def test_registration_is_told_in_its_own_words() -> None:
    assert registration_deadline(date(2025, 3, 6), CALENDAR).steps == (
        "Поступило 6 марта 2025 г., срок считается со следующего дня.",
        "Срок регистрации — 3 календарных дня (59-ФЗ, статья 8).",
        "Срок заканчивается 9 марта 2025 г., это нерабочий день (воскресенье).",
        "Зарегистрировать нужно не позднее 7 марта 2025 г.: срок перенесён на предшествующий рабочий день.",
    )
