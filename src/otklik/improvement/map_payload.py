"""A pain map as plain data: what an approved map stores, what its papers are made of, and what JSON gives away.

No text of a citizen goes into it: an approved map is kept longer than a text may be.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import Count

from otklik.base.actor import Actor
from otklik.catalog.queries import procedure_of
from otklik.core.periods import Quarter
from otklik.improvement.enums import EvidenceKind
from otklik.improvement.models import Measure, MeasurePain, PainEvidence, PainLine, PainMap
from otklik.improvement.policies import audiences_seen

SCHEMA_VERSION = "1.0"
Payload = dict[str, Any]


def payload_of(pain_map: PainMap) -> Payload:
    """All of the map as it stands now: lines with levels and their parts, measures, what was left out and why."""
    lines = list(
        PainLine.objects.filter(pain_map=pain_map).select_related(
            "pain__process", "pain__touchpoint", "pain__department", "feasibility_by", "own_priority_by", "refusal_by"
        )
    )
    evidence, measures = _evidence(pain_map), _measures(one.pain_id for one in lines)
    administration = pain_map.administration
    return {
        "schema_version": SCHEMA_VERSION,
        "administration": administration.slug,
        "quarter": str(Quarter.from_key(pain_map.quarter)),
        "edition": pain_map.edition,
        "department": pain_map.department.title if pain_map.department else "",
        "procedure_revision": procedure_of(administration.slug).act.revision,
        "method": pain_map.method,
        "lines": [_line(one, evidence.get(one.pk, {}), measures.get(one.pain_id, [])) for one in lines],
        "left_out": _left_out(pain_map),
    }


def shown_payload(pain_map: PainMap, actor: Actor) -> Payload:
    """What the actor may see of it: frozen when the map is approved, as it stands otherwise.

    Lines of an audience that the actor may not see are left out.
    """
    payload: Payload = pain_map.frozen or payload_of(pain_map)
    seen = audiences_seen(actor)
    return payload | {
        "lines": [line for line in payload["lines"] if line["audience"] in seen],
        "left_out": [one for one in payload["left_out"] if one["audience"] in seen],
    }


def line_payload(line: PainLine) -> Payload:
    """One line as it stands now, without the words of its evidence."""
    return _line(line, {}, _measures([line.pain_id]).get(line.pain_id, []))


def _line(line: PainLine, evidence: Mapping[str, Any], measures: list[Payload]) -> Payload:
    pain = line.pain
    return {
        "line": line.pk,
        "pain": pain.pk,
        "position": line.position,
        "title": line.title,
        "details": pain.details,
        "audience": pain.audience,
        "kind": pain.kind,
        "process": {"id": pain.process_id, "title": pain.process.title, "subject": pain.process.subject}
        if pain.process
        else None,
        "touchpoint": pain.touchpoint.title if pain.touchpoint else "",
        "department": pain.department.title if pain.department else "",
        "department_id": pain.department_id,
        "trend": line.trend,
        "state": line.state,
        "evidence": evidence,
        "measures": measures,
        **_levels(line),
    }


def _levels(line: PainLine) -> Payload:
    plain = (
        "item_count", "previous_count", "base_count", "interaction_count", "process_count", "figures", "prevalence",
        "impact_share", "impact", "feasibility", "feasibility_reason", "priority", "own_priority",
        "own_priority_reason", "priority_in_force", "refusal",
    )  # fmt: skip
    people = ("feasibility_by", "own_priority_by", "refusal_by")
    names = {name: person.full_name if (person := getattr(line, name)) else "" for name in people}
    return {**{name: getattr(line, name) for name in plain}, **names}


def _evidence(pain_map: PainMap) -> dict[int, Payload]:
    """By line: how many of each kind, and the words of what is no item (indicators, notes, experts)."""
    found: dict[int, Payload] = defaultdict(lambda: {"counts": {}, "words": []})
    rows = PainEvidence.objects.filter(pain_map=pain_map, line__isnull=False)
    for line_id, kind, number in rows.values_list("line", "kind").annotate(number=Count("pk")).order_by("line", "kind"):
        found[line_id]["counts"][kind] = number
    told = rows.filter(kind=EvidenceKind.INDICATOR).exclude(words="").order_by("line", "pk")
    for line_id, words in told.values_list("line", "words"):
        found[line_id]["words"].append(words)
    return dict(found)


def _measures(pains: Iterable[int]) -> dict[int, list[Payload]]:
    """By pain: its measures, those due first before those without a date."""
    pairs = MeasurePain.objects.filter(pain_id__in=set(pains)).values_list("pain", "measure")
    known = {one.pk: one for one in _measures_by_id({measure for _pain, measure in pairs})}
    found: dict[int, list[Measure]] = defaultdict(list)
    for pain, measure in pairs:
        found[pain].append(known[measure])
    return {pain: [_measure(one) for one in sorted(own, key=_due)] for pain, own in found.items()}


def _measures_by_id(ids: set[int]) -> list[Measure]:
    return list(Measure.objects.filter(pk__in=ids).select_related("department", "owner"))


def _due(measure: Measure) -> tuple[bool, str, int]:
    return measure.due_on is None, str(measure.due_on), measure.pk


def _measure(measure: Measure) -> Payload:
    return {
        "measure": measure.pk,
        "title": measure.title,
        "kind": measure.kind,
        "state": measure.state,
        "department": measure.department.title if measure.department else "",
        "owner": measure.owner.full_name if measure.owner else "",
        "due_on": measure.due_on.isoformat() if measure.due_on else None,
        "done_on": measure.done_on.isoformat() if measure.done_on else None,
    }


def _left_out(pain_map: PainMap) -> list[Payload]:
    """What stands in no line, by reason: «все выявленные боли подлежат включению», and the rest is explained."""
    rows = PainEvidence.objects.filter(pain_map=pain_map, line__isnull=True)
    counted = rows.values("audience", "excluded_reason").annotate(number=Count("pk")).order_by("-number", "audience")
    return [{"audience": one["audience"], "reason": one["excluded_reason"], "count": one["number"]} for one in counted]
