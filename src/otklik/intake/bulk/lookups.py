"""Everything in the catalogue that a row may name, as plain values: read once for a file, sent to the reader's process.

Ids are text already, as rows are: both databases take them so.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from hashlib import blake2b
from typing import NamedTuple
from zoneinfo import ZoneInfo

from otklik.core.appeals import ItemKind
from otklik.core.deadlines import Deadline, DeadlineRule, LegalClass, OnDayOff, compute_deadline
from otklik.core.office_hours import OfficeHours
from otklik.core.periods import Quarter
from otklik.core.workdays import russian_calendar


class Day(NamedTuple):
    """A local day in the three forms that a row needs."""

    iso: str
    quarter: str
    ordinal: int


class Clock(NamedTuple):
    """The last day for an answer, ready to be written; both days empty for a class without a clock.

    `explanation` is the row's own, `count_key` of one that rows share. `due_at` is the local moment at which a term
    in hours of work ends.
    """

    due_on: str | None
    due_ordinal: int | None
    explanation: str
    count_key: str | None = None
    due_at: datetime | None = None


@dataclass(frozen=True)
class ChannelFacts:
    """A channel: its id and title, whom it serves, and the legal class of each kind and audience in it.

    `hours_rule` is the clock of a network's channel that has its own working hours.
    """

    pk: str
    title: str
    audience: str
    classes: Mapping[tuple[ItemKind, str], LegalClass]
    hours_rule: DeadlineRule | None = None


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
    shortened_days: Mapping[date, bool]
    on_day_off: OnDayOff
    office: OfficeHours
    _clocks: dict[tuple[str, int], Clock] = field(default_factory=dict)
    _days: dict[int, Day] = field(default_factory=dict)
    _new_counts: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.zone = ZoneInfo(self.time_zone)
        self._calendar = russian_calendar(self.days_off, self.shortened_days)

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
        told = _told(deadline)
        key = str(int.from_bytes(blake2b(told.encode(), digest_size=8).digest()) >> 1)  # a bigint has a sign
        self._new_counts[key] = told
        return Clock(deadline.due_on.isoformat(), deadline.due_on.toordinal(), "{}", key)

    def take_new_counts(self) -> dict[str, str]:
        """What was counted since they were taken last, as JSON by key: to be stored before a row refers to it."""
        taken, self._new_counts = self._new_counts, {}
        return taken

    def clock_in_hours(self, rule: DeadlineRule, registered_at: datetime) -> Clock:
        """The last day of a term in hours of work, from the moment of registration."""
        local = registered_at.astimezone(self.zone).replace(tzinfo=None)
        deadline = compute_deadline(rule, local.date(), self._calendar, registered_at=local, office=self.office)
        if deadline is None:
            return Clock(None, None, "{}")
        due_on = deadline.due_on
        return Clock(due_on.isoformat(), due_on.toordinal(), _told(deadline), due_at=deadline.due_at)

    def reason(self, title: str, ask: Callable[[str], str | None]) -> str | None:
        """Id of the reason of this name; `ask` is told of an unknown one, once, and gives its id or None."""
        name = reason_name(title)
        if not name:
            return None
        found = self.reasons.get(name) or ask(title)
        if found is not None:
            self.reasons[title] = self.reasons[name] = found
        return found


def _told(deadline: Deadline) -> str:
    return json.dumps(deadline.as_json(), ensure_ascii=False)


_SENT = (
    "administration", "time_zone", "channels", "processes", "departments", "topics", "reasons", "subjects", "rules",
    "days_off", "shortened_days", "on_day_off", "office",
)  # fmt: skip
REASON_LENGTH = 200


def reason_name(title: str) -> str:
    """What a reason is known by: its title as far as it is stored, case folded."""
    return title.strip()[:REASON_LENGTH].casefold()
