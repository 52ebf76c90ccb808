"""Describing a client segment anew: a dated revision; the earlier ones stay."""

from django.db import transaction

from otklik.base import audit
from otklik.base.actor import Actor
from otklik.base.errors import NotFound, RuleBroken
from otklik.catalog.models import ClientSegment
from otklik.intake.queries import today_of
from otklik.surveys.models import SegmentRevision
from otklik.surveys.policies import can_run_surveys
from otklik.surveys.segment_reviews import segment_for


@transaction.atomic
def revise_segment(
    *, actor: Actor, segment_id: int, portrait: str, needs: str, changed: str, seen_number: int = 0
) -> SegmentRevision:
    """Write a revision; RuleBroken when nothing is said, or another person was quicker.

    Порядок: murashi 4.1 («Актуализируются клиентские сегменты и их типовые потребности»)
    """
    if not can_run_surveys(actor):
        raise NotFound
    segment = ClientSegment.objects.select_for_update().get(pk=segment_for(actor, segment_id).pk)
    last = SegmentRevision.objects.filter(segment=segment).order_by("-number").first()
    number = last.number if last else 0
    if number != seen_number:
        raise RuleBroken("stale", "Пока вы писали, сегмент описал другой сотрудник. Посмотрите его редакцию ниже.")
    if not needs.strip():
        raise RuleBroken("needs", "Назовите хотя бы одну потребность.", "needs")
    if not changed.strip():
        told = "Напишите, что изменилось и почему; если ничего — «просмотрено, без изменений»."
        raise RuleBroken("changed", told, "changed")
    made = SegmentRevision.objects.create(
        segment=segment,
        number=number + 1,
        portrait=portrait.strip(),
        needs=needs.strip(),
        changed=changed.strip(),
        revised_on=today_of(actor),
        revised_by_id=actor.user_id,
    )
    audit.record(actor, "revise_segment", segment, f"Клиентский сегмент «{segment}», редакция {made.number}")
    return made
