"""A letter that had left came back: it did not reach anybody."""

import re
from uuid import UUID

from django.db import transaction

from otklik.base.events import LetterSettled, publish
from otklik.delivery.models import OutgoingMessage
from otklik.delivery.settling import BOUNCED

_KEY = re.compile(r"[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}", re.IGNORECASE)


@transaction.atomic
def note_bounce(*, key: str, connection_id: int, reason: str) -> OutgoingMessage | None:
    """Mark the message as not arrived; None when no such message left by this connection.

    `key` is what the bounce names: the message's own key, or a Message-ID with it inside.
    """
    found = _KEY.search(key)
    if found is None:
        return None
    rows = OutgoingMessage.objects.select_for_update().filter(key=UUID(found.group()))
    message = rows.filter(connection_id=connection_id).first()
    if message is None:
        return None
    if message.state != OutgoingMessage.State.FAILED:
        message.state, message.last_error = OutgoingMessage.State.FAILED, f"{BOUNCED}{reason}"[:500]
        message.save(update_fields=["state", "last_error"])
        publish(LetterSettled(message.target, is_sent=False, reason=message.last_error))
    return message
