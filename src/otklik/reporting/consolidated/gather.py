"""Everything that a consolidated report tells, as plain data: gathered once, then only read."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from otklik.accounts.enums import Role
from otklik.accounts.queries import people_with_role
from otklik.analysis.calculation import revision_of
from otklik.base.actor import Actor
from otklik.catalog.queries import procedure_of
from otklik.core.appeals import Audience
from otklik.core.report_period import ReportPeriod
from otklik.improvement.models import PainMap
from otklik.intake.models import FeedbackItem
from otklik.procedures.schema import Procedure
from otklik.reporting.consolidated.appeals import appeals_of
from otklik.reporting.consolidated.collected import closings_of, packages_of, recommendations_of, words_of
from otklik.reporting.consolidated.comparable import only_comparable
from otklik.reporting.consolidated.indicators import indicators_of
from otklik.reporting.consolidated.pains import done_with, maps_of, measures_of, pains_of, roadmap_of
from otklik.reporting.consolidated.reconciliation import reconciled
from otklik.reporting.consolidated.units import units_of
from otklik.reporting.packages.organizers import package_duty

SCHEMA_VERSION = "1.0"
Plain = dict[str, Any]
#: Told how far it is: how many steps are done, of how many, what is at.
Progress = Callable[[int, int, str], None]
AUDIENCES = tuple(one.value for one in Audience)


def _silent(_done: int, _total: int, _stage: str) -> None:
    """Nobody watches."""


def gather(actor: Actor, period: ReportPeriod, as_of: date, progress: Progress = _silent) -> Plain:
    """The payload of the period as the rows stand now. Порядок: murashi 5.19, biysk 4, livny 4, gatchina 4.1"""
    procedure, own = procedure_of(actor.administration_slug), actor.administration_id
    steps = len(AUDIENCES) * 2 + 2
    progress(0, steps, "Пакеты организаторов")
    duty = package_duty(procedure)
    payload: Plain = {
        "schema_version": SCHEMA_VERSION,
        "administration": actor.administration_slug,
        "period": str(period),
        "procedure_revision": revision_of(procedure),
        "as_of": as_of.isoformat(),
        "signers": {role: _signer(own, role, as_of) for role in (Role.HEAD.value, Role.COORDINATOR.value)},
        "by_organizers": bool(duty and duty.each_organizer),
        "packages": packages_of(own, period),
        "words": words_of(own, period),
        "recommendations": recommendations_of(own, period),
        "closings": closings_of(own, period, procedure.act.time_zone),
        "counted_before": _with_items(own, period.previous()),
    }
    if payload["by_organizers"]:
        payload["reconciliation"] = reconciled(own, period, procedure.survey_rules.minimum_group)
    maps, earlier = maps_of(own, period), maps_of(own, period.previous())
    payload["maps"] = [
        {"quarter": one.quarter, "department": str(one.department or ""), "digest": one.digest} for one in maps
    ]
    progress(1, steps, "Дорожная карта")
    payload["roadmap"] = roadmap_of(own, period, as_of)
    payload["audiences"] = {}
    for place, audience in enumerate(AUDIENCES):
        progress(2 + place * 2, steps, f"Обращения и боли: {_whose(audience)}")
        told = _feedback_of(actor, procedure, period, audience, as_of) | _pains(maps, earlier, audience)
        progress(3 + place * 2, steps, f"Опросы: {_whose(audience)}")
        told["indicators"] = indicators_of(actor, procedure, period, audience, as_of)
        payload["audiences"][audience] = told
    progress(steps, steps, "Готово")
    return only_comparable(payload)


def _feedback_of(actor: Actor, procedure: Procedure, period: ReportPeriod, audience: str, as_of: date) -> Plain:
    minimum = _minimum(procedure, audience)
    return {
        **appeals_of(actor, procedure, period, audience, as_of),
        "units": units_of(actor.administration_id, procedure, period, audience, minimum),
    }


def _pains(maps: Sequence[PainMap], earlier: Sequence[PainMap], audience: str) -> Plain:
    """Pains of the period with their measures, and what was done with those of the period before."""
    pains = pains_of(maps, audience)
    measures = measures_of(one["pain"] for one in pains)
    return {
        "pains": [one | {"measures": measures.get(one["pain"], [])} for one in pains],
        "before": done_with(pains_of(earlier, audience), [one["pain"] for one in pains]),
    }


def _signer(administration_id: int, role: str, on: date) -> Plain:
    """Who holds the office on the day: stands under the paper."""
    person = people_with_role(administration_id, role, on).first()
    return {"position": person.position, "name": person.full_name} if person else {"position": "", "name": ""}


def _whose(audience: str) -> str:
    return "внешние клиенты" if audience == Audience.EXTERNAL else "внутренние клиенты"


def _minimum(procedure: Procedure, audience: str) -> int:
    rules = procedure.survey_rules
    return rules.minimum_group if audience == Audience.EXTERNAL else rules.internal_minimum_group


def _with_items(administration_id: int, period: ReportPeriod) -> list[str]:
    """Quarters of the period in which anything was counted: a period begun halfway is no measure for a whole one."""
    items = FeedbackItem.objects.of(administration_id)
    return [str(one) for one in period.quarters if items.filter(quarter=one.key).exists()]
