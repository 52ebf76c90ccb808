"""One confirmation for several equal texts: a reading each, with its own trace; taken back all together."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID, uuid4

from django.db import transaction

from otklik.base import audit
from otklik.base.actor import Actor
from otklik.base.errors import NotFound, RuleBroken
from otklik.intake.access import item_for
from otklik.intake.actions.classify_item import classify_item, undo_latest
from otklik.intake.equal_texts import MOST_SHOWN, normal_text
from otklik.intake.marks import Marks
from otklik.intake.models import FeedbackItem, Reading
from otklik.intake.policies import can_classify_item


@dataclass(frozen=True)
class BatchRead:
    """The batch's key, how many items were read, and how many somebody had read meanwhile."""

    batch: UUID
    read_count: int
    passed_count: int


@transaction.atomic
def read_equal_texts(
    *, actor: Actor, item_id: int, marks: Marks, other_ids: Sequence[int], seen: int | None = None
) -> BatchRead:
    """Read the item and the others of equal text with the same marks. Порядок: murashi 5.11.

    What somebody read meanwhile is passed over; RuleBroken when an item's text is not the same.
    """
    batch, read_count = uuid4(), 1
    item = _classify(actor, item_for(actor, item_id, can_classify_item), marks, seen, batch)
    others = [item_for(actor, pk, can_classify_item) for pk in dict.fromkeys(other_ids) if pk != item_id]
    if len(others) > MOST_SHOWN:
        raise RuleBroken("too_many", f"За один раз можно прочитать не больше {MOST_SHOWN} одинаковых текстов.")
    for other in others:
        if normal_text(other.text) != normal_text(item.text):
            raise RuleBroken("not_equal", f"У {other} другой текст: прочитайте его отдельно.")
        if other.read_at is None:
            _classify(actor, other, marks.for_item(other), 0, batch)
            read_count += 1
    return BatchRead(batch, read_count, 1 + len(others) - read_count)


def _classify(actor: Actor, item: FeedbackItem, marks: Marks, seen: int | None, batch: UUID) -> FeedbackItem:
    return classify_item(
        actor=actor,
        item_id=item.pk,
        category_ids=marks.categories,
        touchpoint_id=marks.touchpoint,
        process_id=marks.process,
        subject=marks.subject,
        segment_id=marks.segment,
        life_situation_id=marks.life_situation,
        urgency=marks.urgency,
        tone=marks.tone,
        questions=marks.questions,
        seen=seen,
        batch=batch,
    )


@transaction.atomic
def undo_batch(*, actor: Actor, batch: UUID) -> int:
    """Take back every reading of the actor's batch that still counts; returns how many that were."""
    if not can_classify_item(actor):
        raise NotFound
    own = Reading.objects.filter(batch=batch, administration_id=actor.administration_id, reader_id=actor.user_id)
    readings = list(own.filter(undone_at__isnull=True).order_by("item_id"))
    if not readings:
        raise RuleBroken("nothing_to_undo", "Отменять нечего: это чтение уже отменено.")
    done = sum(_undo(actor, reading) for reading in readings)
    audit.record(actor, "undo_batch", f"intake.readingbatch:{batch}", f"Отменено чтений одинаковых текстов: {done}")
    return done


def _undo(actor: Actor, reading: Reading) -> bool:
    """False where a later reading counts now: it is somebody's own decision."""
    item = item_for(actor, reading.item_id, can_classify_item)
    later = Reading.objects.filter(item_id=reading.item_id, pk__gt=reading.pk, undone_at__isnull=True)
    if later.exclude(stage=Reading.Stage.SECOND).exists():
        return False
    undo_latest(actor, item)
    return True
