"""Files of the production calendar, in the three layouts that administrations have at hand.

Days one by one (date; is_working; note), months in rows (год; месяц; дни), or a year in a row with a column for each
month. In the last two only the days that are not plain working days stand: «8» or «8+» (moved) is off, «7*» is worked
an hour less.
"""

import re
from calendar import monthrange
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from otklik.base.errors import RuleBroken

MONTHS = (
    "январь", "февраль", "март", "апрель", "май", "июнь",
    "июль", "август", "сентябрь", "октябрь", "ноябрь", "декабрь",
)  # fmt: skip
YES = frozenset({"1", "да", "true", "рабочий", "рабочий день"})
NO = frozenset({"0", "нет", "false", "выходной", "нерабочий", "нерабочий день"})
SHORT = frozenset({"сокращённый", "сокращенный", "короткий", "*"})
FORMATS = ("%Y-%m-%d", "%d.%m.%Y")
NAMES: Mapping[str, str] = {
    "date": "date", "дата": "date", "день": "date",
    "is_working": "is_working", "рабочий": "is_working", "каким считать": "is_working",
    "note": "note", "основание": "note", "примечание": "note",
    "год": "year", "year": "year", "год/месяц": "year",
    "месяц": "month", "month": "month",
    "дни": "days", "days": "days", "нерабочие дни": "days",
    **{month: month for month in MONTHS},
}  # fmt: skip
LAYOUTS = "Нужны столбцы «date; is_working; note», или «год; месяц; дни», или «год» и двенадцать месяцев."
_YEARS = range(2000, 2101)
_FEWEST_OFF = 6
_SHOWN = 5
_DAY = re.compile(r"(\d{1,2})([*+]?)")
_BETWEEN = re.compile(r"[\s,;]+")


@dataclass(frozen=True)
class DescribedDay:
    """What a file says of one day. `is_whole_month` is True where the file describes the month to the last day."""

    on: date
    is_working: bool
    is_shortened: bool = False
    note: str = ""
    is_whole_month: bool = False


class _Wrong(ValueError):  # noqa: N818 - says what is wrong with the line
    pass


def read_calendar(rows: Iterable[tuple[int, Mapping[str, str]]]) -> list[DescribedDay]:
    """Every day that the rows describe. RuleBroken with the wrong lines (five at most), or for an empty file."""
    found: list[DescribedDay] = []
    wrong: list[str] = []
    for number, row in rows:
        try:
            found += _days({NAMES.get(name.strip().casefold(), name): text.strip() for name, text in row.items()})
        except _Wrong as problem:
            wrong.append(f"Строка {number}: {problem}")
    if wrong:
        more = f" И ещё неверных строк: {len(wrong) - _SHOWN}." if len(wrong) > _SHOWN else ""
        raise RuleBroken("calendar_row", " ".join(wrong[:_SHOWN]) + more, "file")
    if not found:
        raise RuleBroken("calendar_empty", f"В файле нет строк. {LAYOUTS}", "file")
    _check_once(found)
    return found


def _days(row: Mapping[str, str]) -> list[DescribedDay]:
    if "date" in row:
        return [_single(row)]
    if "year" not in row:
        raise _Wrong(f"столбцы не узнаны. {LAYOUTS}")
    year = _year(row["year"])
    if "month" in row:
        return _month(year, _month_number(row["month"]), row.get("days", ""))
    months = [(number, row[name]) for number, name in enumerate(MONTHS, start=1) if row.get(name)]
    if not months:
        raise _Wrong(f"в строке за {year} год нет ни одного месяца. {LAYOUTS}")
    return [day for number, days in months for day in _month(year, number, days)]


def _single(row: Mapping[str, str]) -> DescribedDay:
    text, state = row["date"], row.get("is_working", "").casefold()
    on = _date(text)
    if state in SHORT:
        return DescribedDay(on, is_working=True, is_shortened=True, note=row.get("note", ""))
    if state not in YES | NO:
        raise _Wrong(f"в столбце is_working «{state[:40]}», а нужно 1, 0 или «сокращённый».")
    return DescribedDay(on, is_working=state in YES, note=row.get("note", ""))


def _date(text: str) -> date:
    for pattern in FORMATS:
        try:
            on = datetime.strptime(text[:10], pattern).date()  # noqa: DTZ007 - a day without an hour
        except ValueError:
            continue
        if on.year in _YEARS:
            return on
    raise _Wrong(f"дату «{text[:40]}» прочитать нельзя. Пишите 2026-05-08.")


def _year(text: str) -> int:
    if not (text.isdecimal() and len(text) == len("2026") and int(text) in _YEARS):
        raise _Wrong(f"год «{text[:40]}» прочитать нельзя. Пишите 2026.")
    return int(text)


def _month_number(text: str) -> int:
    name = text.casefold()
    if name in MONTHS:
        return MONTHS.index(name) + 1
    if name.isdecimal() and len(name) <= len("12") and 1 <= int(name) <= len(MONTHS):
        return int(name)
    raise _Wrong(f"месяц «{text[:40]}» прочитать нельзя. Пишите число от 1 до 12 или название.")


def _month(year: int, month: int, text: str) -> list[DescribedDay]:
    """All days of the month: the listed ones as marked, the others worked."""
    marks: dict[int, str] = {}
    last = monthrange(year, month)[1]
    for part in filter(None, _BETWEEN.split(text)):
        match = _DAY.fullmatch(part)
        if match is None or not 1 <= int(match[1]) <= last:
            raise _Wrong(f"{MONTHS[month - 1]}: дня «{part[:20]}» нет. Пишите числа через запятую, например 1,7*,8+.")
        marks[int(match[1])] = match[2]
    off = sum(mark != "*" for mark in marks.values())
    if off < _FEWEST_OFF:
        raise _Wrong(f"{MONTHS[month - 1]}: нерабочих дней только {off}. Перечислите все выходные и праздники месяца.")
    return [_described(date(year, month, number), marks.get(number)) for number in range(1, last + 1)]


def _described(on: date, mark: str | None) -> DescribedDay:
    note = "перенесённый выходной" if mark == "+" else ""
    return DescribedDay(on, mark in {None, "*"}, mark == "*", note, is_whole_month=True)


def _check_once(found: list[DescribedDay]) -> None:
    seen: set[date] = set()
    for day in found:
        if day.on in seen:
            raise RuleBroken("calendar_twice", f"День {day.on:%d.%m.%Y} описан в файле дважды. Уберите лишнее.", "file")
        seen.add(day.on)
