"""Groups of texts that say nearly the same in nearly the same words: copies of one letter with small changes.

Word-for-word copies are found by their digest. Near copies are found by min-hashing (Broder, 1997): a text is the set
of its triples of neighbouring words; the share of equal minima over random orders estimates the share of triples in
common, and texts that agree on a band of minima are compared. Memory: some hundred bytes a text.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from otklik.core.text_terms import plain, same_term

#: Minima of a text, and how many make a band: texts with half of their triples in common meet in some band by 99.9 %.
MINIMA, BAND = 48, 3
#: Share of triples in common from which two texts are copies of one letter.
NEAR_FROM = 0.6
#: Shorter texts («нет света») resemble each other by chance: only word-for-word copies of them count.
FEWEST_WORDS = 8
#: Words of a long text that are looked at.
MOST_WORDS = 400
_WORD = re.compile(r"[0-9A-Za-zА-Яа-яЁё]+")
_PRIME = np.uint64((1 << 31) - 1)
_CHANCE = np.random.default_rng(1997)
_FACTORS = _CHANCE.integers(1, int(_PRIME), size=MINIMA, dtype=np.uint64)
_SHIFTS = _CHANCE.integers(0, int(_PRIME), size=MINIMA, dtype=np.uint64)

Minima = NDArray[np.uint32]


@dataclass(frozen=True)
class Imprint:
    """What is kept of a text: its key, the digest of its words, the minima (None for a short text)."""

    key: int
    same: str
    minima: Minima | None


def imprint(key: int, text: str) -> Imprint | None:
    """The imprint of a text; None for one without words."""
    words = [plain(word) for word in _WORD.findall(text)][:MOST_WORDS]
    if not words:
        return None
    return Imprint(key, same_term(text), _minima(words) if len(words) >= FEWEST_WORDS else None)


def near_groups(imprints: Iterable[Imprint], *, fewest: int) -> list[tuple[int, ...]]:
    """Groups of at least `fewest` keys, the largest first; in each the keys in the order given."""
    by_digest: dict[str, list[Imprint]] = defaultdict(list)
    for one in imprints:
        by_digest[one.same].append(one)
    heads = [copies[0] for copies in by_digest.values()]
    roots = _joined(heads)
    groups: dict[int, list[int]] = defaultdict(list)
    for head, root in zip(heads, roots, strict=True):
        groups[root].extend(one.key for one in by_digest[head.same])
    found = [tuple(keys) for keys in groups.values() if len(keys) >= fewest]
    return sorted(found, key=lambda keys: -len(keys))


def _minima(words: Sequence[str]) -> Minima:
    triples = {" ".join(words[place : place + 3]) for place in range(len(words) - 2)}
    digests = np.array([crc32(triple.encode()) for triple in sorted(triples)], dtype=np.uint64) % _PRIME
    return np.asarray(((np.outer(digests, _FACTORS) + _SHIFTS) % _PRIME).min(axis=0), dtype=np.uint32)


def _joined(heads: Sequence[Imprint]) -> list[int]:
    """The number of the group of each head: heads that are near each other share one."""
    parents = list(range(len(heads)))

    def root(place: int) -> int:
        while parents[place] != place:
            parents[place] = parents[parents[place]]
            place = parents[place]
        return place

    for meeting in _meetings(heads):
        first = meeting[0]
        for other in meeting[1:]:
            if root(first) != root(other) and _share(heads[first], heads[other]) >= NEAR_FROM:
                parents[root(other)] = root(first)
    return [root(place) for place in range(len(heads))]


def _meetings(heads: Sequence[Imprint]) -> Iterable[list[int]]:
    """Places of the heads that agree on a band."""
    for start in range(0, MINIMA, BAND):
        bands: dict[bytes, list[int]] = defaultdict(list)
        for place, head in enumerate(heads):
            if head.minima is not None:
                bands[head.minima[start : start + BAND].tobytes()].append(place)
        yield from (places for places in bands.values() if len(places) > 1)


def _share(one: Imprint, other: Imprint) -> float:
    return 0.0 if one.minima is None or other.minima is None else float((one.minima == other.minima).mean())
