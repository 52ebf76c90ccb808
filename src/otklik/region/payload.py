"""What passes the border of an administration: numbers with the way they were counted, nothing else."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from otklik.core.ratings.formula import Unit
from otklik.core.ratings.rating import Rating


@dataclass(frozen=True)
class Way:
    """How a figure is counted. Figures stand in one column only when all of it is equal. Порядок: gatchina 1.1"""

    #: «indicator» or the metric's slug, and what is rated, or which row of the metric.
    kind: str
    what: str
    #: Slug of the rating's formula, or nothing.
    formula: str = ""
    #: Scales of the questions, «1–5»; of surveys of several scales all, joined by a comma.
    scale: str = ""
    #: Of whom: the kinds counted, or how the respondents were chosen.
    population: str = ""
    #: The same in words; two decrees that say it otherwise count alike.
    population_title: str = field(default="", compare=False)
    period: str = "quarter"


@dataclass(frozen=True)
class Value:
    """A figure: `value` is None where there was nothing, or (`is_hidden`) too little to show."""

    way: Way
    title: str
    unit: str
    value: float | None
    n: int | None
    is_hidden: bool = False
    #: What intervals and places need (`core.ratings.Rating`); nothing of counts in days.
    error: float | None = None
    effective_n: float = 0.0
    marks: int = 0
    #: Fewer answered than the decree's profile wants for a judgement.
    is_small: bool = False

    def rating(self, unit: Unit) -> Rating:
        """As `core.ratings` compares it."""
        return Rating(unit, self.value, None, None, self.n or 0, self.marks, self.error, self.effective_n)


@dataclass(frozen=True)
class Duties:
    """How many duties of the decree fell due in the quarter, and what became of them."""

    due: int
    done: int
    late: int
    missed: int
    #: Titles are the decree's own words, not anybody's.
    missed_titles: tuple[str, ...] = ()


@dataclass(frozen=True)
class Figures:
    """All that a region may see of an administration's quarter."""

    values: tuple[Value, ...]
    duties: Duties | None
    #: «530 от 28.05.2025, редакция 1»: by which decree it was counted.
    procedure: str
    minimum: int
    is_closed: bool


def to_payload(figures: Figures) -> dict[str, Any]:
    """Plain data."""
    return asdict(figures) | {"values": [asdict(one) for one in figures.values]}


def from_payload(stored: Mapping[str, Any]) -> Figures:
    """What was stored."""
    values = tuple(Value(**{**one, "way": Way(**one["way"])}) for one in stored["values"])
    kept = stored["duties"]
    duties = Duties(**{**kept, "missed_titles": tuple(kept["missed_titles"])}) if kept else None
    return Figures(values, duties, stored["procedure"], stored["minimum"], stored["is_closed"])
