"""Bringing the files of arrivals once the items are there: within our limits, again after a failure, at last named."""

from datetime import datetime, timedelta
from io import BytesIO

import structlog
from django.conf import settings
from django.db import transaction
from django.utils import timezone

from otklik.base.errors import RuleBroken
from otklik.base.files import store_file, true_name
from otklik.channels.contract import Refused, RemoteFile, TryLater
from otklik.correspondence.models import ExpectedFile
from otklik.delivery.connections import channel_of, settings_of
from otklik.intake.models import Attachment

log = structlog.get_logger(__name__)

State = ExpectedFile.State
#: Nobody else asks for the file meanwhile; whoever was killed while asking leaves it to the next after that.
CLAIM = timedelta(minutes=5)
PAUSES = (timedelta(minutes=1), timedelta(minutes=5), timedelta(minutes=30), timedelta(hours=3), timedelta(hours=12))
GIVEN_UP = "Сеть не отдала файл за сутки. Попросите автора прислать его снова."


def fetch_waiting_files(limit: int = 50) -> int:
    """Bring the files that are due; returns how many came. No transaction is open while the network is asked."""
    due = ExpectedFile.objects.filter(state=State.WAITING, next_attempt_at__lte=timezone.now())
    found = list(due.order_by("next_attempt_at", "pk").values_list("pk", flat=True)[:limit])
    return sum(_fetch(pk) for pk in found)


def _fetch(pk: int) -> bool:
    row = _claim(pk)
    if row is None:
        return False
    try:
        content = _content(row)
    except Refused as refused:
        return _give_up(pk, refused.message)
    except TryLater as later:
        return _put_off(pk, later.message, later.after)
    except Exception as problem:  # noqa: BLE001 - whatever is wrong with one file must not hold up the others
        log.warning("file_not_fetched", file=pk, problem=type(problem).__name__)
        return _put_off(pk, f"{type(problem).__name__}: {problem}", None)
    return _keep(pk, content)


@transaction.atomic
def _claim(pk: int) -> ExpectedFile | None:
    now = timezone.now()
    rows = ExpectedFile.objects.select_for_update(skip_locked=True, of=("self",)).select_related("connection")
    row = rows.filter(pk=pk, state=State.WAITING, next_attempt_at__lte=now).first()
    if row is not None:
        row.attempts, row.next_attempt_at = row.attempts + 1, now + CLAIM
        row.save(update_fields=["attempts", "next_attempt_at"])
    return row


def _content(row: ExpectedFile) -> bytes:
    if row.connection is None:
        raise Refused("Файл пришёл с самим сообщением и не был принят.")
    fetch = channel_of(row.connection).fetch
    if fetch is None:
        raise Refused("Этот канал не отдаёт файлов.")
    remote = RemoteFile(row.name, row.reference, row.size)
    return fetch(settings_of(row.connection), remote, settings.UPLOAD_LIMIT_BYTES)


@transaction.atomic
def _keep(pk: int, content: bytes) -> bool:
    """The file and the word that it came, both or none."""
    row = ExpectedFile.objects.select_for_update(of=("self",)).select_related("item").filter(pk=pk).first()
    if row is None or row.state != State.WAITING:  # forgotten, or brought by another, while the network was asked
        return False
    try:
        name = true_name(content, row.name)
        stored = store_file(row.item.administration_id, BytesIO(content), name, keeps_dangerous=True)
    except RuleBroken as broken:
        row.state, row.last_error = State.MISSING, broken.message[:500]
    else:
        Attachment.objects.create(item=row.item, file=stored, addition_id=row.addition_id)
        row.state, row.last_error = State.TAKEN, ""
    row.reference = ""
    row.save(update_fields=["state", "last_error", "reference"])
    return row.state == State.TAKEN


def _give_up(pk: int, why: str) -> bool:
    own = ExpectedFile.objects.filter(pk=pk, state=State.WAITING)
    own.update(state=State.MISSING, last_error=why[:500], reference="")
    return False


def _put_off(pk: int, why: str, after: int | None) -> bool:
    row = ExpectedFile.objects.filter(pk=pk).first()
    if row is None:
        return False
    if row.attempts > len(PAUSES):
        return _give_up(pk, GIVEN_UP)
    next_at = _next_attempt(row.attempts, after)
    ExpectedFile.objects.filter(pk=pk, state=State.WAITING).update(last_error=why[:500], next_attempt_at=next_at)
    return False


def _next_attempt(attempts: int, after: int | None) -> datetime:
    pause = PAUSES[attempts - 1]
    return timezone.now() + max(pause, timedelta(seconds=after or 0))
