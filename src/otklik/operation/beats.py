"""Signs of life of pages, clock and receiver, and what each machine says of itself (workers: `base.live_workers`)."""

import atexit
import os
import platform
import shutil
import socket
import threading
from collections.abc import Callable
from datetime import datetime, timedelta
from importlib.metadata import version
from uuid import uuid4

import structlog
from django.conf import settings
from django.db import DatabaseError, connections
from django.utils import timezone

from otklik.catalog.shared_profiles import share_profiles
from otklik.operation.agreement import tell_marks
from otklik.operation.enums import PartKind
from otklik.operation.models import Node, RunningPart

log = structlog.get_logger(__name__)

BEAT_SECONDS = 30.0
#: A part that was not heard of for so long is taken for dead.
DEAD_AFTER = timedelta(seconds=120)
#: Rows of parts and machines that are gone are kept so long, that a person may still see them.
FORGET_AFTER = timedelta(days=2)


def node_name() -> str:
    """The machine's name."""
    return socket.gethostname()[:120]


def tell_nothing() -> None:
    """Nothing to do beside the beat."""


def beat(kind: PartKind, key: str) -> None:
    """The part lives now, and so does its machine."""
    now = timezone.now()
    own = {"kind": kind, "node": node_name(), "process_number": os.getpid(), "version": version("otklik")}
    RunningPart.objects.update_or_create(
        key=key, defaults={**own, "seen_at": now}, create_defaults={**own, "seen_at": now, "began_at": now}
    )
    tell_of_machine(now)


def tell_of_machine(now: datetime) -> None:
    """Disk, versions and marks of this machine, once it has the orders that were brought to others."""
    try:
        disk = shutil.disk_usage(settings.DATA_DIR)
        room = {"disk_size": disk.total, "disk_free": disk.free}
    except OSError:
        room = {"disk_size": 0, "disk_free": 0}
    told = {**room, "seen_at": now, "version": version("otklik"), "python": platform.python_version()}
    Node.objects.update_or_create(name=node_name(), defaults=told)
    share_profiles()
    tell_marks(node_name(), now)


def keep_beating(kind: PartKind, also: Callable[[], object] = tell_nothing) -> threading.Event:
    """Beat, and call `also` each time, in a thread of its own until the process ends or the returned event is set."""
    key, stop = uuid4().hex, threading.Event()
    threading.Thread(target=_beat_on, args=(kind, key, stop, also), name="beats", daemon=True).start()
    atexit.register(_end, key, stop)
    return stop


def _beat_on(kind: PartKind, key: str, stop: threading.Event, also: Callable[[], object]) -> None:
    while True:
        try:
            beat(kind, key)
            also()
        except DatabaseError as problem:
            log.warning("beat_missed", part=kind.value, problem=type(problem).__name__)
        finally:
            connections.close_all()
        if stop.wait(BEAT_SECONDS):
            return


def _end(key: str, stop: threading.Event) -> None:
    """Gone in order: nobody is to look for it."""
    stop.set()
    try:
        RunningPart.objects.filter(key=key).delete()
    except Exception:  # noqa: BLE001 - the process is ending, and the row grows old by itself
        return


def forget_gone() -> None:
    """Rows of parts and machines that nobody misses any more."""
    before = timezone.now() - FORGET_AFTER
    RunningPart.objects.filter(seen_at__lt=before).delete()
    Node.objects.filter(seen_at__lt=before - timedelta(days=28)).delete()
