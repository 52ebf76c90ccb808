"""Who wrote: events of VK name people by number only. Source: https://dev.vk.com/ru/method/users.get.

A name is a help for whoever reads, no more: where VK does not answer at once, the message goes on without it.
"""

import time
from collections import OrderedDict
from collections.abc import Iterable, Sequence
from threading import Lock

from otklik.channels.contract import Refused, TryLater
from otklik.channels.events import Event, inner, listed, number, words
from otklik.channels.vk.api import call_within
from otklik.channels.vk.settings import VkSettings

#: Seconds that a webhook may wait for a name; after a failure nobody asks for the pause.
PATIENCE, PAUSE = 2.0, 60.0
MOST_KNOWN, MOST_ASKED = 2000, 500
#: Where the name stands in the kept event.
FIELD = "author_name"
_NAMED = ("message_new", "wall_post_new", "wall_reply_new", "wall_reply_edit", "board_post_new", "board_post_edit",
          "photo_comment_new", "video_comment_new")  # fmt: skip


class _Known:
    """Names of those who wrote lately, for this process only."""

    def __init__(self) -> None:
        self.names: OrderedDict[int, str] = OrderedDict()
        self.silent_until = 0.0
        self.lock = Lock()

    def add(self, names: Iterable[tuple[int, str]]) -> None:
        with self.lock:
            self.names.update(names)
            while len(self.names) > MOST_KNOWN:
                self.names.popitem(last=False)


_known = _Known()


def with_names(settings: VkSettings, events: Sequence[Event]) -> list[Event]:
    """The events, each with its author's name where it can be had at once."""
    unknown = sorted({one for event in events if (one := _author(event)) and one not in _known.names})
    if unknown:
        _ask(settings, unknown[:MOST_ASKED])
    return [event | {FIELD: _known.names.get(_author(event), "")} for event in events]


def _author(event: Event) -> int:
    """The person's number; 0 where nobody spoke, or a group did."""
    if words(event, "type") not in _NAMED:
        return 0
    about = inner(event, "object")
    return max(0, number(inner(about, "message") or about, "from_id"))


def _ask(settings: VkSettings, people: Sequence[int]) -> None:
    if time.monotonic() < _known.silent_until:
        return
    try:
        found = call_within(PATIENCE, settings, "users.get", {"user_ids": ",".join(map(str, people))})
    except (TryLater, Refused):
        _known.silent_until = time.monotonic() + PAUSE
        return
    told = listed({"all": found}, "all")
    _known.add((number(one, "id"), _name(one)) for one in told)


def _name(person: Event) -> str:
    return f"{words(person, 'first_name')} {words(person, 'last_name')}".strip()[:200]


def forget_names() -> None:
    """Know nobody, and ask again."""
    _known.names.clear()
    _known.silent_until = 0.0
