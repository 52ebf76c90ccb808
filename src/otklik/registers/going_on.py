"""Where the next file of a source begins, so that every change leaves once, whenever it was committed.

A step gets its moment before its transaction commits: who only asks «what happened after the last file» never sees
what was committed late with an earlier moment. So the next file looks a little further back than the last one ended,
and as far back as the oldest transaction that was still writing then, and leaves out what left already.
"""

from datetime import UTC, datetime, timedelta

from django.db import connection
from django.utils import timezone

from otklik.base.actor import Actor
from otklik.base.committed import all_committed_at
from otklik.intake.models import Answer, CaseEvent
from otklik.registers.changes import Stretch, fitting, told_by
from otklik.registers.models import RegisterExport, RegisterSource

#: So long may a moment be away from the row it stands in; SQLite's one writer writes it under the lock.
SETTLING = timedelta(minutes=2)
BEGINNING = datetime(2000, 1, 1, tzinfo=UTC)


def stretch_of(
    actor: Actor, source: RegisterSource, since: datetime | None, until: datetime | None
) -> tuple[Stretch, bool]:
    """Of what time a file tells, and whether the next one goes on from there.

    A file of days that a person chose stands aside, unless it is the first one: then the person says where to begin.
    """
    now = timezone.now()
    gone = source.exports.exclude(way=RegisterExport.Way.FAILED).filter(profile="", goes_on_from__isnull=False)
    last = gone.order_by("-pk").first()
    if last is not None and since is not None:
        return fitting(actor, source, Stretch(since, until or now)), False
    begun = (last.goes_on_from if last else since) or BEGINNING
    told = (last.told_after if last else None) or {}
    steps, answers = frozenset(told.get("steps", ())), frozenset(told.get("answers", ()))
    return fitting(actor, source, Stretch(begun, min(until or now, now), steps, answers)), True


def marks_after(actor: Actor, source: RegisterSource, stretch: Stretch) -> dict[str, object]:
    """From where the next file looks, and what of that time has left: with this file or before it.

    To be asked before the rows are read: what is committed in between may leave twice, but never stays behind.
    """
    settling = SETTLING if connection.vendor == "postgresql" else timedelta(0)
    settled = min(stretch.until, all_committed_at(CaseEvent, Answer) - settling)
    goes_on_from = max(stretch.since, settled)
    told = told_by(actor, source, Stretch(goes_on_from, stretch.until))
    return {"goes_on_from": goes_on_from, "told_after": told}
