"""Keeps question and answer together: a text may begin with «^ab» (threads) or «^CS» (kinds) or both, «^aP».

A problem with a thread is followed only by details, requests and answers of the same thread or of none.
"""

import re
from collections.abc import Sequence
from random import Random

from otklik.core.appeals import ItemKind

TAG = re.compile(r"\^([a-z]*)([A-Z]*) ")


def fitting(texts: Sequence[str], kind: ItemKind, thread: str | None) -> list[str]:
    """Texts, tags included, that suit the kind and the thread; thread None takes every thread."""
    return [text for text in texts if _fits(text, kind, thread)]


def split_tag(text: str) -> tuple[str, str]:
    """Thread letters and the text without its tag."""
    found = TAG.match(text)
    return (found[1], text[found.end() :]) if found else ("", text)


def pick(rng: Random, texts: Sequence[str], kind: ItemKind, thread: str) -> str:
    """One fitting text without its tag; empty when none fits."""
    fit = fitting(texts, kind, thread)
    return split_tag(rng.choice(fit))[1] if fit else ""


def _fits(text: str, kind: ItemKind, thread: str | None) -> bool:
    found = TAG.match(text)
    if not found:
        return True
    letters, kinds = found[1], found[2]
    return (not kinds or kind.value[0].upper() in kinds) and (
        thread is None or not letters or bool(set(letters) & set(thread))
    )
