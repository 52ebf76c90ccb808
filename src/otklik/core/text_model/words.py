"""A text as the model reads it: its words as written, and what of each counts (its dictionary form, its letters)."""

import re
from dataclasses import dataclass
from functools import lru_cache

from otklik.core.dictionary_forms import forms_of
from otklik.core.text_terms import plain

#: Longer texts are read up to here: about forty pages.
MOST_LETTERS = 100_000
#: Lengths of the strings of letters that a word is cut into.
SHORTEST_PIECE, LONGEST_PIECE = 3, 5
#: Longer strings are addresses of pages or noise.
LONGEST_WORD = 40
_WORD = re.compile(r"[A-Za-zА-Яа-яЁё]+")


@dataclass(frozen=True, slots=True)
class TextWord:
    """A word as written, its dictionary form, and the pieces of letters it is made of."""

    written: str
    form: str
    pieces: tuple[str, ...]


@lru_cache(maxsize=64)
def read_words(text: str) -> tuple[TextWord, ...]:
    """The words of a text in their order; several models that are asked about one text read it once."""
    return tuple(_word(written) for written in _WORD.findall(text[:MOST_LETTERS]))


@lru_cache(maxsize=50_000)
def _word(written: str) -> TextWord:
    word = plain(written)[:LONGEST_WORD]
    return TextWord(written, forms_of(word)[0], _pieces(f" {word} "))


def _pieces(word: str) -> tuple[str, ...]:
    sizes = range(SHORTEST_PIECE, min(LONGEST_PIECE, len(word)) + 1)
    return tuple(word[start : start + size] for size in sizes for start in range(len(word) - size + 1))
