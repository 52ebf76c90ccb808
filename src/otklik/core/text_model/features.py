"""Features of a text: dictionary forms and pieces of letters, weighed by TF-IDF.

Each family has a vector of length one, so that a text of many letters does not drown its words.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from otklik.core.text_model.words import TextWord, read_words

#: Families of features by the sign before their key.
FORMS, PIECES = "f", "p"
FAMILIES = (FORMS, PIECES)
#: A feature that fewer texts have says nothing of the next text.
FEWEST_TEXTS = 2
#: Bound of the memory: features kept of each family, the ones of the most texts.
MOST_FEATURES = 60_000


class Occurrence(NamedTuple):
    """A feature that stands in a text, and the number of the word that it stands in."""

    key: str
    word: int


def occurrences(words: Sequence[TextWord]) -> Iterator[Occurrence]:
    """Every feature of a text, each time that it occurs."""
    for number, word in enumerate(words):
        yield Occurrence(FORMS + word.form, number)
        for piece in word.pieces:
            yield Occurrence(PIECES + piece, number)


@lru_cache(maxsize=32)
def occurrences_of(text: str) -> tuple[Occurrence, ...]:
    """The same of a text; several models that are asked about one text cut it up once."""
    return tuple(occurrences(read_words(text)))


@dataclass(frozen=True)
class Weighed:
    """What a vocabulary knows of a text: its features (columns, sorted) with their weights and how often each stands
    there; for each time that one does, its place among the columns and the number of its word."""

    columns: NDArray[np.int64]
    values: NDArray[np.float32]
    counts: NDArray[np.int64]
    places: NDArray[np.int64]
    words: NDArray[np.int64]

    def by_word(self, added: NDArray[np.float32]) -> dict[int, float]:
        """What each word adds, of what each feature adds: a feature is shared by the words that it stands in."""
        shares = (added / self.counts)[self.places]
        sums = np.bincount(self.words, weights=shares)
        return {int(word): float(sums[word]) for word in np.unique(self.words)}


@dataclass(frozen=True)
class Vocabulary:
    """Which features count, each with its rarity (inverse document frequency); sorted by family."""

    keys: tuple[str, ...]
    rarity: NDArray[np.float32]
    columns: dict[str, int] = field(init=False, repr=False, compare=False)
    families: NDArray[np.int8] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "columns", {key: column for column, key in enumerate(self.keys)})
        families = np.array([FAMILIES.index(key[0]) for key in self.keys], dtype=np.int8)
        object.__setattr__(self, "families", families)

    def __len__(self) -> int:
        return len(self.keys)

    def weigh(self, text: str) -> Weighed:
        """The features of a text that the vocabulary knows, with their weights."""
        get = self.columns.get
        known = [(column, word) for key, word in occurrences_of(text) if (column := get(key)) is not None]
        pairs = np.array(known, dtype=np.int64).reshape(-1, 2)
        columns, places, counts = np.unique(pairs[:, 0], return_inverse=True, return_counts=True)
        weights = (1 + np.log(counts)) * self.rarity[columns]
        return Weighed(columns, self._even(columns, weights), counts, places, pairs[:, 1])

    def matrix(self, texts: Iterable[str]) -> Any:
        """A sparse matrix: a row for each text."""
        from scipy.sparse import csr_matrix  # noqa: PLC0415 - a second to load: needed for many texts, not for one

        starts, columns, weights = [0], [], []
        for text in texts:
            weighed = self.weigh(text)
            columns.append(weighed.columns)
            weights.append(weighed.values)
            starts.append(starts[-1] + len(weighed.columns))
        if not columns:
            return csr_matrix((0, len(self)), dtype=np.float32)
        shape = (len(columns), len(self))
        return csr_matrix((np.concatenate(weights), np.concatenate(columns), starts), shape=shape, dtype=np.float32)

    def _even(self, columns: NDArray[np.int64], weights: NDArray[np.float32]) -> NDArray[np.float32]:
        families = self.families[columns]
        squares = np.bincount(families, weights=weights**2, minlength=len(FAMILIES))
        lengths = np.sqrt(np.maximum(squares, 1e-12))
        return np.asarray(weights / lengths[families], dtype=np.float32)


def vocabulary_of(texts: Sequence[str], names: Sequence[str] = ()) -> Vocabulary:
    """The features that at least two of the texts have, or a name; the commonest where they are too many."""
    counts = Counter[str]()
    for text in texts:
        counts.update(_keys(text))
    named = {key for name in names for key in _keys(name)}
    for key in named:
        counts[key] += FEWEST_TEXTS
    keys = sorted(key for family in FAMILIES for key in _commonest(counts, family))
    every = len(texts) + FEWEST_TEXTS * len(names)
    rarity = [np.log((1 + every) / (1 + counts[key])) + 1 for key in keys]
    return Vocabulary(tuple(keys), np.array(rarity, dtype=np.float32))


def _keys(text: str) -> set[str]:
    return {found.key for found in occurrences_of(text)}


def _commonest(counts: Counter[str], family: str) -> list[str]:
    enough = [key for key in counts if key[0] == family and counts[key] >= FEWEST_TEXTS]
    return sorted(enough, key=lambda key: (-counts[key], key))[:MOST_FEATURES]
