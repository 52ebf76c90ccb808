"""What a formula of satisfaction is: described, pure, found by its folder."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from otklik.core.ratings.item import Item, Marks, Mask

Unit = Literal["share", "mark", "points", "balance"]
#: Ends of what a value may be: share 0..1, mark 1..5, points 0..100, balance −100..100.
REACH: dict[Unit, tuple[float, float]] = {
    "share": (0, 1),
    "mark": (1, 5),
    "points": (0, 100),
    "balance": (-100, 100),
}
#: One question's part of numerator and denominator for each respondent; the mask says who answered any question.
Part = Callable[[Item, Mask], tuple[Marks, Marks]]


@dataclass(frozen=True)
class Example:
    """A case worked by hand: answers by question (None: no mark), all on one scale; a line of «как посчитано»."""

    words: str
    answers: tuple[tuple[float | None, ...], ...]
    expected: float | None
    low: float = 1
    high: float = 5
    importance: tuple[float, ...] = ()


@dataclass(frozen=True)
class RatingFormula:
    """Value = shift + scale × (sum of numerators ÷ sum of denominators).

    `by_item`: the ratio is taken for each question and the questions' ratios are averaged by their importance;
    otherwise all marks are pooled. `brief` is the formula in a line, `description` the method at length.
    """

    slug: str
    title: str
    brief: str
    description: str
    unit: Unit
    part: Part
    examples: tuple[Example, ...]
    by_item: bool = False
    scale: float = 1.0
    shift: float = 0.0
    good_is_high: bool = True
