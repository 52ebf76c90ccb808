"""Which workers are alive: each writes a sign of life, and ends itself when it cannot.

On its own machine a dead process is known at once, by the system; of a worker on another machine the database knows
when it was heard of last. A worker that could not write for a minute ends itself before others take its task.
"""

import os
import socket
import threading
import time
from contextlib import suppress
from datetime import timedelta
from functools import cache
from pathlib import Path

import structlog
from django.db import DatabaseError, connection
from django.db.models import Q
from django.db.models.functions import Now

from otklik.base.models import LiveWorker

log = structlog.get_logger(__name__)

BEAT_SECONDS = 5.0
#: A worker of PostgreSQL that could not write for so long ends itself ...
ENDS_AFTER_SECONDS = 60.0
#: ... and after so long workers of other machines take it for dead.
DEAD_AFTER = timedelta(seconds=120)
PROC = Path("/proc")
EXIT_CODE = 75  # EX_TEMPFAIL: whoever watches over the process starts it again


class Pulse:
    """The sign of life of this process: `start` before the first task is taken, `stop` when none runs any more."""

    def __init__(self, worker_id: str, queues: str) -> None:
        self.worker_id, self._queues = worker_id, queues
        self._stop, self._written = threading.Event(), time.monotonic()

    def start(self) -> None:
        """Write it down and keep writing in a thread of its own."""
        LiveWorker.objects.create(
            worker_id=self.worker_id, node=node_id(), process=process_id(os.getpid()), queues=self._queues[:200]
        )
        threading.Thread(target=self._run, name="pulse", daemon=True).start()

    def stop(self) -> None:
        """Gone in order."""
        self._stop.set()
        with suppress(DatabaseError):  # it is taken for dead then, which it is
            LiveWorker.objects.filter(worker_id=self.worker_id).delete()

    def _run(self) -> None:
        from otklik.base.lost_tasks import settle_lost_tasks  # noqa: PLC0415 - it asks this module who is alive

        while not self._stop.wait(BEAT_SECONDS):
            try:
                self.beat()
                settle_lost_tasks()
            except DatabaseError as problem:
                log.warning("pulse_missed", worker=self.worker_id, problem=type(problem).__name__)
                connection.close()
            self._end_if_silent()

    def beat(self) -> None:
        """Write it; a worker that others have buried does not go on."""
        known = LiveWorker.objects.filter(worker_id=self.worker_id).update(seen_at=Now())
        if not known and not self._stop.is_set():
            self._end("buried")
        self._written = time.monotonic()

    def _end_if_silent(self) -> None:
        """SQLite has no other machines, and a long write there holds up this one."""
        if connection.vendor == "postgresql" and time.monotonic() - self._written > ENDS_AFTER_SECONDS:
            self._end("silent")

    def _end(self, why: str) -> None:
        log.error("worker_ends_itself", worker=self.worker_id, why=why)
        os._exit(EXIT_CODE)


def bury_dead_workers() -> int:
    """Strike out the workers that are dead; returns how many."""
    here = LiveWorker.objects.filter(node=node_id())
    dead = [one.worker_id for one in here if _has_ended(one.process)]
    silent = ~Q(node=node_id()) & Q(seen_at__lt=Now() - DEAD_AFTER)
    gone, _ = LiveWorker.objects.filter(Q(worker_id__in=dead) | silent).delete()
    return gone


def live_workers() -> list[LiveWorker]:
    """Those that live, as far as is known, by machine."""
    return list(LiveWorker.objects.filter(seen_at__gte=Now() - DEAD_AFTER).order_by("node", "started_at"))


@cache
def node_id() -> str:
    """This machine since it was started, and the container in it: processes elsewhere cannot be looked at from here."""
    boot = Path("/proc/sys/kernel/random/boot_id")
    started = boot.read_text(encoding="ascii").strip()[:8] if boot.exists() else ""
    space = Path("/proc/self/ns/pid")
    return f"{socket.gethostname()[:60]} {started} {space.stat().st_ino if space.exists() else ''}".strip()


def process_id(pid: int) -> str:
    """The process and when it was started, as numbers of processes come again; empty for one that is gone.

    Where /proc cannot be read the number alone.
    """
    try:
        told = (PROC / str(pid) / "stat").read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()
    except OSError:
        return str(pid) if not (PROC / "self" / "stat").exists() and _runs(pid) else ""
    return "" if told[0] in "ZX" else f"{pid}.{told[19]}"


def _runs(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except PermissionError:  # somebody else's, but it runs
        return True
    except OSError:
        return False
    return True


def _has_ended(process: str) -> bool:
    """Whether the process that `process_id` once named so is gone; /proc may have been unreadable then or be now."""
    number, _, started = process.partition(".")
    found = process_id(int(number)) if number.isdigit() else ""
    started_now = found.partition(".")[2]
    return not found or bool(started and started_now and started != started_now)
