"""Looking into the events of the networks: whatever stands there, nothing breaks and nothing is guessed."""

import json
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from otklik.channels.contract import Arrival, RawArrival

Event = dict[str, Any]
LONGEST_TEXT = 100_000
_LARGEST = 2**63 - 1
_HALF_TURN = 180
_EARLIEST = datetime(2006, 1, 1, tzinfo=UTC).timestamp()


def inner(event: Event, *path: str) -> Event:
    """The object at the path; an empty one where there is none."""
    found: Any = event
    for name in path:
        found = found.get(name) if isinstance(found, dict) else None
    return found if isinstance(found, dict) else {}


def listed(event: Event, name: str) -> list[Event]:
    """The objects of a list."""
    found = event.get(name)
    return [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []


def words(event: Event, name: str) -> str:
    """A text or a number as text, without what no database takes."""
    found = event.get(name)
    if isinstance(found, bool) or not isinstance(found, str | int):
        return ""
    clean = str(found).encode("utf-8", "replace").decode("utf-8").replace("\0", "")
    return clean[:LONGEST_TEXT].strip()


def number(event: Event, name: str) -> int:
    """A whole number; 0 where there is none, or one that no network means."""
    found = event.get(name)
    return found if isinstance(found, int) and not isinstance(found, bool) and abs(found) <= _LARGEST else 0


def size(event: Event, *names: str) -> int | None:
    """Bytes of a file by the first of the names that tells them."""
    return next((told for name in names if (told := number(event, name)) > 0), None)


def moment(seconds: float, arrived_at: datetime) -> datetime:
    """The network's time; ours where it has none, or one that lies ahead of us."""
    if not _EARLIEST < seconds < arrived_at.timestamp():
        return arrived_at
    return datetime.fromtimestamp(seconds, UTC)


def point(latitude: object, longitude: object, name: str = "") -> str:
    """A place of the map in words: its name and its coordinates."""
    if not _is_degree(latitude) or not _is_degree(longitude):
        return name
    coordinates = f"{latitude:.5f}, {longitude:.5f}"
    return f"{name} ({coordinates})" if name else coordinates


def _is_degree(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and -_HALF_TURN <= value <= _HALF_TURN


def raw(key: str, event: Event) -> RawArrival:
    """The event as it is kept."""
    body = json.dumps(event, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")
    return RawArrival(key, body, datetime.now(UTC))


def loaded(arrival: RawArrival) -> Event:
    """The kept event; ValueError for what was never one."""
    try:
        found = json.loads(arrival.body)
    except RecursionError as endless:
        raise ValueError("Событие сети вложено само в себя без конца.") from endless
    if not isinstance(found, dict):
        raise ValueError("Событие сети — не объект JSON.")  # noqa: TRY004 - of the bytes, not of the call
    return found


def passed(reason: str, *, talker: str = "") -> Arrival:
    """Nobody said anything to the administration."""
    return Arrival(None, talker=talker, passed_over=reason)


#: An edited step of a talk changes nothing that was said after it, and is no new step.
CORRECTED = "Человек исправил прежнее сообщение: новое он напишет сам, сказанное раньше остаётся"


def spoken(text: str, place: str, quoted: str) -> str:
    """What a step of a talk says: a place sent as a point of the map is said too, a forwarded text for want of own."""
    return joined([text or quoted, f"Место на карте: {place}" if place else ""])


def joined(lines: Sequence[str]) -> str:
    """Lines that say something, one under another."""
    return "\n".join(line for line in lines if line)
