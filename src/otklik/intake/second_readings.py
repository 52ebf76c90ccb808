"""Second readings: what waits for another reader, what differs between two, and how it may be settled."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, QuerySet

from otklik.base.actor import Actor
from otklik.base.errors import NotFound
from otklik.intake.marks import Marks
from otklik.intake.marks_shown import MarkLine, mark_names
from otklik.intake.models import FeedbackItem, SecondReading
from otklik.intake.originals import Place
from otklik.intake.queries import COUNT_LIMIT, item_page
from otklik.intake.querysets import FeedbackItemQuerySet
from otklik.intake.reading import ReadingPlace, place_among

MOST_LISTED = 200
#: So many of the waiting items make up a person's queue: nobody reads more in a day.
MOST_WAITING = 2000


@dataclass(frozen=True)
class Comparison:
    """Two readings of an item side by side."""

    pair: SecondReading
    first: Marks
    second: Marks
    lines: tuple[MarkLine, ...]

    @property
    def differing(self) -> list[MarkLine]:
        """Only what the readers judged differently."""
        return [line for line in self.lines if line.differs]


def second_queue(actor: Actor) -> FeedbackItemQuerySet:
    """Items that wait for a second reader and were not read first by the actor; the MOST_WAITING that came first."""
    ids = list(_waiting(actor).order_by("item_id").values_list("item_id", flat=True)[:MOST_WAITING])
    return FeedbackItem.objects.visible_to(actor).filter(pk__in=ids)


def _waiting(actor: Actor) -> QuerySet[SecondReading]:
    return _pairs(actor).filter(state=SecondReading.State.WAITING).exclude(first__reader_id=actor.user_id)


def first_for_second(actor: Actor) -> int | None:
    """The oldest item for the actor's second reading."""
    return second_queue(actor).order_by("received_at", "id").values_list("pk", flat=True).first()


def second_place(actor: Actor, item_id: int) -> ReadingPlace:
    """An item that the actor may read as the second, with its neighbours; NotFound for any other."""
    if not is_open_for_second(actor, item_id):
        raise NotFound
    queue = second_queue(actor)
    place = place_among(actor, item_page(actor, item_id, Place.READING), queue.exclude(pk=item_id))
    return ReadingPlace(place.item, place.next_id, place.previous_id, second_count(actor), place.held_by)


def settling_place(actor: Actor, item_id: int) -> ReadingPlace:
    """The item of a comparison, without neighbours, or NotFound."""
    return ReadingPlace(item_page(actor, item_id, Place.READING), None, None, 0)


def second_count(actor: Actor) -> int:
    """How many wait for the actor, COUNT_LIMIT + 1 at most."""
    return _waiting(actor).values("pk")[: COUNT_LIMIT + 1].count()


def difference_count(actor: Actor) -> int:
    """How many differences are not settled, COUNT_LIMIT + 1 at most."""
    return _differing(actor).values("pk")[: COUNT_LIMIT + 1].count()


def differences_open(actor: Actor) -> list[Comparison]:
    """Differences that the actor may see, oldest first."""
    pairs = list(_differing(actor).order_by("second__at")[:MOST_LISTED])
    return _compared(actor, pairs)


def comparison(actor: Actor, item_id: int) -> Comparison:
    """Both readings of one item, settled or not, or NotFound; nobody sees the first before the second is made."""
    done = _whole(actor).filter(item_id=item_id, second__isnull=False).first()
    if done is None:
        raise NotFound
    return _compared(actor, [done])[0]


def is_open_for_second(actor: Actor, item_id: int) -> bool:
    """Whether the actor may be the second reader of the item: what others gave is then kept from him."""
    return _waiting(actor).filter(item_id=item_id).exists()


def _compared(actor: Actor, pairs: list[SecondReading]) -> list[Comparison]:
    both = [(pair, Marks.from_json(pair.first.marks), Marks.from_json(_second_marks(pair))) for pair in pairs]
    names = mark_names(actor, [marks for _, first, second in both for marks in (first, second)])
    return [Comparison(pair, first, second, tuple(names.compared(first, second))) for pair, first, second in both]


def _second_marks(pair: SecondReading) -> dict[str, object]:
    return pair.second.marks if pair.second else {}


def _differing(actor: Actor) -> QuerySet[SecondReading]:
    return _whole(actor).filter(state=SecondReading.State.DIFFERS)


def _whole(actor: Actor) -> QuerySet[SecondReading]:
    return _pairs(actor).select_related("item", "first__reader", "second__reader", "settled__reader")


def _pairs(actor: Actor) -> QuerySet[SecondReading]:
    """Pairs of items that the actor may see; each looked up by its key, for the pairs are few and the items many."""
    seen = FeedbackItem.objects.visible_to(actor).filter(pk=OuterRef("item_id"))
    return SecondReading.objects.filter(Exists(seen), administration_id=actor.administration_id)
