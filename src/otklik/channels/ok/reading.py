"""What an event of OK means. Source: https://apiok.ru/dev/graph_api/methods/graph.user/graph.user.subscribe/post.

The same event comes by webhook (`webhookType`) and by long polling; both writings of its name are understood.
"""

from hashlib import sha256

from otklik.channels.contract import Arrival, RawArrival, RemoteFile
from otklik.channels.events import (
    Event,
    inner,
    joined,
    listed,
    loaded,
    moment,
    number,
    passed,
    point,
    size,
    spoken,
    words,
)
from otklik.channels.ok.settings import OkSettings
from otklik.core.incoming import IncomingFeedback

MILLISECONDS = 1000
_FILES = {"IMAGE": ("Фото", "jpg"), "VIDEO": ("Видео", "mp4"), "AUDIO": ("Голосовое сообщение", "mp3")}


def key_of(event: Event) -> str:
    """Unique per event: OK repeats what was not answered within five seconds."""
    kind = kind_of(event)
    mid = words(inner(event, "message"), "mid")
    if kind == "MESSAGE_CALLBACK":
        return f"{kind}:{words(event, 'callbackId') or words(event, 'callback_id')}"
    if kind == "MESSAGE_CREATED" and mid:
        return f"{kind}:{sha256(mid.encode()).hexdigest()[:32]}"
    whose = words(inner(event, "recipient"), "chat_id") or words(inner(event, "chat"), "chat_id")
    return f"{kind}:{whose}:{words(event, 'timestamp')}"


def kind_of(event: Event) -> str:
    """The name of the event; messages of the oldest form have none."""
    told = words(event, "webhookType") or words(event, "update_type") or words(event, "type")
    return told.upper() or ("MESSAGE_CREATED" if inner(event, "message") else "")


def read(_settings: OkSettings, arrival: RawArrival) -> Arrival:
    """A message to the group is a step of a talk."""
    event = loaded(arrival)
    kind = kind_of(event)
    if kind == "MESSAGE_CREATED":
        return _message(arrival, event)
    if kind == "MESSAGE_CALLBACK":
        return _step(arrival, event, words(event, "payload") or words(inner(event, "callback"), "payload"))
    if kind == "CHAT_SYSTEM" and "START" in words(event, "systemType").upper() + words(event, "system_type").upper():
        return _step(arrival, event, "")
    return passed("Служебное событие чата")


def _message(arrival: RawArrival, event: Event) -> Arrival:
    sender, message = inner(event, "sender"), inner(event, "message")
    if words(sender, "user_id").startswith("group:") or sender.get("is_bot") is True:
        return passed("Сообщение самой группы")
    chat = words(inner(event, "recipient"), "chat_id")
    if not chat:
        return passed("Событие без чата: ответить некому")
    own = message_key(chat, words(message, "mid"))
    replied = words(message, "reply_to")
    return Arrival(
        _incoming(arrival, event, spoken(words(message, "text"), _place(message), _links(message)), _place(message)),
        talker=chat,
        is_talk=True,
        thread={"chat": chat, "user": words(sender, "user_id")},
        threads=(message_key(chat, replied),) if replied else (),
        own_keys=(own,),
        files=files_of(message),
        quoted=_links(message),
    )


def _step(arrival: RawArrival, event: Event, said: str) -> Arrival:
    chat = words(inner(event, "recipient"), "chat_id") or words(inner(event, "chat"), "chat_id")
    if not chat:
        return passed("Событие без чата: ответить некому")
    return Arrival(_incoming(arrival, event, said, ""), talker=chat, is_talk=True, thread={"chat": chat})


def _incoming(arrival: RawArrival, event: Event, text: str, place: str) -> IncomingFeedback:
    sender = inner(event, "sender") or inner(event, "user")
    return IncomingFeedback(
        text=text,
        channel="ok",
        received_at=moment(number(event, "timestamp") / MILLISECONDS, arrival.arrived_at),
        name=words(sender, "name")[:200],
        place=place,
    )


def files_of(message: Event) -> tuple[RemoteFile, ...]:
    """Images, sound, video and files that have an address."""
    found = []
    for position, attachment in enumerate(_attachments(message), 1):
        kind, payload = words(attachment, "type"), inner(attachment, "payload")
        url = words(payload, "url")
        if not url or kind not in (*_FILES, "FILE"):
            continue
        title, ending = _FILES.get(kind, ("Файл", ""))
        name = words(payload, "fileName") or words(payload, "name") or f"{title} {position}.{ending}".rstrip(".")
        found.append(RemoteFile(name, url, size(payload, "fileSize", "size")))
    return tuple(found)


def _attachments(message: Event) -> list[Event]:
    single = inner(message, "attachment")
    return listed(message, "attachments") or ([single] if single else [])


def _links(message: Event) -> str:
    shared = [one for one in _attachments(message) if words(one, "type") == "SHARE"]
    return joined([f"Ссылка: {words(inner(one, 'payload'), 'url')}" for one in shared])


def _place(message: Event) -> str:
    found = next((one for one in _attachments(message) if words(one, "type") == "LOCATION"), {})
    payload = inner(found, "payload")
    latitude = payload.get("latitude", payload.get("lat"))
    longitude = payload.get("longitude", payload.get("lng"))
    return point(latitude, longitude)


def message_key(chat: str, mid: str) -> str:
    """By what an answer to the message finds it."""
    return f"message:{chat}:{mid}"
