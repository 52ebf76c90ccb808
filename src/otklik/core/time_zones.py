"""A time zone in the words in which Russian offices tell the time."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from otklik.core.russian import count_with_word

_MOSCOW = ZoneInfo("Europe/Moscow")


def zone_in_words(name: str, on: date) -> str:
    """«московское время (UTC+3)», «московское время плюс 4 часа (UTC+7)» on the day."""
    hours, moscow = _hours(ZoneInfo(name), on), _hours(_MOSCOW, on)
    apart = count_with_word(abs(hours - moscow), "час", "часа", "часов")
    sign = "плюс" if hours > moscow else "минус"
    told = "московское время" if hours == moscow else f"московское время {sign} {apart}"
    return f"{told} (UTC{hours:+d})"


def _hours(zone: ZoneInfo, on: date) -> int:
    offset = datetime.combine(on, time(12), zone).utcoffset()
    return int(offset.total_seconds() // 3600) if offset is not None else 0
