"""What leaves for MAX. Sources: https://dev.max.ru/docs-api/methods/POST/messages, /POST/uploads."""

import time
from collections.abc import Sequence
from typing import Any

from otklik.channels.contract import Outgoing, OutgoingFile, Refused, TryLater
from otklik.channels.events import Event, inner, words
from otklik.channels.http import ask, refuse_faults
from otklik.channels.max.api import NETWORK, call
from otklik.channels.max.reading import message_key
from otklik.channels.max.settings import MaxSettings
from otklik.channels.outgoing_parts import rows_of, send_once

LONGEST_TEXT = 4000
LONGEST_LABEL = 128
_ROWS, _WIDTH = 30, 7
#: MAX looks at a file for a moment before it may be sent.
_READY_IN = (1, 2, 4)


def send(settings: MaxSettings, outgoing: Outgoing) -> str:
    """Texts, then files, each in a message; MAX knows no key of a message, so that a lost answer is uncertain."""
    return send_once(
        outgoing,
        LONGEST_TEXT,
        lambda text, choices: _post(settings, outgoing, text, keyboard_of(choices)),
        lambda file: _file(settings, outgoing, file),
    )


def wall(settings: MaxSettings) -> str:
    """The channel that the bot administers; empty where none is named."""
    return settings.channel


def _post(settings: MaxSettings, outgoing: Outgoing, text: str, attachments: Sequence[Event]) -> str:
    content: dict[str, Any] = {"text": text or None, "attachments": list(attachments), "notify": True}
    place = "chat_id" if outgoing.is_post else "user_id"
    sent = call(settings, "POST", "/messages", params={place: outgoing.to}, content=content)
    return message_key(outgoing.to, words(inner(sent, "message", "body"), "mid"))


def _file(settings: MaxSettings, outgoing: Outgoing, file: OutgoingFile) -> str:
    """Post it as soon as MAX has looked at it; until then it refuses, and nothing has left."""
    attachment = upload(settings, file)
    for pause in _READY_IN:
        try:
            return _post(settings, outgoing, "", [attachment])
        except TryLater as later:
            if later.is_uncertain:
                raise
            time.sleep(min(later.after or pause, pause))
    return _post(settings, outgoing, "", [attachment])


def upload(settings: MaxSettings, file: OutgoingFile) -> Event:
    """Give the file to MAX; returns the attachment that names it."""
    kind = "image" if file.media_type in ("image/jpeg", "image/png") else "file"
    place = call(settings, "POST", "/uploads", params={"type": kind})
    answer = ask(
        "POST", words(place, "url"), settings.hosts, files={"data": (file.name, file.content, file.media_type)}
    )
    refuse_faults(answer, NETWORK)
    taken = answer.json()
    photos = inner(taken, "photos")
    token = words(taken, "token") or words(place, "token")
    if not photos and not token:
        raise Refused(f"{NETWORK} не принял файл «{file.name}»: такие файлы или такой размер там не разрешены.")
    return {"type": kind, "payload": {"photos": photos} if photos else {"token": token}}


def keyboard_of(choices: Sequence[str]) -> list[Event]:
    """Buttons that say what stands on them. Source: https://dev.max.ru/docs-api/methods/POST/messages."""
    if not choices:
        return []
    rows = rows_of([choice[:LONGEST_LABEL] for choice in choices], most_rows=_ROWS, widest=_WIDTH)
    buttons = [[{"type": "message", "text": choice} for choice in row] for row in rows]
    return [{"type": "inline_keyboard", "payload": {"buttons": buttons}}]
