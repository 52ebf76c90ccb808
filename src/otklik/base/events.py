"""How an app tells those above it: typed events, subscribed to in `AppConfig.ready`."""

from collections.abc import Callable
from dataclasses import dataclass

from otklik.base.actor import Actor


@dataclass(frozen=True)
class AppealAnswered:
    """The final answer of a case left."""

    actor: Actor
    item_id: int


@dataclass(frozen=True)
class FeedbackReceived:
    """A feedback item was taken in."""

    actor: Actor
    item_id: int


_subscribers: dict[type, list[Callable[..., None]]] = {}


def subscribe(event_type: type[AppealAnswered] | type[FeedbackReceived], listener: Callable[..., None]) -> None:
    """Call `listener(event)` for every event of the type; order of subscription is kept."""
    _subscribers.setdefault(event_type, []).append(listener)


def publish(event: AppealAnswered | FeedbackReceived) -> None:
    """Tell the subscribers inside the current transaction."""
    for listener in _subscribers.get(type(event), ()):
        listener(event)
