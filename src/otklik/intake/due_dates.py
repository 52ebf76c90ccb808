"""The last day of a case: set with its explanation, the day before it kept with who moved it, when and why."""

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.utils import timezone

from otklik.base.actor import Actor
from otklik.core.deadlines import Deadline
from otklik.intake.models import Appeal, FeedbackItem

LONGEST_WHY = 300
#: What of the case `put_due` changes.
DUE_FIELDS = ("due_explanation", "due_count")


@dataclass(frozen=True)
class EarlierDay:
    """A last day that was in force before; when, by whom and why it was changed (unknown for what is long stored)."""

    due_on: date
    changed_at: datetime | None = None
    by: str = ""
    why: str = ""


def put_due(item: FeedbackItem, deadline: Deadline | None, *, actor: Actor, why: str) -> bool:
    """Put the counted day on the item and its case, unsaved; True when the day or the hour is another one.

    The day before stays in the explanation beside who changed it, when and why.
    """
    appeal = item.appeal
    before, hour_before = item.due_on, appeal.due_at
    earlier = appeal.due_explanation.get("earlier", [])
    item.due_on = deadline.due_on if deadline else None
    is_moved = before != item.due_on or hour_before != (deadline.due_at if deadline else None)
    if before and is_moved:
        changed = {"due_on": before.isoformat(), "at": timezone.now().isoformat(timespec="seconds")}
        earlier = [*earlier, {**changed, "by": actor.name, "why": why.strip()[:LONGEST_WHY]}]
    appeal.due_count = None
    appeal.due_explanation = {**(deadline.as_json() if deadline else {}), **({"earlier": earlier} if earlier else {})}
    return is_moved


def earlier_days(appeal: Appeal | None) -> list[EarlierDay]:
    """Last days that were in force before the present one, the oldest first."""
    kept = appeal.due_explanation.get("earlier", []) if appeal else []
    return [_read(one) for one in kept if one]


def _read(kept: str | dict[str, str]) -> EarlierDay:
    if isinstance(kept, str):
        return EarlierDay(date.fromisoformat(kept))
    return EarlierDay(
        date.fromisoformat(kept["due_on"]),
        datetime.fromisoformat(kept["at"]) if kept.get("at") else None,
        kept.get("by", ""),
        kept.get("why", ""),
    )


def is_late_at(item: FeedbackItem, moment: datetime) -> bool:
    """Whether an answer at the moment comes after the last day, or after the hour of a term in hours."""
    if item.due_on is None:
        return False
    local = moment.astimezone(ZoneInfo(item.administration.time_zone)).replace(tzinfo=None)
    appeal = getattr(item, "appeal", None)
    if appeal is not None and appeal.due_at is not None:
        return bool(local > appeal.due_at)
    return local.date() > item.due_on
