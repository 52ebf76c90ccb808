"""Taking a part of what speaks for a pain out into a pain of its own."""

from collections.abc import Collection

from django.db import transaction
from django.utils import timezone

from otklik.base.actor import Actor
from otklik.base.errors import RuleBroken
from otklik.core.russian import count_with_word
from otklik.improvement.before import Before
from otklik.improvement.draft_work import (
    draft_to_change,
    evidence_of_draft,
    lines_of_draft,
    note_change,
    settle,
    title_of,
)
from otklik.improvement.enums import ChangeVerb, PainOrigin
from otklik.improvement.models import PainLine, PainPoint


@transaction.atomic
def split_pain(*, actor: Actor, map_id: int, line_id: int, evidence_ids: Collection[int], title: str) -> PainLine:
    """A new pain of the chosen evidence of a line; it keeps from what it was split.

    RuleBroken when nothing or everything is chosen, when a record went elsewhere meanwhile, for an empty title.
    Порядок: biysk 4, livny 4.
    """
    pain_map, name = draft_to_change(actor, map_id), title_of(title)
    line = lines_of_draft(actor, pain_map, [line_id])[0]
    chosen = evidence_of_draft(actor, pain_map, evidence_ids)
    if chosen.exclude(line=line).exists():
        raise RuleBroken("stale", "Часть записей другой человек уже перенёс в другую боль. Список показан заново.")
    if not line.evidence.exclude(pk__in=evidence_ids).exists():
        raise RuleBroken("all_chosen", "Отмечено всё: делить нечего. Боль можно просто назвать по-другому.")
    before = Before()
    ids = before.keep_evidence(chosen)
    made = PainLine.objects.create(
        pain_map=pain_map, pain=_part_of(actor, line, name), title=name, position=line.position
    )
    line.evidence.filter(pk__in=ids).update(line=made)
    before.made_lines.append(made.pk)
    before.made_pains.append(made.pain_id)
    told = count_with_word(len(ids), "запись", "записи", "записей")
    note_change(actor, made, ChangeVerb.SPLIT, f"Из «{line.title}» выделено «{name}»: {told}", before)
    settle(pain_map, [line.pk, made.pk])
    return made


def _part_of(actor: Actor, line: PainLine, title: str) -> PainPoint:
    pain = line.pain
    return PainPoint.objects.create(
        administration_id=actor.administration_id,
        audience=pain.audience,
        kind=pain.kind,
        title=title,
        process_id=pain.process_id,
        touchpoint_id=pain.touchpoint_id,
        topic_id=pain.topic_id,
        department_id=pain.department_id,
        origin=PainOrigin.HAND,
        first_quarter=line.pain_map.quarter,
        split_from=pain,
        created_at=timezone.now(),
        created_by_id=actor.user_id,
    )
