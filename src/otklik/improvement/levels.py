"""Levels of the lines of a map: how common, how grave, how soon. Порядок: murashi 5.15, biysk 4, livny 4, приложение"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from otklik.base.rewritten_rows import rewrite
from otklik.catalog.queries import procedure_of
from otklik.core.grades import Grade
from otklik.core.prevalence import Measured, Prevalence, prevalence_of
from otklik.core.priority import Impact, impact_of, priority_of
from otklik.improvement.counted_for_levels import (
    Evidence,
    evidence_of_lines,
    interactions_of_quarter,
    messages_of_quarter,
)
from otklik.improvement.importance import importance_of, place_key
from otklik.improvement.level_scales import impact_scale, method_of, prevalence_scale, priority_scale
from otklik.improvement.models import PainLine, PainMap
from otklik.procedures.schema_pains import PainRules

WEIGHED = ("interaction_count", "figures", "prevalence", "impact_share", "impact", "priority")
UNKNOWN = "Приоритет не посчитан: у боли пока нет ни сообщений, ни показателей. Его можно назначить с причиной."


@dataclass(frozen=True)
class _Known:
    """What is counted once for all lines."""

    rules: PainRules
    evidence: Mapping[int, Evidence]
    messages: Mapping[tuple[str, int | None], int]
    interactions: Mapping[int, int]
    importance: Mapping[str, Mapping[str, Any]]


def weigh_lines(pain_map: PainMap, line_ids: Collection[int] | None = None) -> int:
    """Compute the levels of all lines, or of these, and the method that stands under the map; returns how many.

    What people gave stays: feasibility, an own priority, a refusal. The importance by surveys is read anew for the
    whole map only: a merge of two lines does not change it.
    """
    lines = list(PainLine.objects.filter(pain_map=pain_map).select_related("pain").order_by("pk"))
    known = _known(pain_map, lines, line_ids)
    if line_ids is not None:
        lines = [line for line in lines if line.pk in line_ids]
    for line in lines:
        _weigh(line, known)
    rewrite(lines, WEIGHED)
    return len(lines)


def reckon_priority(line: PainLine, rules: PainRules) -> None:
    """Set the priority of a line whose feasibility changed; its levels are taken as they stand."""
    prevalence, impact = Grade.of(line.prevalence), Grade.of(line.impact)
    if prevalence is None or impact is None:
        line.priority = ""
        line.figures = line.figures | {
            "priority": {"sentence": "Приоритет не посчитан: измерить распространённость нечем."}
        }
        return
    feasibility = Grade(line.feasibility) if line.feasibility else None
    found = priority_of(prevalence, impact, feasibility, priority_scale(rules))
    line.priority = found.grade.slug
    told = {"score": found.score, "most": found.scale.most, "sentence": found.sentence}
    line.figures = line.figures | {"priority": told}


def _known(pain_map: PainMap, lines: list[PainLine], line_ids: Collection[int] | None) -> _Known:
    procedure = procedure_of(pain_map.administration.slug)
    method = method_of(procedure)
    if line_ids is None or "importance" not in pain_map.method:
        pains = [one.pain for one in lines]
        places = {(pain.process_id, pain.touchpoint_id) for pain in pains if pain.touchpoint_id is not None}
        method["importance"] = importance_of(pain_map, places)
    else:
        method["importance"] = pain_map.method["importance"]
    if method != pain_map.method:
        pain_map.method = method
        pain_map.save(update_fields=["method"])
    return _Known(
        procedure.pain_rules,
        evidence_of_lines(pain_map, line_ids),
        messages_of_quarter(pain_map),
        interactions_of_quarter(pain_map),
        method["importance"],
    )


def _weigh(line: PainLine, known: _Known) -> None:
    evidence = known.evidence.get(line.pk, Evidence())
    prevalence = _prevalence(line, evidence, known)
    line.interaction_count = prevalence.interactions
    line.prevalence = prevalence.grade.slug if prevalence.grade else ""
    importance = known.importance.get(place_key(line.pain.process_id, line.pain.touchpoint_id))
    impact = _impact(line, evidence, importance, known.rules)
    line.impact_share = round(impact.value, 4) if impact else None
    line.impact = impact.grade.slug if impact else ""
    line.figures = line.figures | {
        "prevalence": _prevalence_figures(prevalence),
        "impact": _impact_figures(impact, evidence, importance),
    }
    reckon_priority(line, known.rules)


def _prevalence(line: PainLine, evidence: Evidence, known: _Known) -> Prevalence:
    """Over all processes that the messages name, and the pain's own.

    Fewer interactions than messages about them are a part of those that were: no rate is counted from a part.
    """
    audience, own = line.pain.audience, line.pain.process_id
    places = set(evidence.processes) | ({own} if own else set())
    base = sum(known.messages.get((audience, place), 0) for place in places)
    if not places:
        base = sum(number for (whose, _place), number in known.messages.items() if whose == audience)
    ended = sum(known.interactions.get(place, 0) for place in places if place)
    is_known = ended >= max(base, evidence.count, 1) and all(place in known.interactions for place in places)
    return prevalence_of(
        evidence.count,
        max(base, evidence.count),
        ended if is_known else None,
        prevalence_scale(known.rules),
        marks=evidence.severity_marks,
        process_count=len(places),
    )


def _impact(
    line: PainLine, evidence: Evidence, importance: Mapping[str, Any] | None, rules: PainRules
) -> Impact | None:
    """None where nothing speaks for the pain yet."""
    if evidence.severity is None:
        return None
    value = importance["value"] if importance else None
    processes = {one for one in (*evidence.processes, line.pain.process_id) if one}
    return impact_of(evidence.severity, value, len(processes), impact_scale(rules))


def _prevalence_figures(found: Prevalence) -> dict[str, Any]:
    return {
        "count": found.count,
        "base": found.base,
        "base_words": found.base_words,
        "interactions": found.interactions,
        "share": _measured(found.share),
        "rate": _measured(found.rate),
        "unsatisfied": found.marks,
        "least": found.least.slug if found.least else "",
        "most": found.most.slug if found.most else "",
        "is_sure": found.is_sure,
        "sentence": found.sentence,
    }


def _measured(one: Measured | None) -> dict[str, float] | None:
    return None if one is None else {"value": one.value, "low": one.low, "high": one.high}


def _impact_figures(found: Impact | None, evidence: Evidence, importance: Mapping[str, Any] | None) -> dict[str, Any]:
    told = found.sentence if found else "Воздействие не посчитано: у боли пока нет ни сообщений, ни показателей."
    return {
        "severity_said": evidence.severity_said,
        "severity_marks": evidence.severity_marks,
        "importance": dict(importance) if importance else None,
        "spread": found.spread if found else None,
        "sentence": told,
    }
