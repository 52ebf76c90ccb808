"""Everything in the catalogue that a row may name, looked up once for a file."""

import json
from dataclasses import dataclass, field
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.db.models import Max

from otklik.catalog import models as catalog
from otklik.catalog import queries
from otklik.core.appeals import ItemKind
from otklik.core.deadlines import LegalClass
from otklik.core.periods import Quarter
from otklik.core.workdays import WorkCalendar
from otklik.intake.clock import deadline_of, legal_class_of


@dataclass(frozen=True)
class Clock:
    """The last day for an answer, ready to be written; both empty for a class without a clock."""

    due_on: date | None
    explanation: str


@dataclass
class Lookups:
    """Slugs and titles to ids, and clocks by class and day."""

    administration: catalog.Administration
    channels: dict[str, catalog.Channel]
    processes: dict[str, catalog.Process]
    departments: dict[str, int]
    topics: dict[str, int]
    reasons: dict[str, int]
    subjects: frozenset[str]
    zone: ZoneInfo
    calendar: WorkCalendar
    #: False while a file is only tried: then an unknown reason stays out of the list.
    adds_reasons: bool = True
    _clocks: dict[tuple[LegalClass, date], Clock] = field(default_factory=dict)
    _classes: dict[tuple[str, ItemKind, str], LegalClass] = field(default_factory=dict)
    _quarters: dict[date, int] = field(default_factory=dict)

    @classmethod
    def of(cls, administration: catalog.Administration, *, adds_reasons: bool = True) -> "Lookups":
        """Read the catalogue of the administration."""
        own = {"administration": administration}
        channels = catalog.Channel.objects.filter(**own, is_active=True)
        by_kind = {channel.kind: channel for channel in reversed(channels)}
        processes = catalog.Process.objects.filter(**own)
        edition = queries.topic_edition(administration.pk, date.max)
        return cls(
            administration=administration,
            channels={**by_kind, **{channel.slug: channel for channel in channels}},
            processes={name: row for row in processes for name in (row.slug, row.title.casefold())},
            departments={
                name: row.pk
                for row in catalog.Department.objects.filter(**own)
                for name in (row.slug, row.title.casefold())
            },
            topics=dict(catalog.Topic.objects.filter(edition=edition).values_list("code", "pk")),
            reasons={
                name: row.pk
                for row in catalog.Reason.objects.filter(**own)
                for name in (row.slug, row.title.casefold())
            },
            subjects=frozenset(s.slug for s in queries.procedure_of(administration.slug).subjects),
            zone=ZoneInfo(administration.time_zone),
            calendar=queries.work_calendar(administration.pk),
            adds_reasons=adds_reasons,
        )

    def local_day(self, moment: datetime) -> date:
        """The administration's day of the moment."""
        return (moment if moment.tzinfo is self.zone else moment.astimezone(self.zone)).date()

    def quarter(self, day: date) -> int:
        """Key of the quarter of a local day."""
        if day not in self._quarters:
            self._quarters[day] = Quarter.of(day).key
        return self._quarters[day]

    def legal_class(self, channel: catalog.Channel, kind: ItemKind, audience: str) -> LegalClass:
        """Legal class of a kind in a channel."""
        key = (channel.slug, kind, audience)
        if key not in self._classes:
            self._classes[key] = legal_class_of(channel.legal_class, kind, audience)
        return self._classes[key]

    def clock(self, legal_class: LegalClass, registered_on: date) -> Clock:
        """The last day for an answer with its explanation."""
        key = (legal_class, registered_on)
        if key not in self._clocks:
            deadline = deadline_of(self.administration, legal_class, registered_on, calendar=self.calendar)
            told = json.dumps(deadline.as_json(), ensure_ascii=False) if deadline else "{}"
            self._clocks[key] = Clock(deadline.due_on if deadline else None, told)
        return self._clocks[key]

    def reason(self, title: str) -> int | None:
        """The reason of this name; a new one is added at the end of the list, as the source knows it."""
        name = title.strip()[:200].casefold()
        if name not in self.reasons and self.adds_reasons:
            own = catalog.Reason.objects.filter(administration=self.administration)
            last = own.aggregate(last=Max("position"))["last"] or 0
            row = catalog.Reason.objects.create(
                administration=self.administration,
                slug=f"imported-{own.count() + 1}",
                title=title.strip()[:200],
                position=last + 1,
            )
            self.reasons[name] = row.pk
        return self.reasons.get(name)
