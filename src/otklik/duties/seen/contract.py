"""What a look is asked and what it tells."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from otklik.catalog.models import Administration
from otklik.core.periods import Quarter
from otklik.core.recurring import Span

#: A period's two days and the unit (None: the administration).
Place = tuple[date, date, int | None]


@dataclass(frozen=True)
class Asked:
    """Periods about which a look is asked, those of quarters apart."""

    administration: Administration
    spans: tuple[Span, ...]

    @property
    def quarters(self) -> tuple[Quarter, ...]:
        """The spans that are quarters."""
        found = dict.fromkeys(Quarter.of(span.starts_on) for span in self.spans)
        whole = {(span.starts_on, span.ends_on) for span in self.spans}
        return tuple(one for one in found if (one.start_on, one.end_on) in whole)

    @property
    def begins(self) -> date:
        """The first day of all periods."""
        return min(span.starts_on for span in self.spans)

    @property
    def ends(self) -> date:
        """The last day of all periods."""
        return max(span.ends_on for span in self.spans)


@dataclass(frozen=True)
class Seen:
    """What was found: done on a day, or only begun (`done_on` empty); `is_needed` False: nothing asked for it."""

    words: str
    done_on: date | None = None
    is_needed: bool = True


Found = Mapping[Place, Seen]
Look = Callable[[Asked], Found]


def of_quarter(quarter: Quarter, unit_id: int | None = None) -> Place:
    """The place of a quarter."""
    return (quarter.start_on, quarter.end_on, unit_id)
