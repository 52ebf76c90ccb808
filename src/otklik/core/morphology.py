"""What a Russian word may be: part of speech, case, aspect, by the dictionary of pymorphy3."""

from dataclasses import dataclass
from functools import lru_cache

from otklik.core.russian import analyzer

#: Readings rarer than this share of a word's uses are passed over.
RARE = 0.05


@dataclass(frozen=True)
class Reading:
    """One reading of a word: its dictionary form and the dictionary's marks (OpenCorpora: NOUN, gent, perf …)."""

    lemma: str
    marks: frozenset[str]

    def has(self, *marks: str) -> bool:
        """Whether it bears all of the marks."""
        return all(mark in self.marks for mark in marks)


@lru_cache(maxsize=100_000)
def readings(word: str) -> tuple[Reading, ...]:
    """The readings of a word, the likeliest first; rare ones are left out."""
    found = analyzer().parse(word.lower())
    kept = [parse for parse in found if parse.score >= RARE] or found[:1]
    return tuple(Reading(parse.normal_form.replace("ё", "е"), frozenset(parse.tag.grammemes)) for parse in kept)


def may_be(word: str, *marks: str) -> bool:
    """Whether some reading of the word bears all of the marks."""
    return any(reading.has(*marks) for reading in readings(word))
