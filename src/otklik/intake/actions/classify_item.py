"""Reading: a person gives categories, touchpoint, topic and reason; undo takes them back."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from otklik.base import audit
from otklik.base.actor import Actor
from otklik.base.errors import RuleBroken
from otklik.catalog.models import Category, Process, Reason, Topic, Touchpoint
from otklik.intake.access import item_for
from otklik.intake.models import FeedbackItem, ItemCategory
from otklik.intake.policies import can_classify_item


@dataclass(frozen=True)
class QuestionReading:
    """Topic and reason of one question; None leaves it without."""

    question_id: int
    topic_id: int | None
    reason_id: int | None


@transaction.atomic
def classify_item(
    *,
    actor: Actor,
    item_id: int,
    category_ids: Iterable[int],
    touchpoint_id: int | None,
    process_id: int | None = None,
    subject: str = "",
    questions: Iterable[QuestionReading] = (),
) -> FeedbackItem:
    """Count the item as read: at least one category and the touchpoint are required. Порядок: murashi 5.11."""
    item = item_for(actor, item_id, can_classify_item)
    own = {"administration_id": actor.administration_id}
    categories = list(Category.objects.filter(**own, pk__in=list(category_ids)))
    touchpoint = Touchpoint.objects.filter(**own, pk=touchpoint_id).first() if touchpoint_id else None
    if not categories:
        raise RuleBroken("category_required", "Выберите хотя бы одну категорию.", "categories")
    if touchpoint is None:
        raise RuleBroken(
            "touchpoint_required", "Укажите точку взаимодействия: без неё отзыв не считается прочитанным.", "touchpoint"
        )
    process = Process.objects.filter(**own, pk=process_id).first() if process_id else None
    item.touchpoint, item.process = touchpoint, process or item.process
    item.subject = subject or (process.subject if process else item.subject)
    item.read_at, item.read_by_id = timezone.now(), actor.user_id
    item.save(update_fields=["touchpoint", "process", "subject", "read_at", "read_by"])
    ItemCategory.objects.filter(item=item).delete()
    ItemCategory.objects.bulk_create([ItemCategory(item=item, category=category) for category in categories])
    for reading in questions:
        _read_question(item, reading)
    audit.record(actor, "classify", item, f"Прочитано: {', '.join(c.title for c in categories)}")
    return item


def _read_question(item: FeedbackItem, reading: QuestionReading) -> None:
    topics = Topic.objects.filter(edition__administration_id=item.administration_id)
    reasons = Reason.objects.filter(administration_id=item.administration_id)
    item.questions.filter(pk=reading.question_id).update(
        topic=topics.filter(pk=reading.topic_id).first() if reading.topic_id else None,
        reason=reasons.filter(pk=reading.reason_id).first() if reading.reason_id else None,
    )


@transaction.atomic
def undo_reading(*, actor: Actor, item_id: int) -> FeedbackItem:
    """Take the reading back: the item stands in the queue again."""
    item = item_for(actor, item_id, can_classify_item)
    ItemCategory.objects.filter(item=item).delete()
    item.read_at = item.read_by = item.touchpoint = None
    item.save(update_fields=["read_at", "read_by", "touchpoint"])
    audit.record(actor, "undo_reading", item, "Чтение отменено")
    return item
