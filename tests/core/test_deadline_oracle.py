"""The engine against ten years of terms written by another method (`deadline_oracle.py`)."""

import csv
from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from tests.core import deadline_oracle as oracle

from otklik.core.deadlines import (
    DEFAULT_RULES,
    DeadlineRule,
    OnDayOff,
    compute_deadline,
    forwarding_due,
    registration_due,
)
from otklik.core.workdays import russian_calendar

CALENDAR = russian_calendar()
#: Working days of the years as the official calendars print them (forty-hour week).
NORMS = {
    2016: 247, 2017: 247, 2018: 247, 2019: 247, 2020: 248, 2021: 247,
    2022: 247, 2023: 247, 2024: 248, 2025: 247, 2026: 247,
}  # fmt: skip


@pytest.fixture(scope="module")
def table() -> dict[str, dict[date, int]]:
    with oracle.TABLE.open(encoding="utf-8") as file:
        read = list(csv.DictReader(file))
    return {
        name: {date.fromisoformat(row["registered_on"]): int(row[name]) for row in read if row[name]}
        for name in oracle.COLUMNS
    }


def column_of(rule: DeadlineRule, *, prolonged: bool, on_day_off: OnDayOff) -> str:
    days = rule.days + (rule.prolongation_days if prolonged else 0)
    return f"w{days}" if rule.unit == "working" else f"{'p' if on_day_off == 'preceding' else 'f'}{days}"


def clocks() -> Iterator[tuple[DeadlineRule, bool]]:
    for rule in DEFAULT_RULES.values():
        if rule.unit:
            yield rule, False
            if rule.prolongation_days:
                yield rule, True


def test_the_table_is_what_the_method_gives() -> None:
    with oracle.TABLE.open(encoding="utf-8") as file:
        assert list(csv.reader(file)) == oracle.rows()


@pytest.mark.parametrize(("year", "norm"), NORMS.items())
def test_the_list_of_days_off_gives_the_official_norm(year: int, norm: int) -> None:
    off = {day for day in oracle.days_off() if day.year == year}
    days = (date(year + 1, 1, 1) - date(year, 1, 1)).days
    assert days - len(off) == norm


def test_the_calendar_knows_the_same_days_off() -> None:
    off, day, wrong = set(oracle.days_off()), oracle.FIRST, []
    while day <= oracle.LAST:
        if CALENDAR.is_working(day) is (day in off):
            wrong.append(day)
        day += timedelta(days=1)
    assert not wrong


@pytest.mark.parametrize(("rule", "prolonged"), list(clocks()))
@pytest.mark.parametrize("on_day_off", ["preceding", "following"])
def test_every_class_on_every_day_of_ten_years(
    table: dict[str, dict[date, int]], rule: DeadlineRule, prolonged: bool, on_day_off: OnDayOff
) -> None:
    expected = table[column_of(rule, prolonged=prolonged, on_day_off=on_day_off)]
    wrong = [
        (day, gap)
        for day, gap in expected.items()
        if (found := compute_deadline(rule, day, CALENDAR, prolonged=prolonged, on_day_off=on_day_off)) is None
        or found.due_on != day + timedelta(days=gap)
    ]
    assert not wrong[:10]
    assert len(expected) > 3900


def test_registration_and_forwarding_on_every_day(table: dict[str, dict[date, int]]) -> None:
    for name, due in (("r3", registration_due), ("s7", forwarding_due)):
        wrong = [day for day, gap in table[name].items() if due(day, CALENDAR) != day + timedelta(days=gap)]
        assert not wrong[:10], name
