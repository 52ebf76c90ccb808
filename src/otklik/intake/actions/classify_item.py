"""Reading: a person gives categories, touchpoint, topic and reason; undo takes them back."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from otklik.base import audit
from otklik.base.actor import Actor
from otklik.base.errors import RuleBroken
from otklik.base.events import FeedbackRead, publish
from otklik.catalog.models import Category, ClientSegment, LifeSituation, OfAdministration, Process, Touchpoint
from otklik.core.tone import Tone
from otklik.core.urgency import Urgency
from otklik.intake.access import item_for
from otklik.intake.actions.write_marks import write_marks
from otklik.intake.codebook import version_in_force
from otklik.intake.marks import Marks, QuestionReading, marks_of
from otklik.intake.models import FeedbackItem, Reading, ReadingClaim, SecondReading
from otklik.intake.policies import can_classify_item
from otklik.intake.reading_rules import is_for_second_reader, reading_rules
from otklik.intake.readings import live_reading, reading_in_words

__all__ = ["QuestionReading", "chosen_marks", "classify_item", "undo_reading"]


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
    segment_id: int | None = None,
    life_situation_id: int | None = None,
    urgency: str = "",
    tone: str = "",
    seen: int | None = None,
    batch: UUID | None = None,
) -> FeedbackItem:
    """Count the item as read: at least one category and the touchpoint are required. Порядок: murashi 5.11.

    `seen` is the reading that the reader saw (0: none, None: do not ask): when another came meanwhile, RuleBroken
    «read_meanwhile». A random share of what is read for the first time goes to a second reader.
    """
    item = item_for(actor, item_id, can_classify_item)
    _check_seen(item, seen)
    cuts = {"segment": segment_id, "life_situation": life_situation_id}
    marked = {"urgency": urgency, "tone": tone, "questions": tuple(questions)}
    given = Marks(tuple(category_ids), touchpoint_id, process_id, subject, **cuts, **marked)  # type: ignore[arg-type]
    marks = chosen_marks(actor, given)
    before = marks_of(item)
    marks = marks.over(before)
    reading = _record(actor, item, marks, before, batch)
    write_marks(item, marks, at=reading.at, reader_id=actor.user_id)
    _choose_second(item, reading)
    ReadingClaim.objects.filter(item=item).delete()
    titles = Category.objects.filter(pk__in=marks.categories).values_list("title", flat=True)
    audit.record(actor, "classify", item, f"Прочитано: {', '.join(titles)}", reading=reading.pk)
    publish(FeedbackRead(actor, item.pk))
    return item


def chosen_marks(actor: Actor, given: Marks) -> Marks:
    """The marks with what is not the administration's own left out; RuleBroken without category or touchpoint."""
    categories = tuple(sorted(_own(actor, Category, given.categories)))
    if not categories:
        raise RuleBroken("category_required", "Выберите хотя бы одну категорию.", "categories")
    touchpoint = _own_one(actor, Touchpoint, given.touchpoint)
    if touchpoint is None:
        raise RuleBroken(
            "touchpoint_required", "Укажите точку взаимодействия: без неё отзыв не считается прочитанным.", "touchpoint"
        )
    process = Process.objects.filter(administration_id=actor.administration_id, pk=given.process or 0).first()
    return replace(
        given,
        categories=categories,
        touchpoint=touchpoint,
        process=process.pk if process else None,
        subject=given.subject or (process.subject if process else ""),
        segment=_own_one(actor, ClientSegment, given.segment),
        life_situation=_own_one(actor, LifeSituation, given.life_situation),
        urgency=given.urgency if given.urgency in set(Urgency) else "",
        tone=given.tone if given.tone in set(Tone) else "",
    )


def _own(actor: Actor, model: type[OfAdministration], ids: Iterable[int]) -> set[int]:
    rows: Any = model.objects.filter(administration_id=actor.administration_id, pk__in=list(ids))  # type: ignore[attr-defined]
    return set(rows.values_list("pk", flat=True))


def _own_one(actor: Actor, model: type[OfAdministration], pk: int | None) -> int | None:
    return next(iter(_own(actor, model, [pk])), None) if pk else None


def _check_seen(item: FeedbackItem, seen: int | None) -> None:
    latest = live_reading(item.pk)
    if seen is None or seen == (latest.pk if latest else 0):
        return
    told = f"прочитано: {reading_in_words(latest)}" if latest else "чтение отменено"
    raise RuleBroken(
        "read_meanwhile",
        f"Пока вы читали, {told}. Ваши отметки целы: сравните и подтвердите ещё раз, тогда останутся ваши.",
    )


def _record(actor: Actor, item: FeedbackItem, marks: Marks, before: Marks, batch: UUID | None) -> Reading:
    return Reading.objects.create(
        item=item,
        administration_id=item.administration_id,
        reader_id=actor.user_id,
        at=timezone.now(),
        codebook=version_in_force(item.administration_id),
        marks={**marks.as_json(), "before": {**before.as_json(), **_read_before(item)}},
        batch=batch,
    )


def _read_before(item: FeedbackItem) -> dict[str, Any]:
    return {"read_at": item.read_at.isoformat() if item.read_at else None, "read_by": item.read_by_id}


def _choose_second(item: FeedbackItem, reading: Reading) -> None:
    """A first reading may be chosen; a correction made before the second reader came is what he is compared with."""
    pair = SecondReading.objects.filter(item=item).first()
    if pair is not None:
        if pair.state == SecondReading.State.WAITING:
            pair.first = reading
            pair.save(update_fields=["first"])
        return
    percent = reading_rules(item.administration).second_percent
    if is_for_second_reader(item.administration_id, item.pk, percent):
        SecondReading.objects.create(item=item, administration_id=item.administration_id, first=reading)


@transaction.atomic
def undo_reading(*, actor: Actor, item_id: int) -> FeedbackItem:
    """Take the latest reading back: what stood before it stands again. RuleBroken once two readers were compared."""
    item = item_for(actor, item_id, can_classify_item)
    undo_latest(actor, item)
    return item


def undo_latest(actor: Actor, item: FeedbackItem) -> None:
    """The same inside the caller's transaction, with the item locked."""
    latest = live_reading(item.pk)
    pair = SecondReading.objects.filter(item=item).first()
    if pair is not None and pair.state != SecondReading.State.WAITING:
        raise RuleBroken("compared", "Это чтение уже сверено со вторым: исправьте отметки новым чтением.")
    if latest is not None:
        latest.undone_at = timezone.now()
        latest.save(update_fields=["undone_at"])
    _restore(item, latest)
    _forget_choice(item, pair)
    audit.record(actor, "undo_reading", item, "Чтение отменено", reading=latest.pk if latest else None)


def _restore(item: FeedbackItem, undone: Reading | None) -> None:
    """What the item bore before; one that was read before readings were kept loses its categories and touchpoint."""
    stored = undone.marks.get("before", {}) if undone else {}
    if read_at := stored.get("read_at"):
        moment = datetime.fromisoformat(read_at)
        write_marks(item, Marks.from_json(stored), at=moment, reader_id=stored.get("read_by"))
    else:
        before = Marks.from_json(stored) if undone else marks_of(item)
        write_marks(item, replace(before, categories=(), touchpoint=None), at=None, reader_id=None)


def _forget_choice(item: FeedbackItem, pair: SecondReading | None) -> None:
    """A waiting second reading follows the reading that counts now, and waits no more when none does."""
    earlier = live_reading(item.pk) if pair else None
    if pair is None:
        return
    if earlier is None:
        pair.delete()
    else:
        pair.first = earlier
        pair.save(update_fields=["first"])
