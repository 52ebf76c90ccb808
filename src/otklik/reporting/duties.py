"""Duties that the decree gives with a period: what is due, until when, and whether it is done."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from otklik.analysis.periods import editions_of
from otklik.base.actor import Actor
from otklik.catalog.queries import procedure_of
from otklik.core.periods import Quarter
from otklik.procedures.schema import Procedure
from otklik.procedures.schema_duties import DutyDeadline

#: How many ended quarters are looked at for what was left undone.
QUARTERS_BACK = 4
State = Literal["done", "due", "overdue", "people"]


@dataclass(frozen=True)
class Duty:
    """A duty for one period. `is_named` is False where the decree names no day: then the next period's end stands.

    State «people»: the product does not see yet whether it was done.
    """

    slug: str
    title: str
    clause: str
    owner: str
    recipient: str
    period: str
    quarter: Quarter | None
    due_on: date
    is_named: bool
    state: State
    days_left: int


def duties(actor: Actor, today: date) -> list[Duty]:
    """Duties of the last ended periods, what is overdue first, then by day. Порядок: murashi 4.1, 5.18, 5.20"""
    procedure = procedure_of(actor.administration_slug)
    closed = {edition.quarter for edition in editions_of(actor.administration_id)}
    found = [duty for entry in procedure.deadlines for duty in _of(entry, procedure, closed, today)]
    return sorted(found, key=lambda duty: (duty.state != "overdue", duty.state == "done", duty.due_on))


def due_day(entry: DutyDeadline, quarter: Quarter) -> date:
    """The last day of a quarterly duty for the quarter: the decree's, else the end of the next quarter."""
    following = quarter.next()
    return following.start_on.replace(day=entry.day) if entry.day else following.end_on


def _of(entry: DutyDeadline, procedure: Procedure, closed: set[Quarter], today: date) -> list[Duty]:
    if entry.every == "year":
        return [_yearly(entry, procedure, today)]
    is_seen = entry.slug == "monitoring"
    quarters, quarter = [], Quarter.of(today)
    for _ in range(QUARTERS_BACK if is_seen else 1):
        quarter = quarter.previous()
        quarters.append(quarter)
    found = [_duty(entry, procedure, one, is_done=one in closed if is_seen else None, today=today) for one in quarters]
    return [duty for place, duty in enumerate(found) if place == 0 or duty.state == "overdue"]


def _duty(entry: DutyDeadline, procedure: Procedure, quarter: Quarter, *, is_done: bool | None, today: date) -> Duty:
    due_on = due_day(entry, quarter)
    return Duty(
        **_named(entry, procedure),
        period=quarter.title,
        quarter=quarter,
        due_on=due_on,
        is_named=entry.day is not None,
        state=_state(is_done, due_on, today),
        days_left=(due_on - today).days,
    )


def _yearly(entry: DutyDeadline, procedure: Procedure, today: date) -> Duty:
    due_on = date(today.year, entry.month or 12, entry.day or 31)
    year = today.year - 1
    if due_on < today:
        due_on, year = due_on.replace(year=today.year + 1), today.year
    return Duty(
        **_named(entry, procedure),
        period=f"{year} год",
        quarter=None,
        due_on=due_on,
        is_named=entry.day is not None,
        state="people",
        days_left=(due_on - today).days,
    )


def _named(entry: DutyDeadline, procedure: Procedure) -> dict[str, str]:
    roles = {role.slug: role.title for role in procedure.roles}
    return {
        "slug": entry.slug,
        "title": entry.title,
        "clause": entry.clause,
        "owner": roles.get(entry.owner or "", ""),
        "recipient": roles.get(entry.recipient or "", ""),
    }


def _state(is_done: bool | None, due_on: date, today: date) -> State:
    if is_done is None:
        return "people"
    if is_done:
        return "done"
    return "overdue" if due_on < today else "due"
