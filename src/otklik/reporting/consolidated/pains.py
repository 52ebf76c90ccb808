"""Pains of the period from its approved maps, and what was done with those of the period before."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from otklik.core.report_period import ReportPeriod
from otklik.improvement.enums import MapState, MeasureState
from otklik.improvement.models import Measure, MeasureEffect, MeasurePain, PainMap, PainPoint

Plain = dict[str, Any]


def maps_of(administration_id: int, period: ReportPeriod) -> list[PainMap]:
    """The last approved map of each quarter and organiser, the earliest first. Порядок: murashi 5.13, biysk 4"""
    keys = [quarter.key for quarter in period.quarters]
    found = PainMap.objects.filter(administration_id=administration_id, quarter__in=keys, state=MapState.APPROVED)
    newest: dict[tuple[int, int | None], PainMap] = {}
    for one in found.select_related("department").order_by("edition"):
        newest[one.quarter, one.department_id] = one
    return sorted(newest.values(), key=lambda one: (one.quarter, one.department.title if one.department else ""))


def pains_of(maps: Sequence[PainMap], audience: str) -> list[Plain]:
    """Each pain once, as its last map tells it, the most urgent first; `quarters` are those in whose maps it stood."""
    found: dict[int, Plain] = {}
    for one in maps:
        for line in (one.frozen or {"lines": []})["lines"]:
            if line["audience"] != audience:
                continue
            known = found.get(line["pain"])
            quarters = [*(known["quarters"] if known else []), one.quarter]
            count = (known["item_count"] if known else 0) + line["item_count"]
            found[line["pain"]] = {**_told(line, one), "quarters": sorted(set(quarters)), "item_count": count}
    return sorted(found.values(), key=_urgency)


def done_with(pains: Sequence[Plain], still: Iterable[int]) -> list[Plain]:
    """Of each pain of the period before: its measures, what they gave, and whether it is still told.

    Порядок: murashi 5.16, 5.19; biysk 4, livny 4, gatchina 4.4
    """
    ids = [one["pain"] for one in pains]
    states = dict(PainPoint.objects.filter(pk__in=ids).values_list("pk", "state"))
    measures, remaining = measures_of(ids), set(still)
    return [
        {
            "pain": one["pain"],
            "title": one["title"],
            "priority": one["priority"],
            "refusal": one["refusal"],
            "measures": measures.get(one["pain"], []),
            "is_closed": states.get(one["pain"]) == "closed",
            "is_told_again": one["pain"] in remaining,
        }
        for one in pains
    ]


def measures_of(pain_ids: Iterable[int]) -> dict[int, list[Plain]]:
    """By pain: its measures with their newest effects."""
    links = list(MeasurePain.objects.filter(pain_id__in=list(pain_ids)).values_list("pain_id", "measure_id"))
    known = {one.pk: one for one in Measure.objects.filter(pk__in={measure for _, measure in links})}
    effects = newest_effects(known)
    found: dict[int, list[Plain]] = {}
    for pain, measure in sorted(links):
        found.setdefault(pain, []).append(measure_plain(known[measure], effects.get(measure)))
    return found


def newest_effects(measure_ids: Iterable[int]) -> dict[int, MeasureEffect]:
    """The last verdict on each measure that has one."""
    rows = MeasureEffect.objects.filter(measure_id__in=list(measure_ids)).order_by("quarter", "computed_on", "pk")
    return {row.measure_id: row for row in rows.defer("series")}


def measure_plain(measure: Measure, effect: MeasureEffect | None) -> Plain:
    """A measure as the paper tells it."""
    return {
        "measure": measure.pk,
        "title": measure.title,
        "state": measure.state,
        "due_on": measure.due_on.isoformat() if measure.due_on else None,
        "done_on": measure.done_on.isoformat() if measure.done_on else None,
        "result": measure.result,
        "cancel_reason": measure.cancel_reason,
        "verdict": effect.verdict if effect else None,
        "effect": effect.brief if effect else "",
    }


def roadmap_of(administration_id: int, period: ReportPeriod, as_of: Any) -> Plain:
    """Measures that were due or carried out in the period: how many, how far, what they gave."""
    own = Measure.objects.filter(administration_id=administration_id)
    due = own.filter(due_on__gte=period.start_on, due_on__lte=period.end_on)
    done = own.filter(state=MeasureState.DONE, done_on__gte=period.start_on, done_on__lte=period.end_on)
    chosen = {one.pk: one for one in [*due, *done]}
    effects = newest_effects(chosen)
    verdicts = [effects[pk].verdict for pk in chosen if pk in effects]
    states = [one.state for one in chosen.values()]
    late = [
        one for one in chosen.values()
        if one.state in {MeasureState.PLANNED, MeasureState.IN_WORK} and one.due_on and one.due_on < as_of
    ]  # fmt: skip
    return {
        "total": len(chosen),
        "done": states.count(MeasureState.DONE),
        "cancelled": states.count(MeasureState.CANCELLED),
        "late": len(late),
        "judged": len(verdicts),
        **{name: verdicts.count(name) for name in MeasureEffect.Verdict.values},
    }


def _told(line: Mapping[str, Any], one: PainMap) -> Plain:
    return {
        "pain": line["pain"],
        "title": line["title"],
        "process": line["process"]["title"] if line["process"] else "",
        "department": line["department"] or (one.department.title if one.department else ""),
        "priority": line["priority_in_force"],
        "trend": line["trend"],
        "state": line["state"],
        "refusal": line["refusal"],
        "share": (line["figures"].get("prevalence", {}).get("share") or {}).get("value"),
        "base": line["base_count"],
        "digest": one.digest,
    }


def _urgency(pain: Plain) -> tuple[int, int, str]:
    order = {"high": 0, "medium": 1, "low": 2}
    return order.get(pain["priority"], 3), -pain["item_count"], pain["title"]
