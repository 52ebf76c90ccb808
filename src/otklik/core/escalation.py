"""To whom a term that runs out is shown: the person who has the case, the head of the unit, the administration."""

from dataclasses import dataclass
from enum import IntEnum

LONGEST = 60


class Level(IntEnum):
    """Who is told; a higher one is told later."""

    ASSIGNEE = 1
    UNIT = 2
    TOP = 3


@dataclass(frozen=True)
class EscalationRule:
    """When each is told, in calendar days before the last day; a negative number is days after it.

    ValueError beyond 60 days, or when a higher one would be told before a lower one.
    """

    assignee_days: int = 3
    unit_days: int = 0
    top_days: int = -1

    def __post_init__(self) -> None:
        if any(abs(days) > LONGEST for days in (self.assignee_days, self.unit_days, self.top_days)):
            raise ValueError(f"Не больше {LONGEST} дней до срока или после него.")
        if not self.assignee_days >= self.unit_days >= self.top_days:
            raise ValueError(
                "Порядок ступеней: сначала исполнитель, потом руководитель подразделения, потом глава и координатор."
            )

    def threshold(self, level: Level) -> int:
        """The level is told of a case when at most so many days are left to its last day."""
        return {Level.ASSIGNEE: self.assignee_days, Level.UNIT: self.unit_days, Level.TOP: self.top_days}[level]

    def level(self, days_left: int) -> Level | None:
        """The highest level that is told of a case with so many days left; None while nobody needs to be."""
        return max((level for level in Level if days_left <= self.threshold(level)), default=None)
