"""What an update of MAX means. Source: https://dev.max.ru/docs-api/objects/Update."""

from datetime import datetime

from otklik.channels.contract import Arrival, RawArrival
from otklik.channels.events import CORRECTED, Event, inner, loaded, moment, number, passed, spoken, words
from otklik.channels.max.attachments import files_of, phone_of, place_of, quoted_of
from otklik.channels.max.settings import MaxSettings
from otklik.core.incoming import IncomingFeedback

MILLISECONDS = 1000
_SERVICE = {
    "message_edited": CORRECTED,
    "bot_stopped": "Человек остановил бота",
    "message_removed": "Человек удалил сообщение; обращение, если оно уже создано, остаётся",
    "dialog_removed": "Человек удалил диалог с ботом",
    "dialog_cleared": "Человек очистил диалог с ботом",
    "dialog_muted": "Человек выключил звук диалога",
    "dialog_unmuted": "Человек включил звук диалога",
    "bot_added": "Бота добавили в общий чат",
    "bot_removed": "Бота убрали из общего чата",
}


def key_of(update: Event) -> str:
    """Unique per update: MAX repeats what was not answered with 200."""
    kind = words(update, "update_type")
    mid = words(inner(update, "message", "body"), "mid") or words(update, "message_id")
    if kind == "message_callback":
        return f"{kind}:{words(inner(update, 'callback'), 'callback_id')}"
    if kind in ("message_created", "message_removed") and mid:
        return f"{kind}:{mid}"
    whose = mid or words(inner(update, "user"), "user_id") or words(update, "chat_id")
    return f"{kind}:{whose}:{words(update, 'timestamp')}"


def read(_settings: MaxSettings, arrival: RawArrival) -> Arrival:
    """A message to the bot is a step of a talk."""
    update = loaded(arrival)
    kind = words(update, "update_type")
    if kind == "message_created":
        return _message(arrival, update, inner(update, "message"))
    if kind == "message_callback":
        callback = inner(update, "callback")
        return _step(arrival, update, inner(callback, "user"), words(callback, "payload"))
    if kind == "bot_started":
        return _step(arrival, update, inner(update, "user"), "")
    return passed(_SERVICE.get(kind, f"Служебное событие {kind[:40]}"))


def _message(arrival: RawArrival, update: Event, message: Event) -> Arrival:
    sender, recipient, body = inner(message, "sender"), inner(message, "recipient"), inner(message, "body")
    if sender.get("is_bot") is True:
        return passed("Сообщение самого бота")
    if words(recipient, "chat_type") not in ("dialog", ""):
        return passed("Разговор в общем чате или канале, не обращение к администрации")
    talker = words(sender, "user_id")
    own = message_key(talker, words(body, "mid"))
    return Arrival(
        IncomingFeedback(
            text=spoken(words(body, "text"), place_of(body), quoted_of(message)),
            channel="max",
            received_at=_when(arrival, message, update),
            name=name_of(sender),
            phone=phone_of(body),
            place=place_of(body),
        ),
        talker=talker,
        is_talk=True,
        thread={"user": talker, "chat": words(recipient, "chat_id")},
        threads=_replied(talker, inner(message, "link")),
        own_keys=(own,),
        files=files_of(body),
        quoted=quoted_of(message),
    )


def _step(arrival: RawArrival, update: Event, person: Event, said: str) -> Arrival:
    talker = words(person, "user_id")
    received_at = _when(arrival, {}, update)
    incoming = IncomingFeedback(text=said, channel="max", received_at=received_at, name=name_of(person))
    return Arrival(incoming, talker=talker, is_talk=True, thread={"user": talker, "chat": words(update, "chat_id")})


def name_of(person: Event) -> str:
    """First and last name; older answers have one name only."""
    parts = [words(person, "first_name"), words(person, "last_name")]
    return (" ".join(part for part in parts if part) or words(person, "name"))[:200]


def message_key(talker: str, mid: str) -> str:
    """By what an answer to the message finds it."""
    return f"message:{talker}:{mid}"


def _replied(talker: str, link: Event) -> tuple[str, ...]:
    mid = words(inner(link, "message"), "mid")
    return (message_key(talker, mid),) if words(link, "type") == "reply" and mid else ()


def _when(arrival: RawArrival, message: Event, update: Event) -> datetime:
    milliseconds = number(message, "timestamp") or number(update, "timestamp")
    return moment(milliseconds / MILLISECONDS, arrival.arrived_at)
