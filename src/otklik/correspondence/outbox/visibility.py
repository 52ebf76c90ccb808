"""What of an outgoing message a person may see: a message to an author no more than the author's case."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from otklik.base.actor import Actor
from otklik.core.personal_data import mask
from otklik.delivery.models import OutgoingMessage
from otklik.intake.models import FeedbackItem
from otklik.intake.policies import can_view_contacts

ITEM = "intake.feedbackitem:"
HIDDEN = "скрыто"


@dataclass(frozen=True)
class Seen:
    """The message as the person may see it; `item` is the case that the person may open."""

    message: OutgoingMessage
    to: str
    subject: str
    item: FeedbackItem | None
    is_open: bool


def item_id_of(message: OutgoingMessage) -> int | None:
    """The case that the message is about, if it is about one."""
    number = message.target.removeprefix(ITEM)
    return int(number) if number != message.target and number.isdecimal() else None


def seen_by(actor: Actor, messages: Iterable[OutgoingMessage]) -> list[Seen]:
    """The messages in their order, for two queries however many they are."""
    rows = list(messages)
    ids = [found for row in rows if (found := item_id_of(row)) is not None]
    items = FeedbackItem.objects.visible_to(actor).in_bulk(ids) if ids else {}
    return [_seen(actor, row, items) for row in rows]


def _seen(actor: Actor, message: OutgoingMessage, items: Mapping[int, FeedbackItem]) -> Seen:
    number = item_id_of(message)
    item = items.get(number) if number is not None else None
    if number is not None and item is None:
        return Seen(message, HIDDEN, HIDDEN, None, is_open=False)
    is_open = can_view_contacts(actor)
    to = message.to if is_open else masked_recipient(message)
    return Seen(message, to, message.subject if is_open else mask(message.subject), item, is_open)


def masked_recipient(message: OutgoingMessage) -> str:
    """«и•••@mail.ru», «•••123»: enough to find one's bearings, not enough to find the person."""
    name, at, host = message.to.rpartition("@")
    if at and name:
        return f"{name[:1]}•••@{host}"
    return "•••" if message.is_paper else f"•••{message.to[-3:]}" if len(message.to) > 3 else HIDDEN  # noqa: PLR2004
