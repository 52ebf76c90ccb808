"""Days kept as text in frozen payloads, written for people; only formatting."""

from datetime import date

from django import template

from otklik.core.russian import date_long

register = template.Library()


@register.filter
def iso_day(value: str) -> str:
    """«28 марта 2025 г.»; nothing for an empty text."""
    return date_long(date.fromisoformat(value)) if value else ""
