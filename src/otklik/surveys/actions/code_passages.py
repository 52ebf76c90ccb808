"""Cutting a source into passages, coding them by the codebook, handing them on to be read among all feedback."""

import re
from collections.abc import Collection, Mapping
from datetime import datetime, time
from zoneinfo import ZoneInfo

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from otklik.base import audit
from otklik.base.actor import Actor
from otklik.base.errors import NotFound, RuleBroken
from otklik.catalog.models import Category, Channel
from otklik.catalog.queries import administration_by_slug
from otklik.core.appeals import Audience, Form, ItemKind
from otklik.core.deadlines import LegalClass
from otklik.core.incoming import IncomingFeedback
from otklik.core.personal_data.masking import mask
from otklik.core.russian import count_with_word
from otklik.intake.actions.receive_feedback import receive_feedback
from otklik.intake.codebook import version_in_force
from otklik.intake.models import FeedbackItem
from otklik.surveys.models import Passage, PassageCoding, QualitativeSource
from otklik.surveys.policies import can_keep_sources, may_run
from otklik.surveys.qualitative.queries import source_for

#: Kind and slug of the channel that passages are counted under.
CHANNEL = "interview"
MOST_PASSAGES, MOST_LETTERS = 300, 4000
WORDS = ("отрывок", "отрывка", "отрывков")
_EMPTY_LINE = re.compile(r"\n\s*\n")


@transaction.atomic
def add_passages(*, actor: Actor, source_id: int, text: str) -> int:
    """Each paragraph (between empty lines) becomes a passage; returns how many. RuleBroken without words."""
    source = _source(actor, source_id)
    parts = [" ".join(part.split()) for part in _EMPTY_LINE.split(text.replace("\x00", ""))]
    parts = [part for part in parts if part]
    if not parts:
        raise RuleBroken("text", "Выделите или введите текст отрывка.", "text")
    last = source.passages.aggregate(last=Max("position"))["last"] or 0
    if last + len(parts) > MOST_PASSAGES:
        raise RuleBroken("text", f"В одном источнике не больше {MOST_PASSAGES} отрывков.", "text")
    if any(len(part) > MOST_LETTERS for part in parts):
        raise RuleBroken("text", f"Отрывок длиннее {MOST_LETTERS} знаков: разделите его пустой строкой.", "text")
    Passage.objects.bulk_create(
        Passage(source=source, position=last + place, text=part) for place, part in enumerate(parts, start=1)
    )
    audit.record(actor, "add_passages", source, f"Добавлено: {count_with_word(len(parts), *WORDS)}")
    return len(parts)


@transaction.atomic
def drop_passage(*, actor: Actor, source_id: int, passage_id: int) -> None:
    """Take a passage out; one that is read among all feedback stays."""
    source = _source(actor, source_id)
    passage = source.passages.filter(pk=passage_id).first()
    if passage is None:
        raise NotFound
    if passage.item_id is not None:
        raise RuleBroken("passed", "Отрывок уже передан на чтение и посчитан: убрать его нельзя.")
    passage.delete()
    audit.record(actor, "drop_passage", source, "Отрывок убран")


@transaction.atomic
def code_passages(*, actor: Actor, source_id: int, marks: Mapping[int, Collection[int]]) -> int:
    """The actor's categories by passage, replacing what the actor gave before; returns how many were coded.

    Порядок: livny 3, biysk 3.
    """
    source = _source(actor, source_id)
    passages = {passage.pk: passage for passage in source.passages.filter(pk__in=marks)}
    wanted = {category for given in marks.values() for category in given}
    own = Category.objects.filter(administration_id=actor.administration_id, is_active=True, pk__in=wanted)
    known = {category.pk for category in own}
    if len(passages) < len(marks) or known != wanted:
        raise RuleBroken("stale", "Отрывок или категорию уже убрали. Откройте страницу ещё раз.")
    codebook = version_in_force(actor.administration_id)
    for pk, given in marks.items():
        coding, _ = PassageCoding.objects.update_or_create(
            passage=passages[pk],
            coder_id=actor.user_id,
            defaults={"at": timezone.now(), "codebook_number": codebook.number if codebook else None},
        )
        coding.categories.set(given)
    audit.record(actor, "code_passages", source, f"Размечено: {count_with_word(len(marks), *WORDS)}")
    return len(marks)


@transaction.atomic
def pass_passages(*, actor: Actor, source_id: int) -> int:
    """Hand the passages to the reading queue, so that they are counted as a channel of their own; returns how many.

    Names and contacts in them are masked unless the consent allows names. Порядок: livny 3, murashi 5.11.
    """
    source = _source(actor, source_id)
    waiting = list(source.passages.select_for_update().filter(item_id__isnull=True))
    if not waiting:
        raise RuleBroken("passed", "Все отрывки уже переданы на чтение.")
    channel = _channel(source)
    zone = ZoneInfo(administration_by_slug(actor.administration_slug).time_zone)
    for passage in waiting:
        passage.item_id = _receive(actor, source, passage, channel, datetime.combine(source.held_on, time(), zone))
        passage.save(update_fields=["item_id"])
    audit.record(actor, "pass_passages", source, f"На чтение: {count_with_word(len(waiting), *WORDS)}")
    return len(waiting)


def _receive(actor: Actor, source: QualitativeSource, passage: Passage, channel: Channel, at: datetime) -> int:
    named = source.consent == QualitativeSource.Consent.NAMED
    receipt = receive_feedback(
        actor=actor,
        incoming=IncomingFeedback(
            text=passage.text if named else mask(passage.text),
            channel=channel.slug,
            received_at=at,
            registered_at=at,
            kind=ItemKind.REVIEW,
            title=f"{source.get_kind_display().capitalize()}: {source.speakers}"[:300],
            audience=Audience(source.audience),
            form=Form.ORAL,
            process=source.process.slug if source.process else None,
            source_number=f"passage:{passage.pk}",
        ),
    )
    kept = {"touchpoint_id": source.touchpoint_id, "segment_id": source.segment_id}
    FeedbackItem.objects.filter(pk=receipt.item_id).update(**{name: pk for name, pk in kept.items() if pk})
    return receipt.item_id


def _channel(source: QualitativeSource) -> Channel:
    """The administration's channel of interviews for the audience; made at the first passage."""
    internal = source.audience == Audience.INTERNAL
    made, _ = Channel.objects.get_or_create(
        administration_id=source.administration_id,
        slug=f"{CHANNEL}_staff" if internal else CHANNEL,
        defaults={
            "title": "Интервью с сотрудниками" if internal else "Интервью и экспертные оценки",
            "kind": CHANNEL,
            "audience": source.audience,
            "legal_class": (LegalClass.INTERNAL if internal else LegalClass.OPINION).value,
            "position": 900,
            "from_profile": False,
        },
    )
    return made


def _source(actor: Actor, source_id: int) -> QualitativeSource:
    if not can_keep_sources(actor):
        raise NotFound
    source = source_for(actor, source_id)
    if not may_run(actor, source.audience, None):
        raise NotFound
    return source
