"""Which decisions a model learns from, and how they are split to test it: equal texts always stay together."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from otklik.core.text_terms import same_term

#: With fewer texts a label is not learned.
FEWEST_EXAMPLES = 8
#: Bound of memory and time: of more decisions the last ones are learned from.
MOST_EXAMPLES = 6_000


@dataclass(frozen=True)
class Examples:
    """Texts with the numbers of their labels; `labels` are sorted; `named` are names of labels: more texts to learn
    from, never to be tested on."""

    labels: tuple[str, ...]
    texts: tuple[str, ...]
    answers: NDArray[np.int64]
    named: tuple[tuple[str, int], ...] = ()
    rows: tuple[int, ...] = ()
    """Which of the given texts these are."""

    def part(self, chosen: NDArray[np.bool_]) -> "Examples":
        """Only the chosen texts, with the same labels and names."""
        texts = tuple(self.texts[place] for place in np.flatnonzero(chosen))
        return Examples(self.labels, texts, self.answers[chosen], self.named)

    def counts(self) -> tuple[int, ...]:
        """Texts of each label."""
        return tuple(np.bincount(self.answers, minlength=len(self.labels)).tolist())


def examples_of(
    texts: Sequence[str], labels: Sequence[str], *, fewest: int, names: Mapping[str, Sequence[str]]
) -> Examples:
    """The texts whose label has enough of them or a name; empty labels are no decision."""
    rows = _unlike(texts, labels)[-MOST_EXAMPLES:]
    counts = Counter(labels[row] for row in rows)
    kept = tuple(sorted({label for label in counts if counts[label] >= fewest} | set(names)))
    numbers = {label: number for number, label in enumerate(kept)}
    chosen = tuple(row for row in rows if labels[row] in numbers)
    named = tuple((name, numbers[label]) for label in kept for name in names.get(label, ()))
    answers = np.array([numbers[labels[row]] for row in chosen], dtype=np.int64)
    return Examples(kept, tuple(texts[row] for row in chosen), answers, named, chosen)


def _unlike(texts: Sequence[str], labels: Sequence[str]) -> list[int]:
    """Rows with a label; of rows with the same words and label the last one. A text may have several labels."""
    last = {(same_term(text), label): row for row, (text, label) in enumerate(zip(texts, labels, strict=True))}
    return sorted(row for (_, label), row in last.items() if label)


def folds_of(examples: Examples, *, count: int, seed: int, groups: Sequence[object] | None = None) -> NDArray[np.int64]:
    """The fold 0..count-1 of each text: labels spread evenly, a group (else: an equal text) never torn apart."""
    keys = list(groups) if groups is not None else [same_term(text) for text in examples.texts]
    members: dict[object, list[int]] = {}
    for number, key in enumerate(keys):
        members.setdefault(key, []).append(number)
    chance = np.random.default_rng(seed)
    order = [list(members.values())[place] for place in chance.permutation(len(members))]
    taken = np.zeros((count, len(examples.labels)))
    folds = np.zeros(len(examples.texts), dtype=np.int64)
    for group in sorted(order, key=lambda one: int(examples.answers[one[0]])):
        fold = int(np.lexsort((taken.sum(axis=1), taken[:, examples.answers[group[0]]]))[0])
        folds[group] = fold
        for number in group:
            taken[fold, examples.answers[number]] += 1
    return folds
