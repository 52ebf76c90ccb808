"""How alike two messages are, cheaply: for the warning about a duplicate while one types."""

import re

from otklik.core.russian import lemmas

DUPLICATE_FROM = 0.6
_NUMBER = re.compile(r"\d+")


def likeness(first: str, second: str) -> float:
    """0..1: the share of common words (dictionary forms); 0 when the texts name different numbers.

    Texts that read alike and differ in house, flat or route are different matters, so they are no duplicates.
    """
    if numbers_of(first) != numbers_of(second):
        return 0.0
    ours, theirs = frozenset(lemmas(first)), frozenset(lemmas(second))
    if not ours or not theirs:
        return 1.0 if first.split() == second.split() and first.split() else 0.0
    return len(ours & theirs) / len(ours | theirs)


def numbers_of(text: str) -> frozenset[str]:
    """Numbers that stand in a text, without leading zeros."""
    return frozenset(number.lstrip("0") or "0" for number in _NUMBER.findall(text))
