"""The JSON form of the road map: docs/schema/roadmap.json."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from otklik.improvement.queries.roadmap import MeasureLine, roadmap_of_quarter
from otklik.intake.queries import today_of
from otklik.reporting.report import ReportRequest

SCHEMA_VERSION = "1.0"


def contract(request: ReportRequest) -> Mapping[str, Any]:
    """Values as the schema has them."""
    return {
        "schema_version": SCHEMA_VERSION,
        "administration": request.actor.administration_slug,
        "period": str(request.quarter),
        "as_of": today_of(request.actor).isoformat(),
        "measures": [_measure(line) for line in roadmap_of_quarter(request.actor, request.quarter)],
    }


def _measure(line: MeasureLine) -> Mapping[str, Any]:
    one = line.measure
    return {
        "id": one.pk,
        "title": one.title,
        "kind": one.kind,
        "state": one.state,
        "department": str(one.department) if one.department else None,
        "owner": str(one.owner) if one.owner else None,
        "starts_on": _day(one.starts_on),
        "due_on": _day(one.due_on),
        "done_on": _day(one.done_on),
        "late_days": line.late_days,
        "cost": None if one.cost is None else float(one.cost),
        "result": one.result,
        "cancel_reason": one.cancel_reason,
        "pains": [{"id": pain.pk, "title": pain.title} for pain in line.pains],
        "steps": [
            {"title": step.title, "due_on": _day(step.due_on), "done_on": _day(step.done_on)} for step in line.steps
        ],
    }


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
