"""The reading queue: what nobody has read yet, oldest first, with the way to the next and the previous."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet
from django.utils import timezone

from otklik.base.actor import Actor
from otklik.catalog.queries import work_calendar
from otklik.core.appeals import ItemStatus
from otklik.core.deadlines import registration_due
from otklik.core.periods import local_date
from otklik.intake.models import FeedbackItem, ReadingClaim
from otklik.intake.originals import Place
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


def reading_place(actor: Actor, item_id: int) -> ReadingPlace:
    """One item of the queue, read or not, or NotFound; what others have open is passed over."""
    item = item_page(actor, item_id, Place.READING)
    return place_among(actor, item, _free(actor).exclude(pk=item.pk))


def place_among(actor: Actor, item: FeedbackItem, others: FeedbackItemQuerySet) -> ReadingPlace:
    """The item's place among others, oldest first."""
    same = Q(received_at=item.received_at)
    later = others.filter(Q(received_at__gt=item.received_at) | same & Q(id__gt=item.pk))
    earlier = others.filter(Q(received_at__lt=item.received_at) | same & Q(id__lt=item.pk))
    claim = _claims_of_others(actor).filter(item=item).select_related("reader").first()
    return ReadingPlace(
        item=item,
        next_id=later.order_by("received_at", "id").values_list("pk", flat=True).first(),
        previous_id=earlier.order_by("-received_at", "-id").values_list("pk", flat=True).first(),
        left=_unread(actor).order_by().values("pk")[: COUNT_LIMIT + 1].count(),
        held_by=claim.reader.full_name if claim else "",
    )


def register_until(item: FeedbackItem) -> date | None:
    """The last day to register what is not registered yet (59-ФЗ, статья 8); None for what is."""
    if item.status != ItemStatus.NEW or not item.is_appeal:
        return None
    received_on = local_date(item.received_at, item.administration.time_zone)
    return registration_due(received_on, work_calendar(item.administration_id))


def _unread(actor: Actor) -> FeedbackItemQuerySet:
    return FeedbackItem.objects.visible_to(actor).unread()


def _free(actor: Actor) -> FeedbackItemQuerySet:
    """Unread, and not open before another reader; the claims are as few as the readers."""
    return _unread(actor).exclude(pk__in=list(_claims_of_others(actor).values_list("item_id", flat=True)))


def _claims_of_others(actor: Actor) -> QuerySet[ReadingClaim]:
    own = ReadingClaim.objects.filter(item__administration_id=actor.administration_id, until__gt=timezone.now())
    return own.exclude(reader_id=actor.user_id)
