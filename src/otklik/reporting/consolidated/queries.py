"""Consolidated reports as lists tell them: which periods there are, how far each is, to whom it was handed over."""

from dataclasses import dataclass
from datetime import date, datetime

from otklik.base.actor import Actor
from otklik.base.errors import NotFound
from otklik.core.periods import Quarter, local_date
from otklik.core.report_period import ReportPeriod
from otklik.intake.models import FeedbackItem
from otklik.intake.queries import today_of
from otklik.reporting.consolidated.policies import can_view_consolidated
from otklik.reporting.models import Consolidated, HandOver

NONE = "none"
#: How a report is handed over, for a form.
HAND_OVER_WAYS = HandOver.Way.choices


@dataclass(frozen=True)
class ConsolidatedState:
    """How far the period's newest edition is; `state` is a `Consolidated.State`, or «none» where there is none."""

    period: ReportPeriod
    state: str = NONE
    edition: int | None = None
    consolidated_id: int | None = None
    frozen_at: datetime | None = None
    handed_over_on: date | None = None
    handed_to: str = ""

    @property
    def state_title(self) -> str:
        """«черновик», «передан»."""
        if self.handed_over_on:
            return "передан"
        return "не собирали" if self.state == NONE else str(Consolidated.State(self.state).label)


def consolidated_state(administration_id: int, period: str) -> ConsolidatedState:
    """The newest edition of the period («2025», «2025Q3»). Порядок: murashi 5.19, 5.20"""
    rows = Consolidated.objects.filter(administration_id=administration_id, period=period).order_by("-edition")
    return _state(ReportPeriod.parse(period), rows.defer("payload", "texts").first(), _handed(administration_id))


def handed_over_on(administration_id: int, year: int) -> date | None:
    """The first day on which the year's report was handed over; None while it was not. Порядок: murashi 5.20"""
    rows = HandOver.objects.filter(consolidated__administration_id=administration_id, consolidated__period=str(year))
    return rows.order_by("handed_on").values_list("handed_on", flat=True).first()


def consolidated_frozen_on(administration_id: int, period: str) -> date | None:
    """The day on which the period's first edition was frozen."""
    rows = Consolidated.objects.filter(administration_id=administration_id, period=period, frozen_at__isnull=False)
    first = rows.order_by("frozen_at").values_list("frozen_at", "administration__time_zone").first()
    moment, zone = first or (None, "")
    return local_date(moment, zone) if moment else None


def consolidated_periods(actor: Actor) -> list[ConsolidatedState]:
    """Every year and quarter that feedback was received in, the newest first. NotFound without the right."""
    if not can_view_consolidated(actor):
        raise NotFound
    newest: dict[str, Consolidated] = {}
    rows = Consolidated.objects.filter(administration_id=actor.administration_id).defer("payload", "texts")
    for row in rows.order_by("edition"):
        newest[row.period] = row
    handed = _handed(actor.administration_id)
    known = {*_periods(actor), *(ReportPeriod.parse(text) for text in newest)}
    order = sorted(known, key=lambda one: (-one.year, not one.is_year, -one.number))
    return [_state(one, newest.get(str(one)), handed) for one in order]


def editions_of_period(actor: Actor, period: ReportPeriod) -> list[Consolidated]:
    """The editions of a period, the newest first, with their hand-overs."""
    own = Consolidated.objects.filter(administration_id=actor.administration_id, period=str(period))
    return list(own.defer("payload").prefetch_related("hand_overs__file").order_by("-edition"))


def _handed(administration_id: int) -> dict[int, HandOver]:
    rows = HandOver.objects.filter(consolidated__administration_id=administration_id)
    return {row.consolidated_id: row for row in rows.order_by("-handed_on", "-pk")}


def _state(period: ReportPeriod, row: Consolidated | None, handed: dict[int, HandOver]) -> ConsolidatedState:
    if row is None:
        return ConsolidatedState(period)
    given = handed.get(row.pk)
    return ConsolidatedState(
        period, row.state, row.edition, row.pk, row.frozen_at,
        given.handed_on if given else None, given.to_person if given else "",
    )  # fmt: skip


def _periods(actor: Actor) -> list[ReportPeriod]:
    """From the first quarter with anything in it to the running one: quarters and their years."""
    items = FeedbackItem.objects.of(actor.administration_id)
    first = items.order_by("quarter").values_list("quarter", flat=True).first()
    last = Quarter.of(today_of(actor))
    quarter = Quarter.from_key(first) if first else last
    found: list[ReportPeriod] = []
    while quarter <= last:
        found += [ReportPeriod.of_quarter(quarter), ReportPeriod(quarter.year)]
        quarter = quarter.next()
    return list(dict.fromkeys(found))
