"""What an event of VK means. Source: https://dev.vk.com/ru/api/community-events/json-schema."""

import json

from otklik.channels.contract import Arrival, RawArrival
from otklik.channels.events import CORRECTED, Event, inner, loaded, moment, number, passed, spoken, words
from otklik.channels.vk.attachments import files_of, place_of, quoted_of
from otklik.channels.vk.comments import COMMENTS, read_comment, read_post
from otklik.channels.vk.names import FIELD
from otklik.channels.vk.settings import VkSettings
from otklik.core.incoming import IncomingFeedback

FIRST_CHAT = 2_000_000_000
_SERVICE = {
    "message_edit": CORRECTED,
    "message_allow": "Человек разрешил группе писать ему",
    "message_deny": "Человек запретил группе писать ему",
    "message_reply": "Сообщение самой группы",
    "message_event": "Нажатие кнопки, которой программа не ставила",
    "message_typing_state": "Человек набирает текст",
    "message_read": "Сообщение прочитано",
    "message_reaction_event": "Отметка на сообщении",
}


def key_of(event: Event) -> str:
    """Unique per event: VK repeats one event under the same event_id."""
    kind, about = words(event, "type"), inner(event, "object")
    if words(event, "event_id"):
        return f"{kind}:{words(event, 'event_id')}"
    message = inner(about, "message") or about
    ids = [words(message, name) for name in ("peer_id", "owner_id", "conversation_message_id", "id", "update_time")]
    return f"{kind}:{'_'.join(one for one in ids if one)}"


def read(settings: VkSettings, arrival: RawArrival) -> Arrival:
    """A private message is a step of a talk; a comment or a post on the wall says everything at once."""
    event = loaded(arrival)
    kind, about = words(event, "type"), inner(event, "object")
    if kind == "message_new":
        return _message(settings, arrival, _named(event, inner(about, "message") or about))
    if kind == "wall_post_new":
        return read_post(settings, arrival, _named(event, about))
    subject, _, what = kind.rpartition("_")
    if subject in COMMENTS and what in ("new", "edit"):
        return read_comment(settings, arrival, COMMENTS[subject], _named(event, about))
    if subject in COMMENTS and what == "delete":
        return passed("Человек удалил комментарий; обращение, если оно уже создано, остаётся")
    return passed(_SERVICE.get(kind, f"Служебное событие {kind[:40]}"))


def _message(settings: VkSettings, arrival: RawArrival, message: Event) -> Arrival:
    talker, peer = words(message, "from_id"), number(message, "peer_id")
    if number(message, "out") or number(message, "from_id") == -settings.group_id:
        return passed("Сообщение самой группы")
    if peer >= FIRST_CHAT:
        return passed("Разговор в общей беседе, не обращение к администрации")
    own = message_key(str(peer), words(message, "id") or words(message, "conversation_message_id"))
    answered = inner(message, "reply_message")
    replied = message_key(str(peer), words(answered, "id") or words(answered, "conversation_message_id"))
    return Arrival(
        IncomingFeedback(
            text=spoken(_said(message), place_of(message), quoted_of(message)),
            channel="vk",
            received_at=moment(number(message, "date"), arrival.arrived_at),
            name=words(message, FIELD),
            place=place_of(message),
        ),
        talker=str(peer or talker),
        is_talk=True,
        thread={"peer": str(peer)},
        threads=(replied,) if answered else (),
        own_keys=(own,),
        files=files_of(message),
        quoted=quoted_of(message),
    )


def _named(event: Event, said: Event) -> Event:
    return said | {FIELD: words(event, FIELD)}


def message_key(peer: str, message_id: str) -> str:
    """By what an answer to the message finds it."""
    return f"message:{peer}:{message_id}"


def _said(message: Event) -> str:
    """The text; what stands behind a button in full, nothing behind «Начать»."""
    try:
        payload = json.loads(words(message, "payload") or "{}")
    except (ValueError, RecursionError):
        payload = {}
    button = payload if isinstance(payload, dict) else {}
    if words(button, "command") == "start":
        return ""
    return words(button, "choice") or words(message, "text")
