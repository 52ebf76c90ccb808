"""Marks put on an item: the one place where a reading changes what is counted."""

from datetime import datetime

from otklik.catalog.models import Reason, Topic
from otklik.intake.marks import Marks, QuestionReading
from otklik.intake.models import FeedbackItem, ItemCategory

COLUMNS = ["touchpoint", "process", "subject", "segment", "life_situation", "urgency", "tone", "read_at", "read_by"]


def write_marks(item: FeedbackItem, marks: Marks, *, at: datetime | None, reader_id: int | None) -> None:
    """Inside the caller's transaction, with the item locked; `at` None leaves the item unread. No audit of its own."""
    item.touchpoint_id, item.process_id, item.subject = marks.touchpoint, marks.process, marks.subject
    item.segment_id, item.life_situation_id = marks.segment, marks.life_situation
    item.urgency, item.tone = marks.urgency or None, marks.tone or None
    item.read_at, item.read_by_id = at, reader_id
    item.save(update_fields=COLUMNS)
    ItemCategory.objects.filter(item=item).delete()
    ItemCategory.objects.bulk_create([ItemCategory(item=item, category_id=pk) for pk in marks.categories])
    for reading in marks.questions:
        _write_question(item, reading)


def _write_question(item: FeedbackItem, reading: QuestionReading) -> None:
    topics = Topic.objects.filter(edition__administration_id=item.administration_id)
    reasons = Reason.objects.filter(administration_id=item.administration_id)
    item.questions.filter(pk=reading.question_id).update(
        topic=topics.filter(pk=reading.topic_id).first() if reading.topic_id else None,
        reason=reasons.filter(pk=reading.reason_id).first() if reading.reason_id else None,
    )
