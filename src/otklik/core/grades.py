"""Three grades, high, medium, low, and the steps from a measured value to them."""

from dataclasses import dataclass
from enum import IntEnum
from typing import Literal

Slug = Literal["low", "medium", "high"]


class Grade(IntEnum):
    """How much; larger is more."""

    LOW = 1
    MEDIUM = 2
    HIGH = 3

    @property
    def slug(self) -> Slug:
        """«high»: what is stored."""
        return _SLUGS[self]

    @property
    def word(self) -> str:
        """«высокая»: of prevalence, feasibility, priority."""
        return _WORDS[self][0]

    @property
    def neuter(self) -> str:
        """«высокое»: of impact."""
        return _WORDS[self][1]

    @property
    def masculine(self) -> str:
        """«высокий»: of priority as a short word."""
        return _WORDS[self][2]

    @classmethod
    def of(cls, slug: str) -> "Grade | None":
        """The grade by what is stored; None for an empty slug. KeyError for an unknown one."""
        return _OF_SLUG[slug] if slug else None


_SLUGS: dict[Grade, Slug] = {Grade.LOW: "low", Grade.MEDIUM: "medium", Grade.HIGH: "high"}
_OF_SLUG: dict[str, Grade] = {slug: grade for grade, slug in _SLUGS.items()}
_WORDS = {
    Grade.LOW: ("низкая", "низкое", "низкий"),
    Grade.MEDIUM: ("средняя", "среднее", "средний"),
    Grade.HIGH: ("высокая", "высокое", "высокий"),
}


@dataclass(frozen=True)
class Steps:
    """Where the medium and the high grade begin, in the unit of what is measured."""

    medium: float
    high: float

    def __post_init__(self) -> None:
        if self.medium > self.high:
            raise ValueError("Порог средней ступени выше порога высокой.")

    def grade(self, value: float) -> Grade:
        """The grade of a value: never lower for a larger one."""
        if value >= self.high:
            return Grade.HIGH
        return Grade.MEDIUM if value >= self.medium else Grade.LOW
