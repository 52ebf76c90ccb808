"""The list of visits behind the figures: filtered by the address, one page after another."""

from dataclasses import dataclass, replace
from datetime import date, time
from typing import Self
from urllib.parse import parse_qsl, urlencode

from django.db.models import Q

from otklik.base.actor import Actor
from otklik.core.periods import Quarter
from otklik.core.reception import VisitOutcome, VisitState
from otklik.reception.access import ID_DIGITS
from otklik.reception.models import Visit
from otklik.reception.people import name_words
from otklik.reception.querysets import VisitQuerySet

PAGE = 50
#: The shown words «принято» mean a filled-in card, which no state says.
RECEIVED = "received"


@dataclass(frozen=True)
class VisitFilter:
    """What is chosen; empty means everything. `after` is the last row of the page before."""

    quarter: Quarter | None = None
    schedule: int | None = None
    state: str = ""
    outcome: str = ""
    name: str = ""
    after: str = ""

    @classmethod
    def parse(cls, query: str) -> Self:
        """Read an address; words that make no sense are passed over."""
        given = dict(parse_qsl(query.replace("%00", "")))
        try:
            quarter = Quarter.parse(given.get("quarter", ""))
        except ValueError:
            quarter = None
        chosen, state, outcome = given.get("schedule", ""), given.get("state", ""), given.get("outcome", "")
        return cls(
            quarter,
            int(chosen) if chosen.isascii() and chosen.isdecimal() and len(chosen) <= ID_DIGITS else None,
            state if state == RECEIVED or state in set(VisitState) else "",
            outcome if outcome in set(VisitOutcome) else "",
            given.get("name", "")[:200],
            given.get("after", ""),
        )

    def serialise(self, after: str = "") -> str:
        """The address of the same list, from a row on."""
        words = {name: str(value) for name, value in vars(replace(self, after=after)).items() if value}
        return urlencode(words)


@dataclass(frozen=True)
class VisitPage:
    """A page of the list, newest first; `following` is the address of the next one, empty at the end."""

    visits: tuple[Visit, ...]
    following: str


def visit_list(actor: Actor, chosen: VisitFilter) -> VisitPage:
    """The page that the filter names."""
    found = _filtered(Visit.objects.visible_to(actor), chosen)
    if key := _key(chosen.after):
        on, at, pk = key
        found = found.filter(Q(on__lt=on) | Q(on=on, at__lt=at) | Q(on=on, at=at, pk__lt=pk))
    rows = found.select_related("schedule", "contact").prefetch_related("questions").order_by("-on", "-at", "-pk")
    visits = list(rows[: PAGE + 1])
    last = visits[PAGE - 1] if len(visits) > PAGE else None
    following = chosen.serialise(f"{last.on.isoformat()},{last.at:%H:%M},{last.pk}") if last else ""
    return VisitPage(tuple(visits[:PAGE]), following)


def _filtered(visits: VisitQuerySet, chosen: VisitFilter) -> VisitQuerySet:
    if chosen.quarter:
        visits = visits.in_quarter(chosen.quarter)
    if chosen.schedule:
        visits = visits.filter(schedule_id=chosen.schedule)
    if chosen.state:
        visits = visits.received() if chosen.state == RECEIVED else visits.filter(state=chosen.state)
    if chosen.outcome:
        visits = visits.filter(questions__outcome=chosen.outcome).distinct()
    for word in name_words(chosen.name):
        visits = visits.filter(contact__name_key__contains=word)
    return visits


def _key(text: str) -> tuple[date, time, int] | None:
    try:
        on, at, pk = text.split(",")
        return date.fromisoformat(on), time.fromisoformat(at), int(pk[:ID_DIGITS])
    except ValueError:
        return None
