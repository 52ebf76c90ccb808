"""What the administration chose about days of duties, and the units that do what the decree gives to a unit."""

from collections.abc import Mapping
from datetime import date
from typing import Any, cast

from otklik.catalog.models import Administration
from otklik.catalog.queries import work_calendar
from otklik.procedures.duty_calendar import DayOff, DutyRules, Volumes


def duty_rules(administration: Administration, volumes: Volumes | None = None) -> DutyRules:
    """The rules by which last days are reckoned here."""
    own: Mapping[str, Any] = administration.options.get("duties", {})
    since = own.get("since")
    return DutyRules(
        day_off=cast("DayOff", own.get("day_off", "previous")),
        basis=str(own.get("basis", "")),
        since=date.fromisoformat(since) if since else None,
        calendar=work_calendar(administration.pk),
        volumes=volumes or {},
    )


def unit_of_role(administration: Administration, role: str) -> int | None:
    """Id of the unit to which the decree's role was bound here; None while nobody did. Порядок: biysk 4"""
    found = administration.options.get("role_units", {}).get(role)
    return int(found) if found else None
