"""Whether a review that nobody has read yet sounds displeased, or tells of something missing: by plain words."""

import tomllib
from collections.abc import Iterable
from functools import cache
from importlib import resources

from otklik.core.russian import lemmas


def sounds_displeased(text: str) -> bool:
    """More words of displeasure than of praise."""
    words = lemmas(text)
    return _count(words, "displeased") > _count(words, "pleased")


def tells_need(text: str) -> bool:
    """Asks for something that is not there, without displeasure. Порядок: biysk 4, livny 4 («потребности»)"""
    words = lemmas(text)
    return _count(words, "wanted") > 0 and _count(words, "displeased") == 0


def _count(words: Iterable[str], kind: str) -> int:
    known = _lists()[kind]
    return sum(word in known for word in words)


@cache
def _lists() -> dict[str, frozenset[str]]:
    path = resources.files("otklik.core").joinpath("displeasure.toml")
    return {kind: frozenset(words.split()) for kind, words in tomllib.loads(path.read_text("utf-8")).items()}
