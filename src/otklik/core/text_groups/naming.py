"""A group's name in plain Russian: the turns of speech that its texts share, as one would read them in a heading."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Any

from otklik.core.russian import analyzer
from otklik.core.text_groups.words import meaning_of, meaning_words, spoken_turns

#: Turns of speech in a name, and the share of the texts that each must stand in.
MOST_PHRASES, SHARED_BY = 3, 0.3
LONGEST_NAME = 120
#: A pair of words says more than one of them.
PAIR_WEIGHT = 1.6
Rarity = Callable[[str], float]


@dataclass(frozen=True)
class _Found:
    """A turn of speech: its dictionary forms, how it is read in a heading."""

    lemmas: tuple[str, ...]
    shown: str


def group_phrases(texts: Sequence[str], rarity: Rarity, most: int = MOST_PHRASES) -> tuple[str, ...]:
    """«ямы на дороге» in their dictionary form, the most telling first: «горячая вода», «батареи».

    `rarity` of a dictionary form: the higher, the fewer texts outside have it; 0 leaves a word out.
    """
    spread: Counter[tuple[str, ...]] = Counter()
    shown: dict[tuple[str, ...], Counter[str]] = defaultdict(Counter)
    for text in texts:
        found = set(_turns(text))
        spread.update({turn.lemmas for turn in found})
        for turn in found:
            shown[turn.lemmas][turn.shown] += 1
    least = max(2, round(SHARED_BY * len(texts)))
    scores = {
        lemmas: count * sum(map(rarity, lemmas)) / len(lemmas) * (PAIR_WEIGHT if len(lemmas) > 1 else 1.0)
        for lemmas, count in spread.items()
        if count >= min(least, len(texts)) and all(rarity(lemma) > 0 for lemma in lemmas)
    }
    order = sorted(scores, key=lambda lemmas: (-scores[lemmas], lemmas))
    return tuple(min(shown[lemmas].items(), key=lambda one: (-one[1], one[0]))[0] for lemmas in _apart(order, most))


def _apart(order: Sequence[tuple[str, ...]], most: int) -> list[tuple[str, ...]]:
    """The first ones that share no word."""
    kept: list[tuple[str, ...]] = []
    for lemmas in order:
        if len(kept) == most:
            break
        if not any(set(lemmas) & set(other) for other in kept):
            kept.append(lemmas)
    return kept


def named(head: str, phrases: Sequence[str]) -> str:
    """«Отопление: холодные батареи, стояк»: a heading and what its texts share, no word of the heading said twice."""
    said = {meaning_of(word) for word in meaning_words(head)}
    fresh = [one for one in phrases if not {meaning_of(word) for word in meaning_words(one)} <= said]
    tail = ", ".join(fresh)
    name = f"{head}: {tail}" if head and tail else head or tail
    return _cut(name[:1].upper() + name[1:])


def _cut(name: str) -> str:
    if len(name) <= LONGEST_NAME:
        return name
    return name[:LONGEST_NAME].rsplit(" ", 1)[0].rstrip(",:; ") + "…"


def _turns(text: str) -> Iterator[_Found]:
    for words in spoken_turns(text):
        for word in words:
            if found := _noun(word):
                yield _Found((found[0],), found[1])
        for left, right in pairwise(words):
            if pair := _pair(left, right):
                yield pair


@lru_cache(maxsize=50_000)
def _noun(word: str) -> tuple[str, str] | None:
    """A noun's dictionary form and its nominative in the same number."""
    if not meaning_of(word):
        return None
    reading = analyzer().parse(word)[0]
    if "NOUN" not in reading.tag:
        return None
    wanted = {"nomn", "plur"} if "plur" in reading.tag else {"nomn", "sing"}
    form = reading.inflect(wanted)
    return meaning_of(word), str(form.word if form else reading.normal_form)


@lru_cache(maxsize=100_000)
def _pair(left: str, right: str) -> _Found | None:
    """An adjective with its noun, or a noun with the one that it governs («уборка снега»)."""
    noun = _noun(right)
    first = meaning_of(left)
    if noun is None or not first:
        return None
    head, tail = analyzer().parse(left)[0], analyzer().parse(right)[0]
    if "NOUN" in head.tag and "gent" in tail.tag and first != noun[0]:
        governing = _noun(left)
        return _Found((first, noun[0]), f"{governing[1]} {right}") if governing else None
    return _with_adjective(left, first, tail, noun)


def _with_adjective(left: str, first: str, tail: Any, noun: tuple[str, str]) -> _Found | None:
    number = "plur" if "plur" in tail.tag else "sing"
    gender = tail.tag.gender
    wanted = {"nomn", number} | ({gender} if number == "sing" and gender else set())
    fit = (reading for reading in analyzer().parse(left) if _agrees(reading, tail))
    reading = next(fit, None)
    form = reading.inflect(wanted) if reading is not None else None
    return _Found((first, noun[0]), f"{form.word} {noun[1]}") if form else None


def _agrees(reading: Any, tail: Any) -> bool:
    """An adjective or participle in the noun's case."""
    return bool({"ADJF", "PRTF"} & reading.tag.grammemes) and reading.tag.case == tail.tag.case
