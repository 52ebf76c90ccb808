"""What an update of Telegram means. Source: https://core.telegram.org/bots/api#update."""

from otklik.channels.contract import Arrival, RawArrival
from otklik.channels.events import CORRECTED, Event, inner, loaded, moment, number, passed, spoken, words
from otklik.channels.telegram.attachments import files_of, place_of
from otklik.channels.telegram.settings import TelegramSettings
from otklik.core.incoming import IncomingFeedback

WITHOUT_TEXT = "Комментарий без текста, см. вложения."
_OWN_POSTS = ("channel_post", "edited_channel_post")


def key_of(update: Event) -> str:
    """Unique per update of the bot."""
    return f"update:{words(update, 'update_id')}"


def read(settings: TelegramSettings, arrival: RawArrival) -> Arrival:
    """A private message is a step of a talk; a message under a post of the channel says everything at once."""
    update = loaded(arrival)
    for name in ("message", "edited_message"):
        message = inner(update, name)
        if message:
            return _message(settings, arrival, message, is_edit=name == "edited_message")
    pressed = inner(update, "callback_query")
    if pressed:
        return _pressed(arrival, pressed)
    if any(update.get(name) for name in _OWN_POSTS):
        return passed("Запись самого канала")
    if inner(update, "my_chat_member"):
        status = words(inner(update, "my_chat_member", "new_chat_member"), "status")
        return passed("Человек остановил бота" if status == "kicked" else "Участие бота изменилось")
    return passed("Служебное событие Telegram")


def _message(settings: TelegramSettings, arrival: RawArrival, message: Event, *, is_edit: bool) -> Arrival:
    if words(inner(message, "chat"), "type") == "private":
        return passed(CORRECTED) if is_edit else _said_in_private(arrival, message)
    return _said_in_group(settings, arrival, message)


def _said_in_private(arrival: RawArrival, message: Event) -> Arrival:
    chat = words(inner(message, "chat"), "id")
    own = message_key(chat, words(message, "message_id"))
    text, place = words(message, "text") or words(message, "caption"), place_of(message)
    said = "" if text.split(" ")[0] == "/start" else spoken(text, place, "")
    return Arrival(
        _incoming(arrival, message, said, place),
        talker=chat,
        is_talk=True,
        thread={"chat": chat},
        threads=_replied(message),
        own_keys=(own,),
        files=files_of(message),
        quoted=_forwarded_from(message),
    )


def _said_in_group(settings: TelegramSettings, arrival: RawArrival, message: Event) -> Arrival:
    """In the discussion group of the channel: what stands under a post of the channel is a comment on it."""
    if not settings.takes_comments:
        return passed("Разговор в группе: комментарии не принимаются по настройке подключения")
    if message.get("is_automatic_forward") or words(inner(message, "sender_chat"), "id"):
        return passed("Запись самого канала или его администратора")
    if not _is_comment(message):
        return passed("Разговор в группе, не комментарий под записью канала")
    files, text = files_of(message), words(message, "text") or words(message, "caption")
    if not text and not files:
        return passed("Комментарий без слов: наклейка или служебное сообщение")
    chat, number_ = inner(message, "chat"), words(message, "message_id")
    link = _link(chat, number_)
    own = message_key(words(chat, "id"), number_)
    return Arrival(
        _incoming(arrival, message, text or WITHOUT_TEXT, "\n".join(one for one in (place_of(message), link) if one)),
        talker=words(inner(message, "from"), "id"),
        thread={"public": link, "chat": words(chat, "id"), "message": number_},
        threads=(own, *_replied(message)),
        own_keys=(own,),
        files=files,
    )


def _pressed(arrival: RawArrival, pressed: Event) -> Arrival:
    message, person = inner(pressed, "message"), inner(pressed, "from")
    chat = words(inner(message, "chat"), "id") or words(person, "id")
    said = {"from": person, "date": 0}
    return Arrival(
        _incoming(arrival, said, words(pressed, "data"), ""), talker=chat, is_talk=True, thread={"chat": chat}
    )


def _incoming(arrival: RawArrival, message: Event, text: str, place: str) -> IncomingFeedback:
    person, contact = inner(message, "from"), inner(message, "contact")
    own_phone = words(contact, "phone_number") if words(contact, "user_id") == words(person, "id") else ""
    return IncomingFeedback(
        text=text,
        channel="telegram",
        received_at=moment(number(message, "edit_date") or number(message, "date"), arrival.arrived_at),
        name=" ".join(one for one in (words(person, "first_name"), words(person, "last_name")) if one)[:200],
        phone=own_phone[:40],
        place=place,
    )


def _is_comment(message: Event) -> bool:
    answered = inner(message, "reply_to_message")
    return bool(answered.get("is_automatic_forward")) or (bool(answered) and bool(message.get("message_thread_id")))


def _replied(message: Event) -> tuple[str, ...]:
    """What it answers, where that was said by the bot or by the same person; not what others said."""
    answered = inner(message, "reply_to_message")
    speaker = inner(answered, "from")
    is_ours = bool(speaker.get("is_bot")) or words(speaker, "id") == words(inner(message, "from"), "id")
    if not answered or answered.get("is_automatic_forward") or not is_ours:
        return ()
    return (message_key(words(inner(message, "chat"), "id"), words(answered, "message_id")),)


def message_key(chat: str, message_id: str) -> str:
    """By what an answer to the message finds it."""
    return f"message:{chat}:{message_id}"


def _link(chat: Event, message_id: str) -> str:
    name = words(chat, "username")
    return f"https://t.me/{name or 'c/' + words(chat, 'id').removeprefix('-100')}/{message_id}"


def _forwarded_from(message: Event) -> str:
    origin = inner(message, "forward_origin")
    source = inner(origin, "chat") or inner(origin, "sender_chat") or inner(origin, "sender_user")
    name = words(source, "title") or words(source, "first_name") or words(origin, "sender_user_name")
    return f"Переслано: {name}" if origin else ""
