"""Files that the antivirus has not seen yet: checked as soon as it answers, and on the administrator's word."""

import time
from collections.abc import Iterator
from datetime import datetime

import structlog
from django.db import transaction
from django.db.models import Count, Min, QuerySet

from otklik.base import audit
from otklik.base.actor import system_actor
from otklik.base.file_store import file_store
from otklik.base.files import open_file
from otklik.base.models import StoredFile
from otklik.base.virus_check import Verdict, VirusCheck, is_asked, verdict_on, version

log = structlog.get_logger(__name__)

#: So many files one pass of `otklik tick` looks at.
MOST_AT_ONCE = 200
#: … and begins no other after so many seconds, as the rest of the clock's work waits.
LONGEST_PASS = 60


def check_waiting_files(most: int = MOST_AT_ONCE) -> int:
    """Ask about the files that wait for their check; returns how many were answered. Ends when clamd or the
    store is silent.
    """
    files = StoredFile.objects.filter(virus_check=VirusCheck.WAITING).order_by("pk")[:most]
    if not (is_asked() and files.exists() and version()):
        return 0
    count, until = 0, time.monotonic() + LONGEST_PASS
    for _ in _checked(files):
        count += 1
        if time.monotonic() > until:
            break
    return count


def check_all_files() -> Iterator[tuple[StoredFile, Verdict]]:
    """Ask about every stored file anew, as when clamd was connected or its database renewed.

    Ends when clamd or the store is silent.
    """
    return _checked(StoredFile.objects.order_by("pk").iterator(500))


def waiting_files() -> tuple[int, datetime | None]:
    """How many files wait for their check, and when the first of them came."""
    found = StoredFile.objects.filter(virus_check=VirusCheck.WAITING).aggregate(Count("pk"), Min("stored_at"))
    return found["pk__count"], found["stored_at__min"]


def file_count() -> int:
    """How many files are stored."""
    return StoredFile.objects.count()


def _checked(files: QuerySet[StoredFile] | Iterator[StoredFile]) -> Iterator[tuple[StoredFile, Verdict]]:
    for stored in files:
        try:
            with open_file(stored, even_infected=True) as stream:
                verdict = verdict_on(stream, is_last_word=True)
        except OSError:  # `otklik check` tells of files that are gone
            if file_store().trouble():  # none can be read: they wait for the store
                return
            log.warning("file_to_check_is_gone", file=stored.pk)
            verdict = Verdict(VirusCheck.IMPOSSIBLE, "файла нет в хранилище")
        if verdict.state == VirusCheck.WAITING:
            return
        _remember(stored, verdict)
        yield stored, verdict


@transaction.atomic
def _remember(stored: StoredFile, verdict: Verdict) -> None:
    same = StoredFile.objects.filter(pk=stored.pk)
    same.update(virus_check=verdict.state, virus_found=verdict.found)
    if verdict.state == VirusCheck.INFECTED != stored.virus_check:
        log.warning("file_quarantined", file=stored.pk, administration=stored.administration_id, found=verdict.found)
        actor = system_actor(stored.administration_id, "")
        audit.record(actor, "quarantine_file", stored, f"Файл помещён в карантин: {verdict.found}")
