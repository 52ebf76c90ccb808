"""Telling in a map that a pain is removed, and taking that back; refusing measures."""

from django.db import transaction

from otklik.base.actor import Actor
from otklik.base.errors import RuleBroken
from otklik.improvement.before import Before
from otklik.improvement.draft_work import (
    REASON_LETTERS,
    draft_to_change,
    lines_of_draft,
    note_change,
    settle,
    words_of,
)
from otklik.improvement.enums import ChangeVerb, PainState
from otklik.improvement.models import PainLine


@transaction.atomic
def close_pain(*, actor: Actor, map_id: int, line_id: int, reason: str) -> PainLine:
    """The map tells the pain as removed; feedback of a later quarter brings it back as «вернулась».

    RuleBroken without a reason: what was done, or what shows that it is felt no more. Порядок: murashi 5.16, livny 4.
    """
    pain_map = draft_to_change(actor, map_id)
    why = words_of(reason, "reason", REASON_LETTERS, needed="Напишите, по чему видно, что боль устранена.")
    line = lines_of_draft(actor, pain_map, [line_id])[0]
    if line.state == PainState.CLOSED:
        raise RuleBroken("closed", "Боль уже отмечена устранённой.")
    before = _kept(line)
    line.state = line.pain.state = PainState.CLOSED
    line.pain.closed_quarter, line.pain.closed_reason = pain_map.quarter, why
    _store(line)
    note_change(actor, line, ChangeVerb.CLOSE, f"Устранено «{line.title}»", before)
    settle(pain_map, [line.pk])
    return line


@transaction.atomic
def reopen_pain(*, actor: Actor, map_id: int, line_id: int) -> PainLine:
    """The pain is felt after all."""
    pain_map = draft_to_change(actor, map_id)
    line = lines_of_draft(actor, pain_map, [line_id])[0]
    if line.state == PainState.OPEN:
        raise RuleBroken("open", "Боль и так не отмечена устранённой.")
    before = _kept(line)
    line.state = line.pain.state = PainState.OPEN
    line.pain.closed_quarter, line.pain.closed_reason = None, ""
    _store(line)
    note_change(actor, line, ChangeVerb.CLOSE, f"Снова не устранено «{line.title}»", before)
    settle(pain_map, [line.pk])
    return line


@transaction.atomic
def refuse_measures(*, actor: Actor, map_id: int, line_id: int, reason: str) -> PainLine:
    """Record that nothing will be done about the pain, and why; an empty reason takes the refusal back.

    Порядок: gatchina 4.4 (мероприятие или записанный отказ по каждой проблеме).
    """
    pain_map = draft_to_change(actor, map_id)
    why = words_of(reason, "reason", REASON_LETTERS)
    line = lines_of_draft(actor, pain_map, [line_id])[0]
    if not why and not line.refusal:
        raise RuleBroken("reason", "Напишите, почему мероприятий не будет.", "reason")
    before = Before()
    before.keep_line(line, "refusal", "refusal_by_id")
    line.refusal, line.refusal_by_id = why, actor.user_id if why else None
    line.save(update_fields=["refusal", "refusal_by"])
    told = f"Без мероприятий: «{line.title}»" if why else f"Отказ от мероприятий снят: «{line.title}»"
    note_change(actor, line, ChangeVerb.REFUSE, told, before)
    return line


def _kept(line: PainLine) -> Before:
    before = Before()
    before.keep_line(line, "state", "trend")
    before.keep_pain(line.pain, "state", "closed_quarter", "closed_reason")
    return before


def _store(line: PainLine) -> None:
    line.save(update_fields=["state"])
    line.pain.save(update_fields=["state", "closed_quarter", "closed_reason"])
