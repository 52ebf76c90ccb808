"""A rated question as numbers, and what counts as satisfied or negative on its scale."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Marks = NDArray[np.float32]
Mask = NDArray[np.bool_]
FOUR, FIVE, TEN = (1, 4), (1, 5), (0, 10)
#: The least mark of a satisfied answer and the greatest of a negative one, by scale.
SATISFIED_FROM: dict[tuple[float, float], int] = {FOUR: 3, FIVE: 4, TEN: 9}
NEGATIVE_TO: dict[tuple[float, float], int] = {FOUR: 2, FIVE: 2, TEN: 6}


@dataclass(frozen=True)
class Item:
    """One rated question; the same `key` in two surveys means the same question.

    `marks` holds a mark for each respondent; what lies outside `low` … `high` (no answer, «затрудняюсь ответить»)
    is no mark. `importance` is the question's weight among the others of an indicator.
    """

    key: str
    title: str
    marks: Marks
    low: float
    high: float
    importance: float = 1.0

    @property
    def answered(self) -> Mask:
        """Where there is a mark."""
        return (self.marks >= self.low) & (self.marks <= self.high)

    @property
    def satisfied(self) -> Mask:
        """3 and 4 of 4, 4 and 5 of 5, 9 and 10 of 10; the best option elsewhere."""
        return self.answered & (self.marks >= SATISFIED_FROM.get(self.scale, self.high))

    @property
    def negative(self) -> Mask:
        """1 and 2 of 4 and of 5, 0 to 6 of 10; the worst option elsewhere."""
        return self.answered & (self.marks <= NEGATIVE_TO.get(self.scale, self.low))

    @property
    def scale(self) -> tuple[float, float]:
        """Both ends."""
        return self.low, self.high

    @property
    def rescaled(self) -> Marks:
        """Marks on 0..1; 0 where there is none."""
        reach = np.float32(self.high - self.low)
        return np.where(self.answered, (self.marks - np.float32(self.low)) / reach, np.float32(0))
