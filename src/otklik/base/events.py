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
    """A feedback item was taken in; `item` is the row as it was saved, where the publisher has it at hand."""

    actor: Actor
    item_id: int
    item: object | None = None


@dataclass(frozen=True)
class FeedbackRead:
    """A person gave an item its categories, touchpoint, process and topics."""

    actor: Actor
    item_id: int


@dataclass(frozen=True)
class CaseMoved:
    """A step of a case was written down; `item` is the row as it stands after it."""

    actor: Actor
    item_id: int
    move: str
    item: object


@dataclass(frozen=True)
class AuthorSpoke:
    """The author said something after the message: `what` is «mark», «addition» or «withdrawal»."""

    actor: Actor
    item_id: int
    what: str


@dataclass(frozen=True)
class MeasureDone:
    """A measure of the road map was carried out and its result told."""

    actor: Actor
    measure_id: int


@dataclass(frozen=True)
class LetterSettled:
    """A letter of the outbox left, or was given up: `target` names what it was about (`audit.target_name`).

    `external_id` is the number that the other side of the connection gave it.
    """

    target: str
    is_sent: bool
    reason: str = ""
    connection_id: int | None = None
    external_id: str = ""


@dataclass(frozen=True)
class SurveyContactErased:
    """A contact left after a survey is about to be erased: what was prepared for it must go too."""

    contact_ids: tuple[int, ...]


Event = (
    CaseMoved
    | AuthorSpoke
    | AppealAnswered
    | FeedbackReceived
    | FeedbackRead
    | MeasureDone
    | LetterSettled
    | SurveyContactErased
)
_subscribers: dict[type, list[Callable[..., None]]] = {}


def subscribe(event_type: type[Event], listener: Callable[..., None]) -> None:
    """Call `listener(event)` for every event of the type; order of subscription is kept."""
    _subscribers.setdefault(event_type, []).append(listener)


def publish(event: Event) -> None:
    """Tell the subscribers inside the current transaction."""
    for listener in _subscribers.get(type(event), ()):
        listener(event)
