"""What people say of a line beside the formula: whether the pain can be removed, and another priority."""

from django.db import transaction

from otklik.base.actor import Actor
from otklik.base.errors import NotFound, RuleBroken
from otklik.catalog.queries import procedure_of
from otklik.core.grades import Grade
from otklik.improvement.access import line_for
from otklik.improvement.before import Before
from otklik.improvement.draft_work import NOT_A_DRAFT, REASON_LETTERS, note_change, words_of
from otklik.improvement.enums import ChangeVerb, Level, MapState
from otklik.improvement.levels import reckon_priority
from otklik.improvement.models import PainLine, PainMap
from otklik.improvement.policies import may_change_map, may_judge_feasibility

WHY_FEASIBLE = "Напишите, почему: что для этого нужно и что мешает."
WHY_PRIORITY = "Напишите, почему приоритет другой: причина печатается под картой."


@transaction.atomic
def set_feasibility(
    *, actor: Actor, map_id: int, line_id: int, feasibility: str, reason: str, was: str = ""
) -> PainLine:
    """Say how far the pain can be removed (low, medium, high) and why; the priority is reckoned anew.

    `was` is what the person saw. RuleBroken without a level or a reason, when the map is no draft, when somebody
    judged it otherwise meanwhile. Порядок: murashi 5.15
    """
    line = _line_of_draft(actor, map_id, line_id)
    if not may_judge_feasibility(actor, line.pain_map.department_id, line.pain.department_id):
        raise NotFound
    grade = _level(feasibility, "feasibility")
    why = words_of(reason, "reason", REASON_LETTERS, needed=WHY_FEASIBLE)
    held = Grade(line.feasibility).slug if line.feasibility else ""
    if held not in {was, grade.slug}:
        raise RuleBroken("stale", "Пока вы писали, возможность уже оценили. Сверьте оценку.", "feasibility")
    before = Before()
    before.keep_line(line, "feasibility", "feasibility_reason", "feasibility_by_id", "priority", "figures")
    line.feasibility, line.feasibility_reason, line.feasibility_by_id = int(grade), why, actor.user_id
    reckon_priority(line, procedure_of(actor.administration_slug).pain_rules)
    line.save(update_fields=["feasibility", "feasibility_reason", "feasibility_by", "priority", "figures"])
    note_change(actor, line, ChangeVerb.FEASIBLE, f"«{line.title}»: возможность устранить — {grade.word}", before)
    return line


@transaction.atomic
def override_priority(
    *, actor: Actor, map_id: int, line_id: int, priority: str, reason: str, was: str = ""
) -> PainLine:
    """Put another priority in force, with a reason and a name; an empty level gives the formula its say again.

    RuleBroken without a reason, when the map is no draft, when somebody set it otherwise meanwhile.
    Порядок: murashi 5.15
    """
    line = _line_of_draft(actor, map_id, line_id)
    if not may_change_map(actor, line.pain_map.department_id):
        raise NotFound
    level = _level(priority, "priority").slug if priority else ""
    why = words_of(reason, "reason", REASON_LETTERS, needed=WHY_PRIORITY if level else "")
    if line.own_priority not in {was, level}:
        raise RuleBroken("stale", "Пока вы писали, приоритет уже изменили. Посмотрите на него ещё раз.", "priority")
    before = Before()
    before.keep_line(line, "own_priority", "own_priority_reason", "own_priority_by_id")
    line.own_priority, line.own_priority_reason = level, why if level else ""
    line.own_priority_by_id = actor.user_id if level else None
    line.save(update_fields=["own_priority", "own_priority_reason", "own_priority_by"])
    note_change(actor, line, ChangeVerb.PRIORITY, _told(line), before)
    return line


def _told(line: PainLine) -> str:
    if grade := Grade.of(line.own_priority):
        return f"«{line.title}»: приоритет решением — {grade.masculine}"
    return f"«{line.title}»: приоритет снова по расчёту"


def _line_of_draft(actor: Actor, map_id: int, line_id: int) -> PainLine:
    """The line with its map locked; RuleBroken when the map is no draft."""
    seen = line_for(actor, line_id)
    if seen.pain_map_id != map_id:
        raise NotFound
    pain_map = PainMap.objects.select_for_update().defer("frozen").get(pk=seen.pain_map_id)
    refusal = NOT_A_DRAFT.get(MapState(pain_map.state))
    if refusal:
        raise RuleBroken("not_a_draft", refusal)
    line = PainLine.objects.select_related("pain").get(pk=line_id)
    line.pain_map = pain_map
    return line


def _level(slug: str, field: str) -> Grade:
    if slug not in Level.values:
        raise RuleBroken(field, "Выберите: высокая, средняя или низкая.", field)
    grade = Grade.of(slug)
    assert grade is not None  # noqa: S101 - the slug is not empty
    return grade
