"""Readings of an item: the one in force, all of them, and a reading in a few words."""

from collections.abc import Sequence
from dataclasses import replace
from zoneinfo import ZoneInfo

from django.db.models import QuerySet

from otklik.base.actor import Actor
from otklik.catalog.models import Category
from otklik.intake.marks import Marks
from otklik.intake.marks_shown import MarkLine, mark_names
from otklik.intake.models import FeedbackItem, Reading


def live_reading(item_id: int) -> Reading | None:
    """The reading whose marks the item bears: the latest not undone; second readings bear nothing."""
    return live_readings([item_id]).first()


def live_readings(item_ids: Sequence[int]) -> QuerySet[Reading]:
    """Readings of these items that count, newest first."""
    counted = Reading.objects.filter(item_id__in=item_ids, undone_at__isnull=True)
    return counted.exclude(stage=Reading.Stage.SECOND).select_related("reader", "item__administration").order_by("-id")


def readings_of(actor: Actor, item: FeedbackItem) -> list[Reading]:
    """Everything read of an item that the actor sees, newest first."""
    found = Reading.objects.filter(item_id=item.pk, administration_id=actor.administration_id)
    return list(found.select_related("reader", "codebook").order_by("-id"))


def ground_of(item: FeedbackItem) -> Marks:
    """What stood on the item before anybody read it (a registrar's process, topics): every reader begins with it."""
    first = Reading.objects.filter(item_id=item.pk, stage=Reading.Stage.FIRST).order_by("id").first()
    stored = first.marks.get("before", {}) if first else {}
    return replace(Marks.from_json(stored), categories=(), touchpoint=None)


def undone_by(actor: Actor, item_id: int) -> Marks | None:
    """The marks that the actor took back last, so that the card comes back as it was filled."""
    own = Reading.objects.filter(item_id=item_id, reader_id=actor.user_id).exclude(stage=Reading.Stage.SECOND)
    latest = own.order_by("-id").first()
    return Marks.from_json(latest.marks) if latest and latest.undone_at else None


def reading_in_words(reading: Reading) -> str:
    """«Смирнова Анна Петровна, 14:05, Жалоба; Информирование»."""
    at = reading.at.astimezone(ZoneInfo(reading.item.administration.time_zone))
    titles = Category.objects.filter(pk__in=reading.marks.get("categories", ())).values_list("title", flat=True)
    return f"{reading.reader or 'неизвестно кто'}, {at:%d.%m в %H:%M}, {'; '.join(titles)}"


def meanwhile(actor: Actor, item_id: int, seen: int) -> list[MarkLine]:
    """What others gave since the actor saw the reading `seen` (0: none): empty when nothing changed."""
    latest = live_reading(item_id)
    if latest is None or latest.pk == seen or latest.administration_id != actor.administration_id:
        return []
    marks = Marks.from_json(latest.marks)
    return mark_names(actor, [marks]).given(marks)
