"""Reading what came: each arrival becomes something in one transaction with the word that it did."""

from datetime import timedelta

import structlog
from django.db import transaction
from django.utils import timezone

from otklik.base.errors import RuleBroken
from otklik.correspondence.becoming import become
from otklik.correspondence.models import InboundMessage, Lane

log = structlog.get_logger(__name__)

State = InboundMessage.State
#: After each failure; when they are used up, a person has to look.
PAUSES = (timedelta(seconds=30), timedelta(minutes=2), timedelta(minutes=10), timedelta(hours=1))


def read_waiting_arrivals(limit: int = 100) -> int:
    """Read those that are due, in the order in which they came; returns how many became something.

    Any number of processes may do it at once: arrivals of one connection are read one after another.
    """
    due = InboundMessage.objects.filter(state=State.WAITING, next_attempt_at__lte=timezone.now())
    found = due.order_by("next_attempt_at", "pk").values_list("pk", "connection_id")[:limit]
    return sum(read_arrival(pk, connection_id) for pk, connection_id in list(found))


def read_arrival(pk: int, connection_id: int) -> bool:
    """Read one; False when another process has read it, or when it failed and waits for the next attempt."""
    try:
        with transaction.atomic():
            hold_lane(connection_id)
            row = _claimed(pk)
            if row is None:
                return False
            become(row)
            row.save()
    except Exception as problem:  # noqa: BLE001 - whatever is wrong with one arrival must not hold up the others
        _put_off(pk, problem)
        return False
    return True


def hold_lane(connection_id: int) -> None:
    """Wait for whoever reads an arrival of the connection; held until the transaction ends."""
    if not Lane.objects.select_for_update().filter(pk=connection_id).values_list("pk", flat=True):
        Lane.objects.get_or_create(pk=connection_id)
        Lane.objects.select_for_update().get(pk=connection_id)


def _claimed(pk: int) -> InboundMessage | None:
    rows = InboundMessage.objects.select_for_update(skip_locked=True, of=("self",))
    return rows.select_related("connection", "administration", "file").filter(pk=pk, state=State.WAITING).first()


@transaction.atomic
def _put_off(pk: int, problem: Exception) -> None:
    row = InboundMessage.objects.select_for_update().get(pk=pk)
    if row.state != State.WAITING:
        return
    said = problem.message if isinstance(problem, RuleBroken) else f"{type(problem).__name__}: {problem}"
    row.last_error = said.replace("\0", "")[:500]
    row.attempts += 1
    if row.attempts > len(PAUSES):
        row.state = State.DEAD
    else:
        row.next_attempt_at = timezone.now() + PAUSES[row.attempts - 1]
    row.save(update_fields=["last_error", "attempts", "state", "next_attempt_at"])
    log.warning("arrival_not_read", arrival=pk, attempts=row.attempts, problem=type(problem).__name__)
