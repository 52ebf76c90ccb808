"""A channel of the tests' own: a message is a JSON object that says what it means; sent ones stand in a list."""

import json
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from pydantic import Field

from otklik.channels.contract import (
    Arrival,
    Channel,
    ChannelSettings,
    Checked,
    Cursor,
    HookReply,
    HookRequest,
    Keep,
    Outgoing,
    RawArrival,
    Refused,
    RemoteFile,
    TryLater,
)
from otklik.core.incoming import IncomingAttachment, IncomingFeedback

#: What the other side has for whoever polls, the files that it gives, what it was sent, and how often it was asked.
WAITING: list[RawArrival] = []
FILES: dict[str, bytes | Exception] = {}
SENT: list[Outgoing] = []
POLLS: list[datetime] = []


class ToySettings(ChannelSettings):
    """Its only setting."""

    secret: str = Field(default="toy-secret", title="Секрет", description="Секрет.")


def raw(key: str, **facts: Any) -> RawArrival:
    """A message as it comes."""
    return RawArrival(key, json.dumps(facts).encode(), datetime.now(UTC))


def _read(settings: ToySettings, arrival: RawArrival) -> Arrival:
    facts = json.loads(arrival.body)
    if facts.get("broken"):
        raise ValueError("не читается")
    names = {
        name: facts[name] for name in ("talker", "is_talk", "passed_over", "bounced", "bounce_reason") if name in facts
    }
    keys = {name: tuple(facts.get(name, ())) for name in ("threads", "own_keys")}
    files = tuple(RemoteFile(*one) for one in facts.get("files", ()))
    if "text" not in facts:
        return Arrival(None, **names, **keys)
    attached = tuple(IncomingAttachment(name, content.encode()) for name, content in facts.get("attached", ()))
    incoming = IncomingFeedback(
        text=facts["text"], channel="toy", received_at=arrival.arrived_at, name=facts.get("name", ""),
        email=facts.get("email", ""), attachments=attached,
    )  # fmt: skip
    return Arrival(incoming, **names, **keys, files=files, thread={"to": arrival.key})


def _hook(settings: ToySettings, request: HookRequest) -> HookReply:
    if request.headers.get("x-toy-secret") != settings.secret:
        return HookReply(status=403, body="нет")
    facts = json.loads(request.body)
    return HookReply([RawArrival(facts["key"], request.body, datetime.now(UTC))], body="принято")


def _poll(settings: ToySettings, cursor: Cursor, keep: Keep) -> Cursor:
    POLLS.append(datetime.now(UTC))
    seen = int(cursor.get("seen", 0))
    if any(arrival.key == "fails" for arrival in WAITING):
        raise TryLater("сеть молчит")
    fresh: Sequence[RawArrival] = WAITING[seen:]
    keep(fresh)
    return {"seen": seen + len(fresh)}


def _fetch(settings: ToySettings, file: RemoteFile, limit: int) -> bytes:
    found = FILES[file.reference]
    if isinstance(found, Exception):
        raise found
    if len(found) > limit:
        raise Refused("Файл слишком велик.")
    return found


def _send(settings: ToySettings, message: Outgoing) -> str:
    SENT.append(message)
    return f"toy-{len(SENT)}"


TOY = Channel(
    slug="toy",
    title="Проба",
    description="Канал тестов.",
    kinds=frozenset({"email", "telegram"}),
    settings=ToySettings,
    samples=(),
    check=lambda settings: Checked(is_good=True, said="Связь есть."),  # noqa: ARG005
    read=_read,
    send=_send,
    poll=_poll,
    hook=_hook,
    fetch=_fetch,
)
