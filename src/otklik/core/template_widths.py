"""How wide the fields of a number's template may be: a mistyped width would fill the memory before anybody sees it."""

import re
from string import Formatter

#: What fits a stamp.
LONGEST = 60
_NUMBER = re.compile(r"\d+")


def check_widths(template: str) -> None:
    """Raise ValueError with a Russian message for a width of over 60 signs, or one that another field would set."""
    for _, _, form, _ in Formatter().parse(template):
        if form and "{" in form:
            raise ValueError("Шаблон номера записан с ошибкой: после двоеточия могут быть только цифры и буква d.")
        if form and any(int(width[:9]) > LONGEST for width in _NUMBER.findall(form)):
            raise ValueError(f"Номер по шаблону должен содержать от 1 до {LONGEST} знаков.")
