"""How well suggestions agree with what people decided: counts that add up week by week, and the figures made of them.

A text may rightly have several labels: a suggestion is right when it is any of them.
"""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Self

#: Steps of confidence by tenths: 0..10 %, …, 90..100 %.
STEPS = 10


@dataclass(frozen=True)
class Step:
    """Suggestions of about the same confidence: how many, how sure they were on the average, how many came true."""

    count: int
    confidence: float
    right_count: int

    @property
    def right_share(self) -> float:
        """0..1."""
        return self.right_count / self.count


@dataclass
class Tally:
    """Decisions counted against suggestions; `add` changes it, everything else is read from it.

    `spoken`: the program was sure enough to show something; `accepted`: and one of what it showed was decided.
    """

    decided: int = 0
    right: int = 0
    spoken: int = 0
    accepted: int = 0
    steps: list[list[float]] = field(default_factory=lambda: [[0, 0.0, 0] for _ in range(STEPS)])
    hits: Counter[str] = field(default_factory=Counter)
    wrong: Counter[str] = field(default_factory=Counter)
    missed: Counter[str] = field(default_factory=Counter)

    def add(self, decided: Sequence[str], likeliest: str, confidence: float, shown: Collection[str]) -> None:
        """One decision: its labels (at least one), the likeliest label with its confidence 0..1, what was shown."""
        is_right = likeliest in decided
        self.decided += 1
        self.right += is_right
        self.spoken += bool(shown)
        self.accepted += not set(shown).isdisjoint(decided)
        step = self.steps[min(int(confidence * STEPS), STEPS - 1)]
        step[0] += 1
        step[1] += confidence
        step[2] += is_right
        if is_right:
            self.hits[likeliest] += 1
        else:
            self.wrong[likeliest] += 1
            self.missed[decided[0]] += 1

    @property
    def accuracy(self) -> float | None:
        """Share of decisions that had the likeliest label; None where nothing was decided."""
        return self.right / self.decided if self.decided else None

    @property
    def macro_f1(self) -> float | None:
        """Mean of the F1 of every label that was decided or suggested: rare ones count as much as common ones."""
        labels = self.hits.keys() | self.wrong.keys() | self.missed.keys()
        return sum(self._f1(label) for label in labels) / len(labels) if labels else None

    @property
    def coverage(self) -> float | None:
        """Share of decisions for which something was shown."""
        return self.spoken / self.decided if self.decided else None

    @property
    def accepted_share(self) -> float | None:
        """Share of what was shown that was accepted."""
        return self.accepted / self.spoken if self.spoken else None

    @property
    def changed(self) -> int:
        """Shown, and decided otherwise."""
        return self.spoken - self.accepted

    @property
    def calibration_error(self) -> float | None:
        """Mean distance 0..1 between said confidence and the share that came true (expected calibration error)."""
        if not self.decided:
            return None
        return (
            sum(step.count * abs(step.confidence - step.right_share) for step in self.confidence_steps) / self.decided
        )

    @property
    def confidence_steps(self) -> tuple[Step, ...]:
        """The steps that have suggestions, the least sure first."""
        return tuple(Step(int(n), total / n, int(right)) for n, total, right in self.steps if n)

    @property
    def score(self) -> float:
        """By what two models are compared: the mean of accuracy and macro-F1; 0 where nothing was decided."""
        return ((self.accuracy or 0.0) + (self.macro_f1 or 0.0)) / 2

    def _f1(self, label: str) -> float:
        hits = self.hits[label]
        return 2 * hits / (2 * hits + self.wrong[label] + self.missed[label])

    def plus(self, other: "Tally") -> "Tally":
        """Both together."""
        steps = [
            [a + b for a, b in zip(one, two, strict=True)] for one, two in zip(self.steps, other.steps, strict=True)
        ]
        return Tally(
            self.decided + other.decided,
            self.right + other.right,
            self.spoken + other.spoken,
            self.accepted + other.accepted,
            steps,
            self.hits + other.hits,
            self.wrong + other.wrong,
            self.missed + other.missed,
        )

    def as_json(self) -> dict[str, Any]:
        """For storing; `from_json` reads it back."""
        plain = {name: getattr(self, name) for name in ("decided", "right", "spoken", "accepted", "steps")}
        return plain | {name: dict(getattr(self, name)) for name in ("hits", "wrong", "missed")}

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> Self:
        """The counts as stored."""
        return cls(
            decided=int(stored["decided"]),
            right=int(stored["right"]),
            spoken=int(stored["spoken"]),
            accepted=int(stored["accepted"]),
            steps=[list(step) for step in stored["steps"]],
            hits=Counter(stored["hits"]),
            wrong=Counter(stored["wrong"]),
            missed=Counter(stored["missed"]),
        )
