"""Outgoing numbers of letters by the administration's template."""

from datetime import date
from string import Formatter

from otklik.core.template_widths import LONGEST, check_widths

OUTGOING_FIELDS = ("sequence", "year", "month", "incoming")
DEFAULT_TEMPLATE = "исх-{sequence}/{year}"


def format_outgoing(template: str, *, sequence: int, on: date, incoming: str) -> str:
    """«исх-12/2025» by «исх-{sequence}/{year}»; `incoming` is the number of the message that is answered."""
    return template.format(sequence=sequence, year=on.year, month=on.month, incoming=incoming)[:LONGEST]


def validate_outgoing(template: str) -> None:
    """Raise ValueError with a Russian message unless the template makes a number that differs from letter to letter."""
    try:
        fields = [field for _, field, _, _ in Formatter().parse(template) if field is not None]
    except ValueError:
        raise ValueError("Шаблон исходящего номера записан с ошибкой: проверьте фигурные скобки.") from None
    unknown = [field for field in fields if field not in OUTGOING_FIELDS]
    if unknown:
        known = ", ".join(f"{{{field}}}" for field in OUTGOING_FIELDS)
        raise ValueError(f"В шаблоне неизвестное поле «{unknown[0]}». Можно использовать: {known}.")
    if "sequence" not in fields:
        raise ValueError("В шаблоне нет порядкового номера {sequence}: исходящие номера будут повторяться.")
    check_widths(template)
    try:
        number = template.format(sequence=1, year=2025, month=1, incoming="Ж-00001/2025")
    except (ValueError, KeyError, IndexError):
        raise ValueError("Шаблон записан с ошибкой: проверьте запись после двоеточия.") from None
    if len(number) > LONGEST or "\n" in number:
        raise ValueError(f"Номер по шаблону должен быть одной строкой и не длиннее {LONGEST} знаков.")
