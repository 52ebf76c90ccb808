"""What a text is grouped by: dictionary forms of its meaning words, without names of people and places."""

import re
from array import array
from collections.abc import Iterable, Iterator
from functools import lru_cache
from importlib import resources
from typing import Any

import numpy as np
from numpy.typing import NDArray

from otklik.core.morphology import readings
from otklik.core.text_terms import plain

#: What a message is about is said in its beginning; the rest of a very long one is left out.
MOST_LETTERS = 6_000
SHORTEST, LONGEST = 3, 40
_WORD = re.compile(r"[а-яё]+", re.IGNORECASE)
#: A capital within a sentence: a person, a street, a firm.
_PROPER = re.compile(r"(?<=[а-яё0-9,№] )[«\"]?[А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)?")
#: What parts words that stand side by side.
_PARTED = re.compile(r"[^А-Яа-яЁё \-]+|\s-|-\s|\n")
_MARKUP = re.compile(r"<[^>]{1,200}>|&[a-z]{2,6};|https?://\S+|\S+@\S+|\[[А-ЯЁA-Z ]+\]")
_NO_MEANING = frozenset(
    {"NPRO", "PREP", "CONJ", "PRCL", "INTJ", "NUMR", "Apro", "Name", "Surn", "Patr", "Geox", "Anum"}
)
_EMPTY = frozenset(resources.files("otklik.core.text_groups").joinpath("empty_words.txt").read_text("utf-8").split())


def meaning_words(text: str) -> list[str]:
    """The words of a text as written, in lower case with ё as е; names within sentences are left out."""
    return [word for word in map(plain, _WORD.findall(without_names(text))) if SHORTEST <= len(word) <= LONGEST]


def without_names(text: str) -> str:
    """The text with a full stop in the place of names within sentences, of addresses and of marks."""
    return _PROPER.sub(".", _MARKUP.sub(".", text[:MOST_LETTERS]))


def spoken_turns(text: str) -> Iterator[list[str]]:
    """Words that stand side by side, as written, in lower case with ё as е: nothing parts them but blanks."""
    for part in _PARTED.split(without_names(text)):
        yield [plain(word) for word in _WORD.findall(part)]


@lru_cache(maxsize=300_000)
def meaning_of(word: str) -> str:
    """The dictionary form of a word (lower case, ё as е); empty where it says nothing of the matter."""
    reading = readings(word)[0]
    if reading.marks & _NO_MEANING or reading.lemma in _EMPTY or len(reading.lemma) < SHORTEST:
        return ""
    return reading.lemma


class WordTable:
    """Texts × words, gathered text by text so that the texts themselves need not be held in memory."""

    def __init__(self) -> None:
        self.words: dict[str, int] = {}
        self._columns = array("i")
        self._counts = array("f")
        self._ends = array("q", [0])

    def add(self, title: str, text: str) -> frozenset[int]:
        """The next text, a word of the title counting twice; returns the columns of its words."""
        found: dict[int, float] = {}
        for weight, part in ((2.0, title), (1.0, text)):
            for word in meaning_words(part):
                if lemma := meaning_of(word):
                    column = self.words.setdefault(lemma, len(self.words))
                    found[column] = found.get(column, 0.0) + weight
        self._columns.extend(found)
        self._counts.extend(found.values())
        self._ends.append(len(self._columns))
        return frozenset(found)

    def __len__(self) -> int:
        return len(self._ends) - 1

    def counts(self) -> Any:
        """The table as a sparse matrix of float32."""
        from scipy.sparse import csr_matrix  # noqa: PLC0415 - a second to load: needed to group texts alone

        shape = (len(self), max(len(self.words), 1))
        return csr_matrix(
            (
                np.array(self._counts, dtype=np.float32),
                np.array(self._columns, dtype=np.int32),
                np.array(self._ends, dtype=np.int64),
            ),
            shape=shape,
        )


def table_of(texts: Iterable[str]) -> WordTable:
    """The table of texts without titles."""
    table = WordTable()
    for text in texts:
        table.add("", text)
    return table


def weighed(counts: Any, spread_over: Any = None) -> Any:
    """TF-IDF rows of length one; how rare a word is, is told by `spread_over` (the table itself without it).

    A word of one text alone, and a word of more than a third of them, says nothing of what texts have in common.
    """
    background = counts if spread_over is None else spread_over
    texts = background.shape[0]
    spread: NDArray[np.float64] = np.bincount(background.indices, minlength=background.shape[1]).astype(np.float64)
    rarity = np.log((1 + texts) / (1 + spread)) + 1.0
    rarity[(spread < 2) | ((spread > texts / 3) & (spread > 30))] = 0.0  # noqa: PLR2004 - see the docstring
    found = counts.copy().astype(np.float32)
    found.data = (1.0 + np.log(found.data)) * rarity[found.indices].astype(np.float32)
    return unit_rows(found)


def unit_rows(matrix: Any) -> Any:
    """Sparse rows divided by their length; empty rows stay empty."""
    from scipy.sparse import csr_matrix  # noqa: PLC0415 - as above

    lengths = np.sqrt(np.asarray(matrix.multiply(matrix).sum(axis=1)).ravel())
    lengths[lengths == 0] = 1.0
    found = csr_matrix(matrix)
    found.data = found.data / np.repeat(lengths, np.diff(found.indptr)).astype(np.float32)
    found.eliminate_zeros()
    return found
