"""The table of the staff carried out: all of it or, with a fault anywhere, nothing."""

from collections.abc import Sequence

from django.db import transaction

from otklik.accounts.actions.appoint import add_person, appoint
from otklik.accounts.actions.change_person import change_person
from otklik.accounts.models import User
from otklik.accounts.policies import can_manage_staff
from otklik.accounts.staff_list.columns import NumberedCells
from otklik.accounts.staff_list.lines import CommonAct
from otklik.accounts.staff_list.plan import PlannedPerson, StaffPlan, staff_plan
from otklik.base import audit
from otklik.base.actor import Actor
from otklik.base.errors import NotFound, RuleBroken
from otklik.catalog.actions.edit_list import add_entry, change_entry
from otklik.catalog.locks import lock_administration
from otklik.catalog.models import Department
from otklik.importers.field_readers import folded

UNITS = "departments"


@transaction.atomic
def import_staff(*, actor: Actor, rows: Sequence[NumberedCells], common: CommonAct) -> StaffPlan:
    """Add units, accounts (without passwords, see `issue_passwords`) and appointments; change what differs.

    A second time the same table does nothing. RuleBroken when it has a fault. Порядок: murashi 5.9, livny 3.
    """
    if not can_manage_staff(actor):
        raise NotFound
    administration = lock_administration(actor.administration_id)
    plan = staff_plan(actor, rows, common)
    if plan.problems:
        first = plan.problems[0]
        raise RuleBroken("staff_rows", f"Строка {first.row}: {first.message} Загрузите исправленный файл.", "file")
    if plan.is_empty:
        return plan
    units = _keep_units(actor, plan)
    for person in plan.people:
        _keep_person(actor, person, units)
    told = f"подразделений {len(plan.new_units)}, людей {len(plan.new_people)}, изменено {len(plan.changed_people)}"
    audit.record(actor, "import_staff", administration, f"Список сотрудников загружен из файла: {told}")
    return plan


def _keep_units(actor: Actor, plan: StaffPlan) -> dict[str, Department]:
    for unit in plan.new_units:
        add_entry(actor=actor, list_slug=UNITS, title=unit.title, facts={})
    kept = Department.objects.filter(administration_id=actor.administration_id)
    units = {folded(one.title): one for one in kept}
    for unit in plan.units:
        if unit.moves:
            _change_unit(actor, units[folded(unit.title)], "parent", units[folded(unit.parent)].pk)
    return units


def _keep_person(actor: Actor, planned: PlannedPerson, units: dict[str, Department]) -> None:
    unit = units.get(folded(planned.unit)) if planned.unit else None
    user = _new(actor, planned, unit) if planned.kept is None else planned.kept
    if planned.kept is not None and planned.changes:
        change_person(
            actor=actor,
            user_id=user.pk,
            full_name=planned.full_name or user.full_name,
            position=planned.position or user.position,
            email=planned.email or user.email,
            department_id=unit.pk if unit else user.department_id,
        )
    for line in planned.roles:
        appoint(
            actor=actor,
            user_id=user.pk,
            role=line.role,
            act_title=line.act_title,
            act_number=line.act_number,
            act_on=line.act_on,
            valid_from=line.valid_from,
            valid_to=line.valid_to,
        )
    if planned.heads_unit and unit and unit.head_id != user.pk:
        _change_unit(actor, unit, "head", user.pk)


def _new(actor: Actor, planned: PlannedPerson, unit: Department | None) -> User:
    return add_person(
        actor=actor,
        username=planned.username,
        password=None,
        full_name=planned.full_name,
        position=planned.position,
        email=planned.email,
        department_id=unit.pk if unit else None,
    )


def _change_unit(actor: Actor, unit: Department, fact: str, value: int) -> None:
    change_entry(actor=actor, list_slug=UNITS, entry_id=unit.pk, title=unit.title, facts={fact: value})
