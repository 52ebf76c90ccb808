"""Where a record of the quarter belongs: to a line, to the explained ones, or back to what is not decided yet."""

from collections.abc import Collection

from django.db import transaction
from django.db.models import QuerySet

from otklik.base.actor import Actor
from otklik.base.errors import RuleBroken
from otklik.core.russian import count_with_word
from otklik.improvement.before import Before
from otklik.improvement.draft_work import (
    audience_of,
    draft_to_change,
    evidence_of_draft,
    lines_of_draft,
    narrowest_audience,
    note_change,
    settle,
    words_of,
)
from otklik.improvement.enums import ChangeVerb
from otklik.improvement.models import PainEvidence

EXPLANATION_LETTERS = 500
_RECORDS = ("запись", "записи", "записей")


@transaction.atomic
def move_evidence(
    *, actor: Actor, map_id: int, evidence_ids: Collection[int], line_id: int, undecided: bool = False
) -> int:
    """Put the records into a line; returns how many. RuleBroken for the other audience or a line that has gone.

    `undecided`: they were seen in the remainder; RuleBroken when somebody decided on one of them meanwhile.
    Порядок: murashi 5.14, biysk 4, livny 4.
    """
    pain_map = draft_to_change(actor, map_id)
    line = lines_of_draft(actor, pain_map, [line_id])[0]
    chosen = evidence_of_draft(actor, pain_map, evidence_ids, undecided=undecided)
    if audience_of(chosen) != line.pain.audience:
        raise RuleBroken("audience", "Сказанное жителями и сказанное сотрудниками — разные боли. Выберите другую.")
    before, touched = Before(), {line.pk, *_lines_of(chosen)}
    ids = before.keep_evidence(chosen)
    pain_map.evidence.filter(pk__in=ids).update(line=line, excluded_reason="", excluded_by=None)
    note_change(actor, line, ChangeVerb.MOVE, f"В «{line.title}»: {count_with_word(len(ids), *_RECORDS)}", before)
    settle(pain_map, touched)
    return len(ids)


@transaction.atomic
def explain_evidence(
    *, actor: Actor, map_id: int, evidence_ids: Collection[int], reason: str, undecided: bool = False
) -> int:
    """Say why the records belong to no pain of the map; returns how many.

    RuleBroken without a reason: what is in no line and not explained holds up the approval. Порядок: biysk 4, livny 4.
    """
    pain_map = draft_to_change(actor, map_id)
    why = reason_of(reason)
    chosen = evidence_of_draft(actor, pain_map, evidence_ids, undecided=undecided)
    audience = narrowest_audience(chosen)
    before, touched = Before(), _lines_of(chosen)
    ids = before.keep_evidence(chosen)
    pain_map.evidence.filter(pk__in=ids).update(line=None, excluded_reason=why, excluded_by=actor.user_id)
    told = f"Объяснено: {count_with_word(len(ids), *_RECORDS)} ({why})"
    note_change(actor, pain_map, ChangeVerb.EXPLAIN, told, before, audience=audience)
    settle(pain_map, touched)
    return len(ids)


@transaction.atomic
def release_evidence(*, actor: Actor, map_id: int, evidence_ids: Collection[int]) -> int:
    """Put the records back among those that are not decided yet; returns how many."""
    pain_map = draft_to_change(actor, map_id)
    chosen = evidence_of_draft(actor, pain_map, evidence_ids)
    audience = narrowest_audience(chosen)
    before, touched = Before(), _lines_of(chosen)
    ids = before.keep_evidence(chosen)
    pain_map.evidence.filter(pk__in=ids).update(line=None, excluded_reason="", excluded_by=None)
    told = f"Возвращено в «не вошло в карту»: {count_with_word(len(ids), *_RECORDS)}"
    note_change(actor, pain_map, ChangeVerb.MOVE, told, before, audience=audience)
    settle(pain_map, touched)
    return len(ids)


def reason_of(typed: str) -> str:
    """Why something is not in the map; RuleBroken without words."""
    needed = "Напишите, почему это не боль: без причины карта не утверждается."
    return words_of(typed, "reason", EXPLANATION_LETTERS, needed=needed)


def _lines_of(chosen: "QuerySet[PainEvidence]") -> set[int]:
    rows = chosen.order_by().values_list("line", flat=True).distinct()
    return {line_id for line_id in rows if line_id is not None}
