"""The labelled messages: `messages.csv` with the columns text, category, theme, executor and part (train or test)."""

import csv
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from otklik.core.text_terms import same_term

LABELS = ("category", "theme", "executor")
#: Labels with fewer rows to learn from are in no figure.
FEWEST = 8


@dataclass(frozen=True)
class Labelled:
    """Texts with one label each."""

    texts: tuple[str, ...]
    labels: tuple[str, ...]

    def __len__(self) -> int:
        return len(self.texts)

    def first(self, count: int) -> "Labelled":
        """The first so many of them."""
        return Labelled(self.texts[:count], self.labels[:count])


@dataclass(frozen=True)
class Messages:
    """One kind of label of all messages that have it often enough."""

    train: Labelled
    test: Labelled
    unlike: Labelled
    """Both parts without repeated texts."""
    names: tuple[str, ...]
    """Every name that the label takes in the file: what a catalogue would hold."""


def read(folder: Path, label: str) -> Messages:
    """The messages by one label; rows without it, and with one that fewer than eight train rows have, are left out."""
    with (folder / "messages.csv").open(encoding="utf-8", newline="") as file:
        rows = [(row["text"], row[label], row["part"]) for row in csv.DictReader(file)]
    counts = Counter(name for _, name, part in rows if part == "train")
    kept = [row for row in rows if row[1] and counts[row[1]] >= FEWEST]
    unlike = {same_term(text): (text, name, part) for text, name, part in reversed(kept)}
    return Messages(
        train=_labelled([row for row in kept if row[2] == "train"]),
        test=_labelled([row for row in kept if row[2] == "test"]),
        unlike=_labelled(list(unlike.values())[::-1]),
        names=tuple(sorted({name for _, name, _ in rows if name})),
    )


def _labelled(rows: list[tuple[str, str, str]]) -> Labelled:
    return Labelled(tuple(row[0] for row in rows), tuple(row[1] for row in rows))
