"""What the administration chooses where the decree is silent: days off, the first day asked for, units of roles."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from otklik.base import audit
from otklik.base.actor import Actor
from otklik.base.errors import NotFound, RuleBroken
from otklik.catalog.models import Department
from otklik.catalog.options import keep_options, locked_administration
from otklik.catalog.queries import procedure_of
from otklik.core.russian import date_short
from otklik.duties.policies import can_keep_duty_rules
from otklik.procedures.duty_calendar import DayOff

BASIS_LETTERS = 300
DAY_OFF_TITLES: Mapping[DayOff, str] = {
    "previous": "переносится на предыдущий рабочий день",
    "next": "переносится на следующий рабочий день",
    "same": "не переносится",
}


@dataclass(frozen=True)
class ChosenRules:
    """`basis`: the administration's act, needed for anything but the safe rule. `units`: unit's id by role."""

    day_off: DayOff
    basis: str
    since: date | None
    units: Mapping[str, int | None]


@transaction.atomic
def keep_duty_rules(*, actor: Actor, chosen: ChosenRules) -> None:
    """Keep the choice. Порядок: biysk 4 (the analysis is bound to a unit), murashi 5.18"""
    if not can_keep_duty_rules(actor):
        raise NotFound
    if chosen.day_off != "previous" and not chosen.basis.strip():
        text = "Назовите распоряжение: без него держимся предыдущего рабочего дня, так срок точно не нарушен."
        raise RuleBroken("basis", text, "basis")
    administration = locked_administration(actor)
    own = {"day_off": chosen.day_off, "basis": chosen.basis.strip()}
    if chosen.since:
        own["since"] = chosen.since.isoformat()
    keep_options(administration, duties=own, role_units=_units(actor, chosen.units))
    since = f", считаем с {date_short(chosen.since)}" if chosen.since else ""
    summary = f"Срок в нерабочий день {DAY_OFF_TITLES[chosen.day_off]}{since}"
    audit.record(actor, "keep_duty_rules", administration, summary, **own)


def _units(actor: Actor, units: Mapping[str, int | None]) -> dict[str, int]:
    known = {role.slug for role in procedure_of(actor.administration_slug).roles if role.unit}
    own = set(Department.objects.filter(administration_id=actor.administration_id).values_list("pk", flat=True))
    found = {role: pk for role, pk in units.items() if pk is not None}
    if not (set(found) <= known and set(found.values()) <= own):
        raise NotFound
    return found
