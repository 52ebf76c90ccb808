"""Joining several lines of a draft into one pain."""

from collections.abc import Sequence

from django.db import transaction

from otklik.base.actor import Actor
from otklik.base.errors import RuleBroken
from otklik.core.russian import count_with_word
from otklik.improvement.before import Before, whole
from otklik.improvement.draft_work import draft_to_change, lines_of_draft, note_change, settle
from otklik.improvement.enums import ChangeVerb
from otklik.improvement.models import MeasurePain, PainEvidence, PainLine

FEWEST = 2


@transaction.atomic
def merge_pains(*, actor: Actor, map_id: int, line_ids: Sequence[int], into_id: int | None = None) -> PainLine:
    """Join the lines into one (`into_id`, else the fullest): evidence and measures follow, the trace stays.

    RuleBroken for fewer than two lines, for residents with employees, for a pain that was joined elsewhere already,
    for a line that is not there any longer. Порядок: biysk 4, livny 4 («все выявленные боли подлежат включению»).
    """
    pain_map = draft_to_change(actor, map_id)
    lines = lines_of_draft(actor, pain_map, list(dict.fromkeys([*line_ids, *([into_id] if into_id else [])])))
    into = next((one for one in lines if one.pk == into_id), None) or max(lines, key=_fullness, default=None)
    rest = [one for one in lines if one != into]
    _check(into, rest)
    assert into is not None  # noqa: S101 - checked above, for the type checker
    before = Before()
    _move_all(into, rest, before)
    summary = f"{count_with_word(len(rest), 'боль', 'боли', 'болей')} в «{into.title}»: {_titles(rest)}"
    note_change(actor, into, ChangeVerb.MERGE, f"Объединено: {summary}", before)
    settle(pain_map, [into.pk])
    return into


def _fullness(line: PainLine) -> tuple[int, int]:
    return line.item_count, -line.pk


def _titles(lines: Sequence[PainLine]) -> str:
    return ", ".join(f"«{one.title}»" for one in lines)


def _check(into: PainLine | None, rest: Sequence[PainLine]) -> None:
    if into is None or len(rest) < FEWEST - 1:
        raise RuleBroken("too_few", "Отметьте хотя бы две боли: объединить можно две и больше.")
    if {one.pain.audience for one in rest} != {into.pain.audience}:
        raise RuleBroken("audience", "Боли жителей и боли сотрудников не объединяются: отметьте только одни.")
    if into.pain.merged_into_id:
        raise RuleBroken("merged", f"Боль «{into.title}» уже объединена с другой в другой карте. Выберите главной ту.")


def _move_all(into: PainLine, rest: Sequence[PainLine], before: Before) -> None:
    moved = PainEvidence.objects.filter(line__in=rest)
    before.keep_evidence(moved)
    moved.update(line=into)
    for line in rest:
        before.gone_lines.append(whole(line))
        before.keep_pain(line.pain, "merged_into_id")
        line.pain.merged_into = into.pain
        line.pain.save(update_fields=["merged_into"])
    _link_measures(into, rest, before)
    PainLine.objects.filter(pk__in=[one.pk for one in rest]).delete()


def _link_measures(into: PainLine, rest: Sequence[PainLine], before: Before) -> None:
    """Measures against what was joined are against the whole now."""
    known = set(MeasurePain.objects.filter(pain=into.pain_id).values_list("measure", flat=True))
    others = MeasurePain.objects.filter(pain__in=[one.pain_id for one in rest]).values_list("measure", flat=True)
    for measure_id in sorted(set(others) - known):
        before.made_links.append(MeasurePain.objects.create(measure_id=measure_id, pain_id=into.pain_id).pk)
