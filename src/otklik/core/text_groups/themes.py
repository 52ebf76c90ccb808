"""What a message is about in large, where nobody has told its topic: words that name the matters of a municipality.

The list is general knowledge (`themes.toml`), so that the first map of a new installation has topics too; a topic
given by a reader always goes before it.
"""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from typing import Any

import numpy as np

#: The first theme must have so much more weight than the second, else the text speaks of both and of neither.
CLEARLY = 1.25
#: Weight from which a theme is told: two words, or one in the title.
ENOUGH = 2.0


@dataclass(frozen=True)
class Theme:
    """A matter: title as a heading, title of its sphere, words (dictionary form -> 1 usual, 2 that alone tells it)."""

    slug: str
    title: str
    sphere: str
    words: Mapping[str, int] = field(hash=False, compare=False)
    is_inside: bool = False
    """True: a matter of employees, told only of what they say."""


@cache
def themes() -> tuple[Theme, ...]:
    """All themes in the order of the file."""
    path = resources.files("otklik.core.text_groups").joinpath("themes.toml")
    stored = tomllib.loads(path.read_text("utf-8"))
    return tuple(
        Theme(
            slug=row["slug"],
            title=row["title"],
            sphere=stored["spheres"][row["sphere"]],
            words={**dict.fromkeys(row["words"].split(), 1), **dict.fromkeys(row["sure"].split(), 2)},
            is_inside=row.get("inside", False),
        )
        for row in stored["theme"]
    )


def themes_of_rows(counts: Any, words: Mapping[str, int], inside: Sequence[bool] = ()) -> list[Theme | None]:
    """The theme of each row of a table of word counts (`words`: dictionary form -> column); None where none is clear.

    A word counts twice at most, however often it is said. `inside`: which rows employees said; without it none.
    """
    from scipy.sparse import csr_matrix  # noqa: PLC0415 - beside its use

    known = themes()
    places = [(words[word], number, weight) for number, one in enumerate(known) for word, weight in one.words.items()
              if word in words]  # fmt: skip
    if not places:
        return [None] * counts.shape[0]
    columns, numbers, weights = zip(*places, strict=True)
    table = csr_matrix((weights, (columns, numbers)), shape=(counts.shape[1], len(known)), dtype=np.float32)
    capped = counts.copy()
    capped.data = np.minimum(capped.data, 2.0)
    scores = (capped @ table).toarray()
    own = np.array(list(inside) or [False] * counts.shape[0], dtype=bool)
    foreign = np.flatnonzero([one.is_inside for one in known])
    scores[np.ix_(np.flatnonzero(~own), foreign)] = 0.0
    best = scores.argmax(axis=1)
    ordered = np.sort(scores, axis=1)
    clear = (ordered[:, -1] >= ENOUGH) & (ordered[:, -1] >= CLEARLY * ordered[:, -2])
    return [known[place] if is_clear else None for place, is_clear in zip(best.tolist(), clear.tolist(), strict=True)]
