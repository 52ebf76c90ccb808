"""Into the outbox: written together with what it belongs to, so nothing acknowledged is lost."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import Model
from django.utils import timezone

from otklik.base.audit import target_name
from otklik.base.models import StoredFile
from otklik.delivery.models import ChannelConnection, OutgoingMessage
from otklik.delivery.quiet import first_loud, kind_of_way
from otklik.delivery.secrets import encipher
from otklik.delivery.tasks import send_waiting


def send_later(
    *,
    administration_id: int,
    target: Model | str,
    to: str,
    subject: str,
    text: str,
    file_ids: Sequence[int],
    connection_id: int | None = None,
    thread: Mapping[str, str] | None = None,
    choices: Sequence[str] = (),
    is_urgent: bool = False,
    is_automatic: bool = False,
) -> OutgoingMessage:
    """Put a message into the outbox; the worker sends it after the transaction commits.

    Without `connection_id` it is a letter that leaves by the installation's own SMTP server. `thread` and `choices`
    are for the connection's channel (`channels.contract.Outgoing`). What is not urgent rests in quiet hours.
    """
    connection = ChannelConnection.objects.get(pk=connection_id) if connection_id else None
    message = OutgoingMessage.objects.create(
        administration_id=administration_id,
        connection=connection,
        target=target_name(target),
        to=to,
        subject=subject[:300],
        text=text,
        file_ids=list(file_ids),
        thread=dict(thread or {}),
        choices=list(choices),
        is_urgent=is_urgent,
        is_automatic=is_automatic,
        next_attempt_at=_when(administration_id, connection, is_urgent=is_urgent),
    )
    transaction.on_commit(send_waiting.enqueue)
    return message


def print_later(
    *,
    administration_id: int,
    target: Model | str,
    to: str,
    address: str,
    number: str,
    subject: str,
    text: str,
    file_ids: Sequence[int] = (),
    sheet: StoredFile | None = None,
) -> OutgoingMessage:
    """Put a letter on paper into the outbox: it stands in «К печати» until somebody has carried it to the post.

    `sheet` is a file made for this letter alone: the outbox keeps it and forgets it.
    """
    return OutgoingMessage.objects.create(
        administration_id=administration_id,
        target=target_name(target),
        to=to[:254],
        address=address[:500],
        number=number[:100],
        subject=subject[:300],
        text=text,
        file_ids=[*([sheet.pk] if sheet else []), *file_ids],
        sheet=sheet,
        is_paper=True,
        state=OutgoingMessage.State.PRINT,
        next_attempt_at=timezone.now(),
    )


def send_secrets_later(
    *, administration_id: int, target: Model, subject: str, letters: Sequence[tuple[str, str]], is_urgent: bool = False
) -> int:
    """Put letters (address, text) with a secret each into the outbox in one insert; returns how many.

    They stand in the order given: shuffle them before. The text is enciphered until it leaves, then erased.
    """
    when, name = _when(administration_id, None, is_urgent=is_urgent), target_name(target)
    rows = [
        OutgoingMessage(
            administration_id=administration_id,
            target=name,
            to=to,
            subject=subject[:300],
            text=encipher(text),
            is_secret=True,
            is_urgent=is_urgent,
            next_attempt_at=when,
        )
        for to, text in letters
    ]
    OutgoingMessage.objects.bulk_create(rows, batch_size=500)
    transaction.on_commit(send_waiting.enqueue)
    return len(rows)


def _when(administration_id: int, connection: ChannelConnection | None, *, is_urgent: bool) -> datetime:
    now = timezone.now()
    return now if is_urgent else first_loud(administration_id, kind_of_way(connection), now)
