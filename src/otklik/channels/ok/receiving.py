"""How events of OK come: a webhook calls us, or graph.user.updates is asked.

Sources: https://apiok.ru/dev/graph_api/methods/graph.user/graph.user.subscribe/post, graph.user.updates.
"""

from otklik.channels.contract import Cursor, HookReply, HookRequest, Keep
from otklik.channels.events import Event, listed, raw, words
from otklik.channels.ok.api import call
from otklik.channels.ok.reading import key_of, kind_of
from otklik.channels.ok.settings import OkSettings
from otklik.channels.webhooks import FORBIDDEN, NOT_UNDERSTOOD, event_of, is_same

PAGE, MOST_PAGES, LONGEST_WAIT = 50, 20, 60


def hook(settings: OkSettings, request: HookRequest) -> HookReply:
    """An event at the address with the secret; OK repeats it until it is answered with 200 within five seconds."""
    if not is_same(request.query.get("secret", ""), settings.hook_secret):
        return FORBIDDEN
    event = event_of(request.body) if request.method == "POST" else None
    if event is None or not kind_of(event):
        return NOT_UNDERSTOOD
    return HookReply(arrivals=(raw(key_of(event), event),))


def poll(settings: OkSettings, cursor: Cursor, keep: Keep) -> Cursor:
    """Take all that waits. Asking with the marker tells OK that what is before it was taken."""
    if settings.is_called:
        return cursor
    for _ in range(MOST_PAGES):
        found = _ask(settings, cursor, limit=PAGE)
        events = listed(found, "updates")
        keep([raw(key_of(one), one) for one in events])
        cursor = {"marker": words(found, "marker")} if words(found, "marker") else cursor
        if not events:
            return cursor
    return cursor


def wait(settings: OkSettings, cursor: Cursor, seconds: float) -> None:
    """Until something may be new: the same question, held by OK; the same marker takes nothing."""
    if not settings.is_called:
        _ask(settings, cursor, limit=1, seconds=max(1, min(int(seconds), LONGEST_WAIT)))


def _ask(settings: OkSettings, cursor: Cursor, *, limit: int, seconds: int = 0) -> Event:
    params = {"count": str(limit), "timeout": str(seconds)}
    if cursor.get("marker"):
        params["marker"] = str(cursor["marker"])
    return call(settings, "GET", "me/updates", params=params, seconds=seconds + 15)
