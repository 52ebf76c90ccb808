"""How updates of MAX come: a webhook calls us, or /updates is asked.

Sources: https://dev.max.ru/docs-api/methods/POST/subscriptions, https://dev.max.ru/docs-api/methods/GET/updates.
"""

from otklik.channels.contract import Cursor, HookReply, HookRequest, Keep
from otklik.channels.events import Event, listed, raw, words
from otklik.channels.max.api import call
from otklik.channels.max.reading import key_of
from otklik.channels.max.settings import MaxSettings
from otklik.channels.webhooks import FORBIDDEN, NOT_UNDERSTOOD, event_of, is_same

UPDATES = (
    "message_created", "message_callback", "message_edited", "message_removed", "bot_started", "bot_stopped",
)  # fmt: skip
SECRET_HEADER = "x-max-bot-api-secret"  # noqa: S105 - the name of a header
PAGE, MOST_PAGES, LONGEST_WAIT = 100, 20, 60


def hook(settings: MaxSettings, request: HookRequest) -> HookReply:
    """An update with the right header; MAX repeats it until it is answered with 200."""
    if not is_same(request.headers.get(SECRET_HEADER, ""), settings.hook_secret):
        return FORBIDDEN
    update = event_of(request.body) if request.method == "POST" else None
    if update is None or not words(update, "update_type"):
        return NOT_UNDERSTOOD
    return HookReply(arrivals=(raw(key_of(update), update),))


def poll(settings: MaxSettings, cursor: Cursor, keep: Keep) -> Cursor:
    """Take all that waits. Asking with the marker tells MAX that what is before it was taken."""
    if settings.is_called:
        return cursor
    for _ in range(MOST_PAGES):
        found = _ask(settings, cursor, limit=PAGE)
        updates = listed(found, "updates")
        keep([raw(key_of(one), one) for one in updates])
        cursor = {"marker": words(found, "marker")} if words(found, "marker") else cursor
        if not updates:
            return cursor
    return cursor


def wait(settings: MaxSettings, cursor: Cursor, seconds: float) -> None:
    """Until something may be new: the same question, held by MAX; the same marker takes nothing."""
    if not settings.is_called:
        _ask(settings, cursor, limit=1, seconds=max(1, min(int(seconds), LONGEST_WAIT)))


def _ask(settings: MaxSettings, cursor: Cursor, *, limit: int, seconds: int = 0) -> Event:
    params = {"limit": str(limit), "timeout": str(seconds), "types": ",".join(UPDATES)}
    if cursor.get("marker"):
        params["marker"] = str(cursor["marker"])
    return call(settings, "GET", "/updates", params=params, seconds=seconds + 15)
