"""What a recount would do: how many waiting cases get another last day, and which days these are."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Q, QuerySet

from otklik.base.actor import Actor
from otklik.base.errors import NotFound
from otklik.catalog import queries as catalog
from otklik.catalog.models import Administration
from otklik.catalog.policies import can_manage_catalog
from otklik.core.deadlines import LegalClass
from otklik.intake.clock import deadline_of, deadline_rule
from otklik.intake.models import DueRecount, FeedbackItem
from otklik.intake.querysets import FeedbackItemQuerySet

SHOWN_RUNS = 10


@dataclass(frozen=True)
class Shift:
    """So many cases of a class move from one last day to another (None: the class has no clock any more)."""

    legal_class: LegalClass
    before: date
    after: date | None
    count: int

    @property
    def days(self) -> int:
        """How many days later (earlier, when negative) the last day becomes; 0 when there is none any more."""
        return (self.after - self.before).days if self.after else 0

    @property
    def days_earlier(self) -> int:
        """How many days earlier, for a shift to an earlier day."""
        return -self.days


@dataclass(frozen=True)
class DuePreview:
    """How many waiting cases there are, and the shifts, the nearest new day first."""

    waiting: int
    shifts: tuple[Shift, ...]

    @property
    def moved(self) -> int:
        """How many cases get another day."""
        return sum(shift.count for shift in self.shifts)


def waiting_cases(administration_id: int) -> FeedbackItemQuerySet:
    """Registered cases whose clock runs: the ones that a recount looks at.

    A case that its author brought back keeps the day that was counted at its return.
    """
    waiting = FeedbackItem.objects.of(administration_id).waiting()
    return waiting.filter(registered_on__isnull=False, appeal__isnull=False, appeal__returned_at__isnull=True)


def due_preview(actor: Actor) -> DuePreview:
    """Count every waiting case by the calendar and clocks as they are now, and change nothing.

    Cases of one class, channel and day are counted once. NotFound without the right to recount.
    """
    if not can_manage_catalog(actor):
        raise NotFound
    administration = Administration.objects.get(pk=actor.administration_id)
    found: Counter[tuple[LegalClass, date, date | None]] = Counter()
    waiting = 0
    for legal_class, before, after, count in _counted(administration):
        waiting += count
        if after != before:
            found[legal_class, before, after] += count
    shifts = (Shift(*key, count) for key, count in found.items())
    return DuePreview(waiting, tuple(sorted(shifts, key=lambda one: (one.after or date.max, one.before))))


def _counted(administration: Administration) -> Iterator[tuple[LegalClass, date, date | None, int]]:
    calendar = catalog.work_calendar(administration.pk)
    rows = waiting_cases(administration.pk).order_by()
    fields = ("legal_class", "channel__slug", "registered_on", "due_on")
    told = rows.annotate(prolonged=Q(appeal__prolonged_on__isnull=False))
    grouped = told.values_list(*fields, "prolonged").annotate(count=Count("pk"))
    by_hours = _in_hours(administration)
    for legal_class, channel, registered_on, due_on, prolonged, count in grouped:
        clock = {"prolonged": prolonged, "calendar": calendar, "channel": channel}
        kind = LegalClass(legal_class)
        if (legal_class, channel) in by_hours:
            of_day = rows.filter(
                legal_class=legal_class, channel__slug=channel, registered_on=registered_on, due_on=due_on
            ).filter(appeal__prolonged_on__isnull=not prolonged)
            for moment in of_day.values_list("appeal__registered_at", flat=True):
                yield kind, due_on, _day(administration, kind, registered_on, moment, clock), 1
        else:
            yield kind, due_on, _day(administration, kind, registered_on, None, clock), count


def _in_hours(administration: Administration) -> frozenset[tuple[str, str]]:
    """Classes and channels whose clock counts hours: there the moment of registration matters."""
    procedure = catalog.procedure_of(administration.slug)
    channels = catalog.Channel.objects.filter(administration=administration).values_list("slug", flat=True)
    return frozenset(
        (legal_class.value, channel)
        for channel in channels
        for legal_class in LegalClass
        if deadline_rule(administration, procedure, legal_class, channel).unit == "working_hours"
    )


def _day(
    administration: Administration, kind: LegalClass, on: date, moment: datetime | None, clock: dict[str, object]
) -> date | None:
    deadline = deadline_of(administration, kind, on, registered_at=moment, **clock)  # type: ignore[arg-type]
    return deadline.due_on if deadline else None


def recounts(actor: Actor) -> QuerySet[DueRecount]:
    """The latest recounts of the administration, newest first; NotFound without the right."""
    if not can_manage_catalog(actor):
        raise NotFound
    runs = DueRecount.objects.filter(administration_id=actor.administration_id)
    return runs.select_related("started_by")[:SHOWN_RUNS]


def recount(actor: Actor, run_id: int) -> DueRecount:
    """One recount, or NotFound."""
    found = DueRecount.objects.filter(administration_id=actor.administration_id, pk=run_id).first()
    if found is None or not can_manage_catalog(actor):
        raise NotFound
    return found
