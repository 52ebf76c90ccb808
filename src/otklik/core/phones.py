"""Telephones as they are compared."""

import re

DIGITS = 10


def phone_key(phone: str) -> str:
    """The last ten digits: «8 900…» and «+7 900…» are one; empty when there are fewer.

    >>> phone_key("8 (900) 000-11-22") == phone_key("+7 900 0001122")
    True
    """
    digits = re.sub(r"\D", "", phone)
    return digits[-DIGITS:] if len(digits) >= DIGITS else ""
