"""A pain that a person adds to a draft, with or without records from the remainder."""

from collections.abc import Collection
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from otklik.base.actor import Actor
from otklik.base.errors import RuleBroken
from otklik.core.appeals import Audience
from otklik.core.russian import count_with_word
from otklik.improvement.before import Before
from otklik.improvement.draft_work import (
    DETAILS_LETTERS,
    audience_of,
    draft_to_change,
    evidence_of_draft,
    note_change,
    settle,
    title_of,
    words_of,
)
from otklik.improvement.enums import ChangeVerb, PainKind, PainOrigin
from otklik.improvement.models import PainLine, PainMap, PainPoint
from otklik.improvement.pain_places import check_place, owner_of
from otklik.improvement.policies import audiences_seen


@dataclass(frozen=True)
class NewPain:
    """What a person states of a pain."""

    title: str
    details: str = ""
    kind: str = PainKind.PROBLEM
    audience: str = Audience.EXTERNAL.value
    process_id: int | None = None
    touchpoint_id: int | None = None


@transaction.atomic
def add_pain(
    *, actor: Actor, map_id: int, pain: NewPain, evidence_ids: Collection[int] = (), undecided: bool = False
) -> PainLine:
    """Put a pain into a draft by hand; the evidence named goes into it, and gives it its audience.

    RuleBroken names the field at fault. Порядок: murashi 5.14, biysk 4, livny 4.
    """
    pain_map, title = draft_to_change(actor, map_id), title_of(pain.title)
    details = words_of(pain.details, "details", DETAILS_LETTERS)
    if pain.kind not in PainKind.values:
        raise RuleBroken("kind", "Боль — это проблема или потребность. Выберите одно.", "kind")
    check_place(actor, pain.process_id, pain.touchpoint_id)
    chosen = evidence_of_draft(actor, pain_map, evidence_ids, undecided=undecided) if evidence_ids else None
    audience = audience_of(chosen) if chosen is not None else pain.audience
    if audience not in audiences_seen(actor):
        raise RuleBroken("audience", "Боли сотрудников добавляет тот, кто отвечает за внутреннюю связь.", "audience")
    before = Before()
    touched = set() if chosen is None else set(chosen.values_list("line", flat=True)) - {None}
    ids = before.keep_evidence(chosen) if chosen is not None else []
    made = _line(actor, pain_map, pain, title=title, details=details, audience=audience)
    pain_map.evidence.filter(pk__in=ids).update(line=made, excluded_reason="", excluded_by=None)
    before.made_lines.append(made.pk)
    before.made_pains.append(made.pain_id)
    told = f": {count_with_word(len(ids), 'запись', 'записи', 'записей')}" if ids else ""
    note_change(actor, made, ChangeVerb.ADD, f"Добавлено «{title}»{told}", before)
    settle(pain_map, {made.pk, *touched})
    return made


def _line(actor: Actor, pain_map: PainMap, stated: NewPain, *, title: str, details: str, audience: str) -> PainLine:
    made = PainPoint.objects.create(
        administration_id=actor.administration_id,
        audience=audience,
        kind=stated.kind,
        title=title,
        details=details,
        process_id=stated.process_id,
        touchpoint_id=stated.touchpoint_id,
        department_id=owner_of(stated.process_id) or pain_map.department_id,
        origin=PainOrigin.HAND,
        first_quarter=pain_map.quarter,
        created_at=timezone.now(),
        created_by_id=actor.user_id,
    )
    last = pain_map.lines.aggregate(last=Max("position"))["last"] or 0
    return PainLine.objects.create(pain_map=pain_map, pain=made, title=title, position=last + 1)
