"""What leaves for OK.

Sources: https://apiok.ru/dev/graph_api/methods/graph.user/graph.user.messages/post,
https://apiok.ru/dev/graph_api/methods/graph.user/graph.user.fileUploadUrl/get.
"""

from collections.abc import Sequence
from typing import Any

from otklik.channels.contract import Outgoing, OutgoingFile, Refused
from otklik.channels.events import Event, inner, words
from otklik.channels.http import ask, refuse_faults
from otklik.channels.ok.api import NETWORK, call
from otklik.channels.ok.reading import message_key
from otklik.channels.ok.settings import OkSettings
from otklik.channels.ok.wall import post
from otklik.channels.outgoing_parts import rows_of, send_once

#: The documentation names no number; OK's own clients stop here.
LONGEST_TEXT = 4000
LONGEST_LABEL = 60
_ROWS, _WIDTH = 20, 4


def send(settings: OkSettings, outgoing: Outgoing) -> str:
    """Texts, then files; OK knows no key of a message, so that a lost answer is uncertain."""
    if outgoing.is_post:
        return post(settings, outgoing)
    return send_once(
        outgoing,
        LONGEST_TEXT,
        lambda text, choices: _post(settings, outgoing, text, keyboard_of(choices)),
        # OK wants words beside every file.
        lambda file: _post(settings, outgoing, file.name, [upload(settings, file)]),
    )


def _post(settings: OkSettings, outgoing: Outgoing, text: str, attachments: Sequence[Event]) -> str:
    message: dict[str, Any] = {"text": text}
    if attachments:
        message["attachments"] = list(attachments)
    content = {"recipient": {"chat_id": outgoing.to}, "message": message}
    sent = call(settings, "POST", f"{outgoing.to}/messages", content=content)
    return message_key(outgoing.to, words(sent, "message_id") or words(sent, "mid"))


def upload(settings: OkSettings, file: OutgoingFile) -> Event:
    """Give the file to OK; returns the attachment that names it."""
    kind = "IMAGE" if file.media_type in ("image/jpeg", "image/png") else "FILE"
    place = call(settings, "GET", "me/fileUploadUrl", params={"type": kind})
    answer = ask(
        "POST", words(place, "url"), settings.hosts, files={"file": (file.name, file.content, file.media_type)}
    )
    refuse_faults(answer, NETWORK)
    token = _photo_token(answer.json()) if kind == "IMAGE" else words(place, "token")
    if not token:
        raise Refused(f"{NETWORK} не приняли файл «{file.name}»: такие файлы или такой размер там не разрешены.")
    return {"type": kind, "payload": {"token": token}}


def _photo_token(taken: Event) -> str:
    photos = inner(taken, "photos")
    return next((words(inner(photos, name), "token") for name in photos), "")


def keyboard_of(choices: Sequence[str]) -> list[Event]:
    """Buttons that tell us what stands on them. Source: the page of graph.user.messages, INLINE_KEYBOARD."""
    if not choices:
        return []
    buttons = [[_button(choice) for choice in row] for row in rows_of(choices, most_rows=_ROWS, widest=_WIDTH)]
    return [{"type": "INLINE_KEYBOARD", "payload": {"keyboard": {"buttons": buttons}}}]


def _button(choice: str) -> Event:
    return {"type": "CALLBACK", "text": choice[:LONGEST_LABEL], "intent": "DEFAULT", "payload": choice}
