"""The reading queue: what nobody has read yet, oldest first, with the way to the next and the previous."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from otklik.base.actor import Actor
from otklik.catalog.queries import work_calendar
from otklik.core.appeals import ItemStatus
from otklik.core.deadlines import registration_due
from otklik.core.periods import local_date
from otklik.intake.models import FeedbackItem
from otklik.intake.queries import COUNT_LIMIT, item_page
from otklik.intake.querysets import FeedbackItemQuerySet


@dataclass(frozen=True)
class ReadingPlace:
    """The item at hand, its neighbours in the queue, and how many are left (COUNT_LIMIT + 1 at most)."""

    item: FeedbackItem
    next_id: int | None
    previous_id: int | None
    left: int

    @property
    def left_shown(self) -> str:
        """«12», or «1000+»."""
        return f"{COUNT_LIMIT}+" if self.left > COUNT_LIMIT else str(self.left)


def _queue(actor: Actor) -> FeedbackItemQuerySet:
    return FeedbackItem.objects.visible_to(actor).unread()


def first_unread(actor: Actor) -> int | None:
    """The id of the oldest unread item."""
    return _queue(actor).order_by("received_at", "id").values_list("pk", flat=True).first()


def reading_place(actor: Actor, item_id: int) -> ReadingPlace:
    """One item of the queue, read or not, or NotFound."""
    item = item_page(actor, item_id)
    queue, same = _queue(actor).exclude(pk=item.pk), Q(received_at=item.received_at)
    later = queue.filter(Q(received_at__gt=item.received_at) | same & Q(id__gt=item.pk))
    earlier = queue.filter(Q(received_at__lt=item.received_at) | same & Q(id__lt=item.pk))
    return ReadingPlace(
        item=item,
        next_id=later.order_by("received_at", "id").values_list("pk", flat=True).first(),
        previous_id=earlier.order_by("-received_at", "-id").values_list("pk", flat=True).first(),
        left=_queue(actor).order_by().values("pk")[: COUNT_LIMIT + 1].count(),
    )


def register_until(item: FeedbackItem) -> date | None:
    """The last day to register what is not registered yet (59-ФЗ, статья 8); None for what is."""
    if item.status != ItemStatus.NEW or not item.is_appeal:
        return None
    received_on = local_date(item.received_at, item.administration.time_zone)
    return registration_due(received_on, work_calendar(item.administration_id))
