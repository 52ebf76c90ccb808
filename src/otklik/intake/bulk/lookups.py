"""Everything in the catalogue that a row may name, as plain values: read once for a file, sent to the reader's process.

Ids are text already, as rows are: both databases take them so.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple
from zoneinfo import ZoneInfo

from otklik.core.appeals import ItemKind
from otklik.core.deadlines import DeadlineRule, LegalClass, OnDayOff, compute_deadline
from otklik.core.periods import Quarter
from otklik.core.workdays import russian_calendar


class Day(NamedTuple):
    """A local day in the three forms that a row needs."""

    iso: str
    quarter: str
    ordinal: int


class Clock(NamedTuple):
    """The last day for an answer, ready to be written; both days empty for a class without a clock."""

    due_on: str | None
    due_ordinal: int | None
    explanation: str


@dataclass(frozen=True)
class ChannelFacts:
    """A channel: its id and title, whom it serves, and the legal class of each kind and audience in it."""

    pk: str
    title: str
    audience: str
    classes: Mapping[tuple[ItemKind, str], LegalClass]


@dataclass(frozen=True)
class ProcessFacts:
    """A process, the object of assessment that it belongs to, the unit that organises its assessment."""

    pk: str
    subject: str
    organizer: str | None


@dataclass
class Lookups:
    """Slugs and titles (case folded) to ids, the rules of the clock, and what was looked up already."""

    administration: str
    time_zone: str
    channels: Mapping[str, ChannelFacts]
    processes: Mapping[str, ProcessFacts]
    departments: Mapping[str, str]
    topics: Mapping[str, str]
    reasons: dict[str, str]
    subjects: frozenset[str]
    rules: Mapping[LegalClass, DeadlineRule]
    days_off: Mapping[date, bool]
    on_day_off: OnDayOff
    _clocks: dict[tuple[str, int], Clock] = field(default_factory=dict)
    _days: dict[int, Day] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.zone = ZoneInfo(self.time_zone)
        self._calendar = russian_calendar(self.days_off)

    def __reduce__(self) -> tuple[object, ...]:
        """Sent without the calendar and what was counted with it."""
        return (Lookups, tuple(getattr(self, name) for name in _SENT))

    def day(self, ordinal: int) -> Day:
        """The day of this ordinal number."""
        found = self._days.get(ordinal)
        if found is None:
            on = date.fromordinal(ordinal)
            found = self._days[ordinal] = Day(on.isoformat(), str(Quarter.of(on).key), ordinal)
        return found

    def clock(self, legal_class: str, registered_on: int) -> Clock:
        """The last day for an answer to what was registered on the day, with its explanation."""
        found = self._clocks.get((legal_class, registered_on))
        if found is None:
            found = self._clocks[legal_class, registered_on] = self._count(legal_class, registered_on)
        return found

    def _count(self, legal_class: str, registered_on: int) -> Clock:
        deadline = compute_deadline(
            self.rules[LegalClass(legal_class)],
            date.fromordinal(registered_on),
            self._calendar,
            on_day_off=self.on_day_off,
        )
        if deadline is None:
            return Clock(None, None, "{}")
        told = json.dumps(deadline.as_json(), ensure_ascii=False)
        return Clock(deadline.due_on.isoformat(), deadline.due_on.toordinal(), told)

    def reason(self, title: str, ask: Callable[[str], str | None]) -> str | None:
        """Id of the reason of this name; `ask` is told of an unknown one, once, and gives its id or None."""
        name = reason_name(title)
        if not name:
            return None
        found = self.reasons.get(name) or ask(title)
        if found is not None:
            self.reasons[title] = self.reasons[name] = found
        return found


_SENT = (
    "administration", "time_zone", "channels", "processes", "departments", "topics", "reasons", "subjects", "rules",
    "days_off", "on_day_off",
)  # fmt: skip
REASON_LENGTH = 200


def reason_name(title: str) -> str:
    """What a reason is known by: its title as far as it is stored, case folded."""
    return title.strip()[:REASON_LENGTH].casefold()
