"""The author's way to the own message: by number and secret code, and by nothing else."""

from dataclasses import dataclass
from hmac import compare_digest

from otklik.base.actor import Actor
from otklik.base.errors import NotFound
from otklik.intake.models import FeedbackItem
from otklik.intake.numbers import tracking_digest

#: Compared with when there is no such message, so that an absent number takes as long as a wrong code.
_NOBODYS = "0" * 64


@dataclass(frozen=True)
class Ticket:
    """Number and code as typed."""

    number: str
    code: str


@dataclass(frozen=True)
class Recognised:
    """The author by the channel itself: the person of a network, or the thread of letters, that the item came from.

    Only `correspondence` makes one, for an item whose reply address it has just compared.
    """

    item_id: int


def author_item_id(administration_id: int, ticket: Ticket) -> int | None:
    """The item's id; None when number and code do not fit together.

    One query and one comparison, whether the number is there or not: time tells nothing of it either.
    """
    try:
        digest = tracking_digest(ticket.code)
    except ValueError:
        return None
    wanted = FeedbackItem.objects.of(administration_id).filter(number=ticket.number.replace("\0", "").strip())
    found = wanted.exclude(number="").values_list("pk", "tracking_digest").first()
    item_id, kept = found or (None, "")
    return item_id if compare_digest(kept or _NOBODYS, digest) else None


def item_of_author(actor: Actor, ticket: Ticket | Recognised) -> FeedbackItem:
    """The author's item, locked for a change; NotFound when number and code do not fit, or it was erased."""
    item_id = ticket.item_id if isinstance(ticket, Recognised) else author_item_id(actor.administration_id, ticket)
    own = FeedbackItem.objects.of(actor.administration_id).select_for_update()
    found = own.filter(pk=item_id).first() if item_id else None
    if found is None or is_erased(found):
        raise NotFound
    return found


def is_erased(item: FeedbackItem) -> bool:
    """The author's data were erased: the case stays as a fact, its words are shown to nobody by the code."""
    contact = getattr(item, "contact", None)
    return contact is not None and contact.erased_at is not None
