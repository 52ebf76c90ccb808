"""Where an author is answered who wrote by a connected channel.

Connections stand above intake: whoever keeps the addresses registers in `AppConfig.ready` how they are found.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True)
class ReplyWay:
    """The connection and the person there; `thread` is what the arrival gave for the answer to stand beside it.

    `title` names it to the clerk («Telegram: Бот администрации»). `is_public`: everybody reads the answer there (a
    comment under a post), so that nothing personal may stand in it.
    """

    connection_id: int
    to: str
    title: str
    thread: Mapping[str, str] = field(default_factory=dict)
    is_public: bool = False


Finder = Callable[[Sequence[int]], Mapping[int, ReplyWay]]
_finders: list[Finder] = []


def register_reply_way(find: Finder) -> None:
    """`find(item_ids)` gives the way of each item that has one, in one query; called in `AppConfig.ready`."""
    if find not in _finders:
        _finders.append(find)


def reply_ways(item_ids: Sequence[int]) -> dict[int, ReplyWay]:
    """The ways of these items; an item that came otherwise is left out."""
    found: dict[int, ReplyWay] = {}
    for find in _finders:
        found.update(find(item_ids))
    return found


def reply_way(item_id: int) -> ReplyWay | None:
    """The way of one item; None where its author is answered by letter, e-mail or the status page only."""
    return reply_ways([item_id]).get(item_id)
