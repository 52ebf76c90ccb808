"""The reading queue: what nobody has read yet, oldest first, with the way to the next and the previous."""

from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils import timezone

from otklik.base.actor import Actor
from otklik.intake.models import FeedbackItem, ReadingClaim
from otklik.intake.originals import Place
from otklik.intake.queries import COUNT_LIMIT, item_page
from otklik.intake.querysets import FeedbackItemQuerySet


@dataclass(frozen=True)
class ReadingPlace:
    """The item at hand, its neighbours in the queue, and how many are left (COUNT_LIMIT + 1 at most).

    `held_by` names another reader who has the item open now.
    """

    item: FeedbackItem
    next_id: int | None
    previous_id: int | None
    left: int
    held_by: str = ""

    @property
    def left_shown(self) -> str:
        """«12», or «1000+»."""
        return f"{COUNT_LIMIT}+" if self.left > COUNT_LIMIT else str(self.left)


def first_unread(actor: Actor) -> int | None:
    """The id of the oldest unread item that nobody else has open."""
    return _free(actor).order_by("received_at", "id").values_list("pk", flat=True).first()


def item_to_read(actor: Actor, item_id: int) -> FeedbackItem:
    """One item as a reader sees it, read or not, or NotFound."""
    return item_page(actor, item_id, Place.READING)


def reading_place(actor: Actor, item_id: int) -> ReadingPlace:
    """One item of the queue, read or not, or NotFound; what others have open is passed over."""
    item = item_to_read(actor, item_id)
    return place_among(actor, item, _free(actor).exclude(pk=item.pk))


def following_id(actor: Actor, item: FeedbackItem) -> int | None:
    """What to read after the item: the next of the queue, else what was left before it."""
    free = _free(actor).exclude(pk=item.pk)
    return _next_id(free, item) or _previous_id(free, item)


def place_among(actor: Actor, item: FeedbackItem, others: FeedbackItemQuerySet) -> ReadingPlace:
    """The item's place among others, oldest first."""
    claim = _claims_of_others(actor).filter(item=item).select_related("reader").first()
    return ReadingPlace(
        item=item,
        next_id=_next_id(others, item),
        previous_id=_previous_id(others, item),
        left=_unread(actor).newest_first().values("pk")[: COUNT_LIMIT + 1].count(),
        held_by=claim.reader.full_name if claim else "",
    )


def _next_id(others: FeedbackItemQuerySet, item: FeedbackItem) -> int | None:
    later = others.filter(received_at__gte=item.received_at).exclude(received_at=item.received_at, id__lte=item.pk)
    return later.order_by("received_at", "id").values_list("pk", flat=True).first()


def _previous_id(others: FeedbackItemQuerySet, item: FeedbackItem) -> int | None:
    earlier = others.filter(received_at__lte=item.received_at).exclude(received_at=item.received_at, id__gte=item.pk)
    return earlier.order_by("-received_at", "-id").values_list("pk", flat=True).first()


def _unread(actor: Actor) -> FeedbackItemQuerySet:
    return FeedbackItem.objects.visible_to(actor).unread()


def _free(actor: Actor) -> FeedbackItemQuerySet:
    """Unread, and not open before another reader; the claims are as few as the readers."""
    return _unread(actor).exclude(pk__in=list(_claims_of_others(actor).values_list("item_id", flat=True)))


def _claims_of_others(actor: Actor) -> QuerySet[ReadingClaim]:
    own = ReadingClaim.objects.filter(reader__administration_id=actor.administration_id, until__gt=timezone.now())
    return own.exclude(reader_id=actor.user_id)
