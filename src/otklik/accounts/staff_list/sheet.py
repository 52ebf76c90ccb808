"""Everybody who is kept as the same table that is loaded: a list to mend, and the sample of its layout."""

from datetime import date

from otklik.accounts.enums import Role
from otklik.accounts.models import Appointment, User
from otklik.accounts.queries import staff
from otklik.accounts.staff_list.columns import COLUMNS
from otklik.base.actor import Actor
from otklik.catalog.queries import departments
from otklik.core.russian import date_short
from otklik.exporters.register_file.tables import xlsx_bytes

ROLE_TITLES = tuple(role.label for role in Role)


def staff_sheet(actor: Actor, on: date) -> bytes:
    """XLSX: a row for each role in force on the day, for a person without one, and for a unit without people."""
    units = list(departments(actor.administration_id).select_related("parent"))
    heads = {one.head_id: one.pk for one in units if one.head_id}
    parents = {one.pk: one.parent.title for one in units if one.parent}
    people = list(staff(actor).filter(is_active=True))
    rows = [row for person in people for row in _rows(person, on, heads, parents)]
    manned = {person.department_id for person in people}
    rows += [{"unit": one.title, "parent": parents.get(one.pk, "")} for one in units if one.pk not in manned]
    names = [column.name for column in COLUMNS]
    return xlsx_bytes([column.title for column in COLUMNS], ([row.get(name, "") for name in names] for row in rows))


def _rows(person: User, on: date, heads: dict[int, int], parents: dict[int, str]) -> list[dict[str, str]]:
    unit = person.department
    own = {
        "unit": unit.title if unit else "",
        "parent": parents.get(unit.pk, "") if unit else "",
        "full_name": person.full_name,
        "position": person.position,
        "username": person.username,
        "email": person.email,
        "heads_unit": "да" if unit and heads.get(person.pk) == unit.pk else "",
    }
    held = [one for one in person.appointments.all() if one.valid_to is None or one.valid_to >= on]
    return [own | _role(one) for one in held] or [own]


def _role(one: Appointment) -> dict[str, str]:
    return {
        "roles": Role(one.role).label,
        "act_title": one.act_title,
        "act_number": one.act_number,
        "act_on": date_short(one.act_on),
        "valid_from": date_short(one.valid_from),
        "valid_to": date_short(one.valid_to) if one.valid_to else "",
    }
