"""Reads dates and times as Russian offices write them."""

import re
from collections.abc import Callable, Sequence
from datetime import datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

_FIRST_YEAR, _LAST_YEAR = 1990, 2100
_CENTURY, _TWO_DIGITS = 2000, 2
_MONTHS = ("янв", "фев", "мар", "апр", "ма", "июн", "июл", "авг", "сен", "окт", "ноя", "дек")
_CLOCK = r"(?:[ T,]*(?:в\s*)?(\d{1,2})[:.\-](\d{2})(?:[:.](\d{2})(?:[.,]\d+)?)?)?"
_DOTTED = re.compile(rf"(\d{{1,2}})[./\-](\d{{1,2}})[./\-](\d{{4}}|\d{{2}})(?:\s*г\.?)?{_CLOCK}")
_WORDED = re.compile(rf"(\d{{1,2}})\s+([а-я]+)\.?\s+(\d{{4}})(?:\s*(?:года|г\.?))?{_CLOCK}")


def moment_reader(time_zone: str, formats: Sequence[str] = ()) -> Callable[[str], datetime]:
    """A function that reads text as an aware moment; a moment without a zone is local, a date alone is its midnight.

    Own `formats` (as of strptime) come first, then ISO, «28.03.2025 14:30», «28 марта 2025 г.». It raises
    ValueError.
    """
    zone = ZoneInfo(time_zone)

    @lru_cache(maxsize=8192)
    def read(text: str) -> datetime:
        if not formats and (facts := _commonest(text)):
            return datetime(*facts, tzinfo=zone)
        moment = _by_formats(text, formats) if formats else _by_shape(text)
        if not _FIRST_YEAR <= moment.year <= _LAST_YEAR:
            raise ValueError(f"дата «{text}» вне разумных пределов")
        return moment if moment.tzinfo else moment.replace(tzinfo=zone)

    return read


def _commonest(text: str) -> tuple[int, int, int, int, int, int] | None:
    """«28.03.2025 14:30:05», as most registers print it, by its parts: days and minutes repeat, moments do not."""
    day, clock, second = _day(text[:10]), _clock(text[10:16]), _SECONDS.get(text[16:])
    return None if day is None or clock is None or second is None else (*day, *clock, second)


_SECONDS = {"": 0} | {f":{second:02d}": second for second in range(60)}


@lru_cache(maxsize=8192)
def _day(text: str) -> tuple[int, int, int] | None:
    try:
        day = datetime.strptime(text, "%d.%m.%Y") if len(text) == 10 else None  # noqa: DTZ007, PLR2004
    except ValueError:
        return None
    return (day.year, day.month, day.day) if day and _FIRST_YEAR <= day.year <= _LAST_YEAR else None


@lru_cache(maxsize=2048)
def _clock(text: str) -> tuple[int, int] | None:
    if not text:
        return (0, 0)
    found = re.fullmatch(r" ([01]\d|2[0-3]):([0-5]\d)", text)
    return (int(found[1]), int(found[2])) if found else None


def _by_formats(text: str, formats: Sequence[str]) -> datetime:
    for pattern in formats:
        try:
            return datetime.strptime(text.strip(), pattern)  # noqa: DTZ007 - the caller gives the zone
        except ValueError:
            continue
    return _by_shape(text)


def _by_shape(text: str) -> datetime:
    text = text.strip()
    if text[2:3] not in {".", "/"} and text[1:2] not in {".", "/"}:
        try:
            return datetime.fromisoformat(text)
        except ValueError:
            pass
    dotted = _DOTTED.fullmatch(text)
    if dotted:
        return _made(text, dotted, int(dotted[2]))
    worded = _WORDED.fullmatch(text.lower())
    if worded:
        return _made(text, worded, _month(worded[2]))
    raise ValueError(f"дата «{text}» не читается")


def _made(text: str, match: re.Match[str], month: int) -> datetime:
    year = int(match[3]) if len(match[3]) > _TWO_DIGITS else _CENTURY + int(match[3])
    hour, minute, second = (int(part or 0) for part in match.groups()[3:6])
    try:
        return datetime(year, month, int(match[1]), hour, minute, second)  # noqa: DTZ001 - the caller gives the zone
    except ValueError:
        raise ValueError(f"даты «{text}» не бывает") from None


def _month(word: str) -> int:
    """Number of the month, 0 (which no date has) for another word."""
    return next((number for number, start in enumerate(_MONTHS, start=1) if word.startswith(start)), 0)
