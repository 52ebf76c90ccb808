"""What leaves for Telegram. Sources: https://core.telegram.org/bots/api#sendmessage, #senddocument."""

import json
from collections.abc import Sequence
from typing import Any

from otklik.channels.contract import Outgoing, OutgoingFile
from otklik.channels.events import words
from otklik.channels.outgoing_parts import rows_of, send_once
from otklik.channels.telegram.api import call
from otklik.channels.telegram.reading import message_key
from otklik.channels.telegram.settings import TelegramSettings

LONGEST_TEXT = 4096
_ROWS, _WIDTH = 12, 4


def send(settings: TelegramSettings, outgoing: Outgoing) -> str:
    """Texts, then files; Telegram knows no key of a message, so that a lost answer is uncertain."""
    return send_once(
        outgoing,
        LONGEST_TEXT,
        lambda text, choices: _text(settings, outgoing, text, choices),
        lambda file: _file(settings, outgoing, file),
    )


def _text(settings: TelegramSettings, outgoing: Outgoing, text: str, choices: Sequence[str]) -> str:
    content: dict[str, Any] = {
        "chat_id": chat_of(outgoing),
        "text": text,
        "link_preview_options": {"is_disabled": True},
        **_answered(outgoing),
    }
    if not outgoing.thread.get("public") and not outgoing.is_post:
        content["reply_markup"] = keyboard_of(choices)
    return _number(outgoing, call(settings, "sendMessage", content))


def _file(settings: TelegramSettings, outgoing: Outgoing, file: OutgoingFile) -> str:
    answered = {name: json.dumps(value) for name, value in _answered(outgoing).items()}
    sent = call(
        settings,
        "sendDocument",
        form={"chat_id": chat_of(outgoing), **answered},
        files={"document": (file.name, file.content, file.media_type)},
    )
    return _number(outgoing, sent)


def wall(settings: TelegramSettings) -> str:
    """The channel that the bot administers; empty where none is named."""
    return settings.channel


def chat_of(outgoing: Outgoing) -> str:
    """The talk; for a comment the group in which it stands."""
    return outgoing.thread.get("chat") or outgoing.to


def keyboard_of(choices: Sequence[str]) -> dict[str, Any]:
    """Buttons that say what stands on them and hide when pressed; without choices those of before are taken away.

    Source: https://core.telegram.org/bots/api#replykeyboardmarkup.
    """
    if not choices:
        return {"remove_keyboard": True}
    rows = [[{"text": choice} for choice in row] for row in rows_of(choices, most_rows=_ROWS, widest=_WIDTH)]
    return {"keyboard": rows, "resize_keyboard": True, "one_time_keyboard": True}


def _answered(outgoing: Outgoing) -> dict[str, Any]:
    number = outgoing.thread.get("message", "")
    if not number.isdecimal():
        return {}
    return {"reply_parameters": {"message_id": int(number), "allow_sending_without_reply": True}}


def _number(outgoing: Outgoing, sent: object) -> str:
    return message_key(chat_of(outgoing), words(sent if isinstance(sent, dict) else {}, "message_id"))
