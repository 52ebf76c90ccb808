"""How events of VK come: Callback API calls us, Bots Long Poll API is asked.

Sources: https://dev.vk.com/ru/api/callback/getting-started, https://dev.vk.com/ru/api/bots-long-poll/getting-started.
"""

from collections.abc import Sequence
from typing import Any

from otklik.channels.contract import Cursor, HookReply, HookRequest, Keep, RawArrival, Refused, TryLater
from otklik.channels.events import Event, listed, number, raw, words
from otklik.channels.http import ask, refuse_faults
from otklik.channels.vk.api import NETWORK, call
from otklik.channels.vk.names import with_names
from otklik.channels.vk.reading import key_of
from otklik.channels.vk.settings import VkSettings
from otklik.channels.webhooks import FORBIDDEN, NOT_UNDERSTOOD, event_of, is_same

_OUTDATED, _KEY_ENDED, _ALL_LOST = 1, 2, 3
MOST_ROUNDS = 20
#: VK holds a question for so many seconds at most.
LONGEST_WAIT = 25


def hook(settings: VkSettings, request: HookRequest) -> HookReply:
    """Answer the handshake with the confirmation, an event with «ok»; anything else is not from VK."""
    event = event_of(request.body) if request.method == "POST" else None
    if event is None:
        return NOT_UNDERSTOOD
    if number(event, "group_id") != settings.group_id:
        return FORBIDDEN
    if words(event, "type") == "confirmation":
        return HookReply(body=settings.confirmation or _confirmation(settings))
    if not is_same(words(event, "secret"), settings.hook_secret):
        return FORBIDDEN
    return HookReply(arrivals=_kept(settings, [event]))


def poll(settings: VkSettings, cursor: Cursor, keep: Keep) -> Cursor:
    """Take all that waits; a queue that VK has forgotten begins anew."""
    if settings.is_called:
        return cursor
    for _ in range(MOST_ROUNDS):
        if not cursor.get("server"):
            cursor = _queue(settings)
        found = _ask(settings, cursor, 0)
        failed = number(found, "failed")
        events = listed(found, "updates")
        keep(_kept(settings, events))
        cursor = _after(settings, cursor, found, failed)
        if not events and not failed:
            return cursor
    return cursor


def wait(settings: VkSettings, cursor: Cursor, seconds: float) -> None:
    """Until something may be new: the same question, held by VK, whose answer is not taken."""
    if not settings.is_called and cursor.get("server"):
        _ask(settings, cursor, max(1, min(int(seconds), LONGEST_WAIT)))


def _ask(settings: VkSettings, cursor: Cursor, seconds: int) -> Event:
    params = {"act": "a_check", "key": str(cursor["key"]), "ts": str(cursor["ts"]), "wait": str(seconds)}
    answer = ask("GET", str(cursor["server"]), settings.hosts, params=params, seconds=seconds + 15)
    refuse_faults(answer, NETWORK)
    return answer.json()


def _after(settings: VkSettings, cursor: Cursor, found: Event, failed: int) -> Cursor:
    if failed == _KEY_ENDED:
        return _queue(settings) | {"ts": cursor["ts"]}
    if failed == _ALL_LOST:
        return _queue(settings)
    return cursor | {"ts": words(found, "ts") or cursor["ts"]}


def _queue(settings: VkSettings) -> dict[str, Any]:
    found = call(settings, "groups.getLongPollServer", group_id=settings.group_id)
    if not isinstance(found, dict):
        raise TryLater("ВКонтакте не назвала очередь событий.", after=60)
    return {name: str(found.get(name, "")) for name in ("server", "key", "ts")}


def _confirmation(settings: VkSettings) -> str:
    try:
        found = call(settings, "groups.getCallbackConfirmationCode", group_id=settings.group_id)
    except (TryLater, Refused):
        return ""
    return str(found.get("code", "")) if isinstance(found, dict) else ""


def _kept(settings: VkSettings, events: Sequence[Event]) -> tuple[RawArrival, ...]:
    """As they are kept: with the author's name, without our secret."""
    named = with_names(settings, events)
    return tuple(raw(key_of(one), {name: it for name, it in one.items() if name != "secret"}) for one in named)
