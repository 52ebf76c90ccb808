"""Words and numbers as Russians write them; only formatting, no logic."""

from datetime import date, datetime
from typing import Any

from django import template
from django.utils import timezone

from otklik.core import russian
from otklik.core.source_numbers import number_for_people

register = template.Library()
register.filter("number_for_people", number_for_people)


@register.filter
def long_date(value: date | datetime | None) -> str:
    """«28 марта 2025 г.» in the current time zone, day and year not torn from their words; a dash for nothing."""
    if value is None:
        return "—"
    day, month, year, word = russian.date_long(
        timezone.localdate(value) if isinstance(value, datetime) else value
    ).split()
    return f"{day}{russian.NO_BREAK_SPACE}{month} {year}{russian.NO_BREAK_SPACE}{word}"


@register.filter
def short_date(value: date | datetime | None) -> str:
    """«28.03.2025» in the current time zone; a dash for nothing."""
    if value is None:
        return "—"
    return russian.date_short(timezone.localdate(value) if isinstance(value, datetime) else value)


@register.filter
def share(value: float | None) -> str:
    """«42,3 %», or a dash."""
    return "—" if value is None else russian.format_share(value)


@register.filter
def number(value: float | None) -> str:
    """With thin spaces between thousands, or a dash."""
    return "—" if value is None else russian.format_number(value)


@register.filter
def decimal(value: float | None, digits: int = 1) -> str:
    """`{{ alpha|decimal:2 }}` → «0,67», or a dash."""
    return "—" if value is None else russian.format_number(value, digits)


@register.filter
def counted(value: int, words: str) -> str:
    """`{{ n|counted:"обращение,обращения,обращений" }}` → «2 обращения»."""
    one, few, many = words.split(",")
    return russian.count_with_word(value, one, few, many)


@register.filter
def item(mapping: Any, key: Any) -> Any:
    """A value of a mapping by a variable key; None when absent."""
    return mapping.get(key)
