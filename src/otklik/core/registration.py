"""Registration numbers by the administration's template, and tracking codes."""

from collections.abc import Callable
from datetime import date
from string import Formatter
from typing import Any

from otklik.core.appeals import ItemKind
from otklik.core.template_widths import LONGEST, check_widths

TEMPLATE_FIELDS = ("kind_letter", "sequence", "year", "month", "department_code")
_LETTERS = {
    ItemKind.PROPOSAL: "П",
    ItemKind.STATEMENT: "З",
    ItemKind.COMPLAINT: "Ж",
    ItemKind.INQUIRY: "ЗИ",
    ItemKind.REVIEW: "О",
    ItemKind.GRATITUDE: "Б",
    ItemKind.OTHER: "И",
}
_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_CODE_LENGTH = 10
_BITS = 5
_RAW_LENGTH = 7
_LOOK_ALIKE = str.maketrans("OILАВЕКМНОРСТХ", "011ABEKMH0PCTX", " -–—_.\t\n\r\N{NO-BREAK SPACE}")


def format_number(template: str, *, sequence: int, on: date, kind: ItemKind, department_code: str = "") -> str:
    """The registration number, for example «Ж-00042/2025» by «{kind_letter}-{sequence:05d}/{year}»."""
    return template.format(
        kind_letter=_LETTERS[kind],
        sequence=sequence,
        year=on.year,
        month=on.month,
        department_code=department_code,
    )


class _Later:
    """Stands for the sequence in a template that is half filled in."""

    def __format__(self, form: str) -> str:
        return f"{{0:{form}}}"


def numbering(template: str, *, on: date, kind: ItemKind) -> Callable[[int], str]:
    """`format_number` of one day and kind for many sequences: what is alike in all of them is filled in once."""
    if any(sign in template for sign in ("{{", "}}", "!")):
        return lambda sequence: format_number(template, sequence=sequence, on=on, kind=kind)
    later: Any = _Later()
    return format_number(template, sequence=later, on=on, kind=kind).format


def validate_template(template: str) -> None:
    """Raise ValueError with a Russian message unless the template makes a number."""
    try:
        fields = [field for _, field, _, _ in Formatter().parse(template) if field is not None]
    except ValueError:
        raise ValueError("Шаблон номера записан с ошибкой: проверьте фигурные скобки.") from None
    unknown = [field for field in fields if field not in TEMPLATE_FIELDS]
    if unknown:
        known = ", ".join(f"{{{field}}}" for field in TEMPLATE_FIELDS)
        raise ValueError(f"В шаблоне номера неизвестное поле «{unknown[0]}». Можно использовать: {known}.")
    if "sequence" not in fields:
        raise ValueError("В шаблоне номера нет порядкового номера {sequence}: номера будут повторяться.")
    check_widths(template)
    _try_out(template)


def format_tracking_code(raw: bytes) -> str:
    """A code of 50 bits as «XXXXX-XXXXX»; takes at least 7 random bytes, else ValueError."""
    if len(raw) < _RAW_LENGTH:
        raise ValueError(f"Для кода нужно не меньше {_RAW_LENGTH} случайных байтов.")
    number = int.from_bytes(raw[:_RAW_LENGTH], "big")
    return _grouped("".join(_ALPHABET[number >> _BITS * place & 31] for place in range(_CODE_LENGTH)))


def normalize_tracking_code(text: str) -> str:
    """The code as it was given out, whatever case, spaces or look-alike letters were typed; else ValueError."""
    code = text.upper().translate(_LOOK_ALIKE)
    if len(code) != _CODE_LENGTH or any(sign not in _ALPHABET for sign in code):
        raise ValueError("Код состоит из 10 букв и цифр, например 7K2MP-9XQ4T. Проверьте, всё ли введено.")
    return _grouped(code)


def _grouped(code: str) -> str:
    return f"{code[:5]}-{code[5:]}"


def _try_out(template: str) -> None:
    try:
        number = format_number(template, sequence=1, on=date(2025, 1, 1), kind=ItemKind.COMPLAINT, department_code="01")
    except (ValueError, KeyError, IndexError):
        raise ValueError("Шаблон номера записан с ошибкой: проверьте запись после двоеточия.") from None
    if not number.strip() or len(number) > LONGEST:
        raise ValueError(f"Номер по шаблону должен содержать от 1 до {LONGEST} знаков.")
