"""How updates of Telegram come: a webhook calls us, or getUpdates is asked.

Sources: https://core.telegram.org/bots/api#setwebhook, https://core.telegram.org/bots/api#getupdates.
"""

from typing import Any

from otklik.channels.contract import Cursor, HookReply, HookRequest, Keep, Refused, RemoteFile
from otklik.channels.events import Event, listed, number, raw, words
from otklik.channels.remote_files import download
from otklik.channels.telegram.api import NETWORK, call
from otklik.channels.telegram.reading import key_of
from otklik.channels.telegram.settings import TelegramSettings
from otklik.channels.webhooks import FORBIDDEN, NOT_UNDERSTOOD, event_of, is_same

UPDATES = ("message", "edited_message", "channel_post", "callback_query", "my_chat_member")
SECRET_HEADER = "x-telegram-bot-api-secret-token"  # noqa: S105 - the name of a header
PAGE, MOST_PAGES, LONGEST_WAIT = 100, 20, 50


def hook(settings: TelegramSettings, request: HookRequest) -> HookReply:
    """An update with the right header; Telegram repeats it until it is answered with 2xx."""
    if not is_same(request.headers.get(SECRET_HEADER, ""), settings.hook_secret):
        return FORBIDDEN
    update = event_of(request.body) if request.method == "POST" else None
    if update is None or not words(update, "update_id"):
        return NOT_UNDERSTOOD
    return HookReply(arrivals=(raw(key_of(update), update),))


def poll(settings: TelegramSettings, cursor: Cursor, keep: Keep) -> Cursor:
    """Take all that waits. Asking with a higher offset tells Telegram that what is below it was taken."""
    if settings.is_called:
        return cursor
    for _ in range(MOST_PAGES):
        updates = _ask(settings, cursor, limit=PAGE)
        if not updates:
            return cursor
        keep([raw(key_of(one), one) for one in updates])
        cursor = {"offset": max(number(one, "update_id") for one in updates) + 1}
    return cursor


def wait(settings: TelegramSettings, cursor: Cursor, seconds: float) -> None:
    """Until something may be new: the same question, held by Telegram; the same offset takes nothing."""
    if not settings.is_called:
        _ask(settings, cursor, limit=1, seconds=max(1, min(int(seconds), LONGEST_WAIT)))


def _ask(settings: TelegramSettings, cursor: Cursor, *, limit: int, seconds: int = 0) -> list[Event]:
    content: dict[str, Any] = {"limit": limit, "timeout": seconds, "allowed_updates": list(UPDATES)}
    if cursor.get("offset"):
        content["offset"] = cursor["offset"]
    return listed({"all": call(settings, "getUpdates", content, seconds=seconds + 15)}, "all")


def fetch(settings: TelegramSettings, file: RemoteFile, limit: int) -> bytes:
    """Ask where the file lies, then bring it. Source: https://core.telegram.org/bots/api#getfile."""
    found = call(settings, "getFile", {"file_id": file.reference})
    path = words(found if isinstance(found, dict) else {}, "file_path")
    if not path or ".." in path:
        raise Refused("Telegram больше не выдаёт этот файл.")
    if number(found, "file_size") > limit:
        raise Refused(f"Файл больше допустимого: предел {limit // 1024} КБ.")
    address = f"{settings.hosts.api_url}/file/bot{settings.token.get_secret_value()}/{path}"
    return download(address, settings.hosts, limit, NETWORK)
