"""What an administration sets for its alerts, kept among its options."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any, Self

from otklik.core.surges import FEWEST, LEVELS

KEY = "alerts"
MOST_MESSAGES = 1000


@dataclass(frozen=True)
class Thresholds:
    """`level`: chance of a false surge a day; `fewest`: messages a week below which nothing is a surge."""

    watch_words: bool = True
    watch_surges: bool = True
    watch_deadlines: bool = True
    level: float = 0.05
    fewest: int = FEWEST

    @classmethod
    def of(cls, options: Mapping[str, Any]) -> Self:
        """As the administration's options say; the defaults where they say nothing."""
        known = {one.name for one in fields(cls)}
        return cls(**{name: value for name, value in options.get(KEY, {}).items() if name in known})

    def as_json(self) -> dict[str, Any]:
        """Plain values for storing."""
        return asdict(self)

    @property
    def false_days(self) -> int:
        """One false surge in so many days at most."""
        return round(1 / self.level)


__all__ = ["KEY", "LEVELS", "MOST_MESSAGES", "Thresholds"]
