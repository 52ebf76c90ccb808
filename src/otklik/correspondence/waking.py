"""Rousing whoever reads what came, at most once a while: a thousand arrivals a minute are not a thousand tasks."""

import time
from datetime import timedelta

from django.utils import timezone

#: The task runs so long after it was asked for; whatever comes until then is read by it, and asks for no other.
PAUSE = timedelta(seconds=1)
_asked: dict[str, float] = {}


def wake_reader() -> None:
    """Have waiting arrivals read a moment later; `tick` reads whatever this misses. Call it after the commit."""
    from otklik.correspondence.tasks import read_arrivals  # noqa: PLC0415 - the task calls actions that call this

    now = time.monotonic()
    if now - _asked.get("reader", -PAUSE.total_seconds()) < PAUSE.total_seconds():
        return
    _asked["reader"] = now
    read_arrivals.using(run_after=timezone.now() + PAUSE).enqueue()
