from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from otklik.core.workdays import russian_calendar

CALENDAR = russian_calendar()
days = st.dates(date(2015, 1, 1), date(2030, 12, 31))
# Government decrees 1314 of 10.08.2023 (2024), 1335 of 04.10.2024 (2025) and 1466 of 24.09.2025 (2026)
WORKED = ["2024-04-27", "2024-11-02", "2024-12-28", "2025-11-01", "2024-01-09", "2025-01-09", "2026-01-12"]
OFF = [
    *["2024-01-08", "2024-02-23", "2024-03-08", "2024-04-29", "2024-04-30", "2024-05-01", "2024-05-09", "2024-05-10"],
    *["2024-06-12", "2024-11-04", "2024-12-30", "2024-12-31", "2025-01-08", "2025-05-01", "2025-05-02", "2025-05-08"],
    *["2025-05-09", "2025-06-12", "2025-06-13", "2025-11-03", "2025-11-04", "2025-12-31", "2026-01-08", "2026-01-09"],
    *["2026-02-23", "2026-03-09", "2026-05-01", "2026-05-11", "2026-06-12", "2026-11-04", "2026-12-31"],
]


@pytest.mark.parametrize("day", WORKED)
def test_worked_days_of_the_decrees(day: str) -> None:
    assert CALENDAR.is_working(date.fromisoformat(day))
    assert CALENDAR.why_off(date.fromisoformat(day)) is None


@pytest.mark.parametrize("day", OFF)
def test_days_off_of_the_decrees(day: str) -> None:
    assert CALENDAR.why_off(date.fromisoformat(day))


@pytest.mark.parametrize(("year", "count"), [(2024, 248), (2025, 247), (2026, 247)])
def test_working_days_of_a_year_equal_the_official_norm(year: int, count: int) -> None:
    assert CALENDAR.working_days_between(date(year - 1, 12, 31), date(year, 12, 31)) == count


def test_reasons_read_as_a_person_says_them() -> None:
    assert CALENDAR.why_off(date(2025, 7, 5)) == "суббота"
    assert CALENDAR.why_off(date(2025, 11, 3)) == "Выходной (перенесено с 01.11.2025)"


@given(days, st.booleans())
def test_an_exception_stands_above_all(day: date, worked: bool) -> None:
    calendar = russian_calendar({day: worked})
    assert calendar.is_working(day) is worked
    assert calendar.is_working(day + timedelta(days=1)) is CALENDAR.is_working(day + timedelta(days=1))


@given(days)
def test_neighbours_are_worked_and_nearest(day: date) -> None:
    after, before = CALENDAR.next_working(day), CALENDAR.previous_working(day)
    assert CALENDAR.is_working(after)
    assert CALENDAR.is_working(before)
    assert before < day < after
    assert CALENDAR.working_days_between(day, after) == 1
    assert CALENDAR.working_days_between(before, day) == int(CALENDAR.is_working(day))


@given(days, st.integers(0, 60))
def test_adding_and_counting_are_inverse(day: date, count: int) -> None:
    assert CALENDAR.working_days_between(day, CALENDAR.add_working_days(day, count)) == count
    start = CALENDAR.next_working(day)
    assert CALENDAR.add_working_days(CALENDAR.add_working_days(start, count), -count) == start


@given(days, st.integers(0, 90), st.integers(0, 90))
def test_counts_add_up_and_reverse(day: date, first: int, second: int) -> None:
    middle, end = day + timedelta(days=first), day + timedelta(days=first + second)
    count = CALENDAR.working_days_between
    assert count(day, end) == count(day, middle) + count(middle, end)
    assert count(end, day) == -count(day, end)
    assert count(day, end) + len(list(CALENDAR.days_off_between(day, end))) == first + second
