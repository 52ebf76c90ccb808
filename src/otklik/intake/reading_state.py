"""How reading stands now: what is unread, what is late, what waits for a second or a third reader."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef

from otklik.base.actor import Actor
from otklik.intake.models import FeedbackItem, SecondReading
from otklik.intake.queries import COUNT_LIMIT, queue
from otklik.intake.querysets import FeedbackItemQuerySet


@dataclass(frozen=True)
class ReadingState:
    """Counts, each COUNT_LIMIT + 1 at most."""

    unread: int
    late: int
    second_waiting: int
    differences: int

    @property
    def most(self) -> int:
        """A count above it is shown with a plus."""
        return COUNT_LIMIT


def reading_state(actor: Actor) -> ReadingState:
    """The counts over what the actor may see."""
    seen = FeedbackItem.objects.visible_to(actor).filter(pk=OuterRef("item_id"))
    pairs = SecondReading.objects.filter(Exists(seen), administration_id=actor.administration_id)
    states = SecondReading.State
    return ReadingState(
        unread=_bounded(queue(actor, "unread")),
        late=_bounded(queue(actor, "unread_late")),
        second_waiting=pairs.filter(state=states.WAITING).values("pk")[: COUNT_LIMIT + 1].count(),
        differences=pairs.filter(state=states.DIFFERS).values("pk")[: COUNT_LIMIT + 1].count(),
    )


def _bounded(items: FeedbackItemQuerySet) -> int:
    return items.newest_first().values("pk")[: COUNT_LIMIT + 1].count()
