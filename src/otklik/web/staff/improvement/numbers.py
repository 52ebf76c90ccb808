"""Ids as forms and addresses bring them: what is no number of ours is left out."""

from collections.abc import Iterable

DIGITS = 18


def number_of(typed: str) -> int | None:
    """An id, or None."""
    return int(typed) if typed.isascii() and typed.isdecimal() and len(typed) <= DIGITS else None


def numbers_of(typed: Iterable[str]) -> list[int]:
    """The ids among what was sent, each once, in order."""
    return list(dict.fromkeys(number for one in typed if (number := number_of(one)) is not None))
