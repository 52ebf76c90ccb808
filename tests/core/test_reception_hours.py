"""Hours of reception: slots never meet a break, days off close by themselves, a special day stands above all."""

from datetime import date, time, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from otklik.core.reception import (
    NOT_IN_SCHEDULE,
    SpecialDay,
    Timetable,
    check_timetable,
    ends_at,
    holds_passport_number,
    parse_spans,
    write_spans,
)
from otklik.core.workdays import russian_calendar

CALENDAR = russian_calendar()
TUESDAY = date(2025, 6, 3)
times = st.builds(time, st.integers(0, 23), st.integers(0, 59))
spans = st.tuples(times, times).filter(lambda pair: pair[0] < pair[1])


def rule(**facts: object) -> Timetable:
    given = {"starts": time(9), "ends": time(12), "visit_minutes": 30, "weekdays": frozenset({2})} | facts
    return Timetable(**given)


def test_slots_fill_the_hours_and_leave_the_break_free() -> None:
    found = rule(breaks=((time(10), time(10, 15)),)).slots(TUESDAY, CALENDAR)
    assert found == (time(9), time(9, 30), time(10, 15), time(10, 45), time(11, 15))


@given(hours=spans, minutes=st.integers(5, 240), breaks=st.lists(spans, max_size=3))
def test_no_slot_leaves_the_hours_or_meets_a_break_or_another(
    hours: tuple[time, time], minutes: int, breaks: list[tuple[time, time]]
) -> None:
    found = rule(starts=hours[0], ends=hours[1], visit_minutes=minutes, breaks=tuple(breaks)).slots(TUESDAY, CALENDAR)
    for at in found:
        end = ends_at(at, minutes)
        assert hours[0] <= at < end <= hours[1]
        assert all(end <= start or stop <= at for start, stop in breaks)
    assert all(ends_at(before, minutes) <= after for before, after in pairwise(found))


def test_only_its_weeks_of_the_month() -> None:
    days = list(rule(weeks=frozenset({1, 3})).days(date(2025, 6, 1), date(2025, 6, 30), CALENDAR))
    assert days == [date(2025, 6, 3), date(2025, 6, 17)]


def test_a_holiday_closes_by_itself_and_says_why() -> None:
    holiday = date(2025, 6, 12)
    thursdays = rule(weekdays=frozenset({4}))
    assert thursdays.slots(holiday, CALENDAR) == ()
    assert "День России" in (thursdays.why_closed(holiday, CALENDAR) or "")
    assert thursdays.why_closed(holiday - timedelta(days=7), CALENDAR) is None


def test_a_special_day_stands_above_schedule_and_calendar() -> None:
    saturday = date(2025, 6, 7)
    special = {TUESDAY: SpecialDay(None, "командировка"), saturday: SpecialDay((time(10), time(11)))}
    changed = rule(special=special)
    assert changed.why_closed(TUESDAY, CALENDAR) == "командировка"
    assert changed.slots(saturday, CALENDAR) == (time(10), time(10, 30))


def test_named_dates_and_the_ends_of_the_schedule() -> None:
    named = rule(weekdays=frozenset(), dates=frozenset({date(2025, 6, 4)}), valid_to=date(2025, 6, 30))
    assert list(named.days(date(2025, 6, 1), date(2025, 6, 30), CALENDAR)) == [date(2025, 6, 4)]
    ended = rule(valid_to=date(2025, 6, 2))
    assert ended.why_closed(TUESDAY, CALENDAR) == NOT_IN_SCHEDULE


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({"ends": time(8)}, "раньше, чем начинается"),
        ({"visit_minutes": 3}, "от 5 до 240 минут"),
        ({"weekdays": frozenset()}, "дни недели"),
        ({"visit_minutes": 200}, "не помещается"),
        ({"breaks": ((time(11), time(10)),)}, "Перерыв заканчивается"),
        ({"breaks": ((time(8), time(13)),)}, "не помещается"),
        ({"valid_from": date(2025, 2, 1), "valid_to": date(2025, 1, 1)}, "раньше первого"),
    ],
)
def test_impossible_hours_are_refused_in_words(facts: dict[str, object], words: str) -> None:
    with pytest.raises(ValueError, match=words):
        check_timetable(rule(**facts))


@given(st.lists(spans, max_size=4))
def test_breaks_are_read_as_they_are_written(given_spans: list[tuple[time, time]]) -> None:
    assert parse_spans(write_spans(tuple(given_spans))) == tuple(given_spans)


@pytest.mark.parametrize("text", ["12-13", "25:00–26:00", "обед", "12:00–13:60"])
def test_a_break_that_cannot_be_read_is_named(text: str) -> None:
    with pytest.raises(ValueError, match="12:00–13:00"):
        parse_spans(text)


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("паспорт 4508 123456", True),
        ("паспорт серия 45 08 № 123456", True),
        ("33 05 123456 выдан в 2005 году", True),
        ("мой номер 3305 № 123456", True),
        ("телефон 89123456789", False),
        ("+7 912 345 67 89", False),
        ("ИНН 4345012345", False),
        ("паспорт потерял, что делать", False),
        ("дом 12, квартира 45", False),
    ],
)
def test_a_passport_number_is_noticed(text: str, held: bool) -> None:
    assert holds_passport_number(text) is held
