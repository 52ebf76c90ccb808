"""Ten years of terms by another method: the oracle that the deadline engine is held against.

Written without the engine, without `holidays` and day by day stepping: the days off come from the Labour Code
(article 112) and from the government's decrees as facts (`moved_days.csv`), the terms from numpy's business-day
arithmetic over that list. `python -m tests.core.deadline_oracle` writes `deadline_oracle.csv` anew.

Each cell is how many days after the registration the last day stands; empty where it would lie beyond the last year
whose decree is listed. Columns: p30 — thirty calendar days, moved back from a day off; f30 — moved on; w15 — fifteen
working days; r3 — registration within three days of receipt; s7 — forwarding within seven.
"""

import csv
from datetime import date, timedelta
from pathlib import Path

import numpy as np

FOLDER = Path(__file__).parent
TABLE, MOVED = FOLDER / "deadline_oracle.csv", FOLDER / "moved_days.csv"
FIRST, LAST = date(2016, 1, 1), date(2026, 12, 31)
#: Labour Code, article 112. A holiday on a weekend day moves to the next working day, those of January do not.
NEW_YEAR = [(1, day) for day in range(1, 9)]
OTHERS = [(2, 23), (3, 8), (5, 1), (5, 9), (6, 12), (11, 4)]
COLUMNS = ("p10", "p30", "p45", "p60", "f10", "f30", "f45", "f60", "w1", "w5", "w15", "r3", "s7")


def moved_days() -> list[tuple[date, date]]:
    """Pairs of the decrees: the day off that is given up and the day that becomes one."""
    with MOVED.open(encoding="utf-8") as file:
        return [(date.fromisoformat(row["from"]), date.fromisoformat(row["to"])) for row in csv.DictReader(file)]


def days_off() -> list[date]:
    """Every day off of the years, weekends among them."""
    years = range(FIRST.year, LAST.year + 1)
    holidays = {date(year, *day) for year in years for day in NEW_YEAR + OTHERS}
    span = [FIRST + timedelta(days=number) for number in range((LAST - FIRST).days + 1)]
    off = holidays | {day for day in span if day.weekday() > 4}
    moved = moved_days()
    for given_up, taken in moved:
        if given_up not in holidays:
            off.discard(given_up)
        off.add(taken)
    spent = {given_up for given_up, _ in moved}
    for year in years:
        for month_day in OTHERS:
            holiday = date(year, *month_day)
            if holiday.weekday() > 4 and holiday not in spent:
                off.add(_next_free(holiday, off))
    return sorted(off)


def _next_free(day: date, off: set[date]) -> date:
    while day in off:
        day += timedelta(days=1)
    return day


def offsets() -> dict[str, dict[date, int | None]]:
    """Column -> day -> offset."""
    calendar = np.busdaycalendar(weekmask="1111111", holidays=np.array(days_off(), dtype="datetime64[D]"))
    days = np.arange(FIRST, LAST + timedelta(days=1), dtype="datetime64[D]")
    return {name: dict(zip(days.tolist(), _column(name, days, calendar), strict=True)) for name in COLUMNS}


def _column(name: str, days: "np.ndarray", calendar: "np.busdaycalendar") -> list[int | None]:
    kind, count = name[0], int(name[1:])
    if kind == "w":
        # From a day off the count begins with the next working day, which is then its first.
        ends = np.where(
            np.is_busday(days, busdaycal=calendar),
            np.busday_offset(days, count, roll="forward", busdaycal=calendar),
            np.busday_offset(days, count - 1, roll="forward", busdaycal=calendar),
        )
        reached = ends
    else:
        reached = days + np.timedelta64(count, "D")
        ends = np.busday_offset(reached, 0, roll="forward" if kind == "f" else "backward", busdaycal=calendar)
        on = np.busday_offset(reached, 0, roll="forward", busdaycal=calendar)
        ends = np.where(ends <= days, on, ends)
        reached = np.maximum(reached, ends)
    known = reached <= np.datetime64(LAST)
    gaps = (ends - days).astype(int)
    return [int(gap) if is_known else None for gap, is_known in zip(gaps, known, strict=True)]


def rows() -> list[list[str]]:
    """The table as text, the head first."""
    found = offsets()
    body = [
        [day.isoformat(), *("" if found[name][day] is None else str(found[name][day]) for name in COLUMNS)]
        for day in found[COLUMNS[0]]
    ]
    return [["registered_on", *COLUMNS], *body]


if __name__ == "__main__":
    with TABLE.open("w", encoding="utf-8", newline="") as target:
        csv.writer(target, lineterminator="\n").writerows(rows())
