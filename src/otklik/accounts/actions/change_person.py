"""What stands in a person's account beside the roles: name, position, unit, address for letters."""

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction

from otklik.accounts.models import User
from otklik.accounts.policies import can_manage_staff
from otklik.base import audit
from otklik.base.actor import Actor
from otklik.base.errors import NotFound, RuleBroken
from otklik.catalog.models import Department

LONGEST_NAME, LONGEST_POSITION = 200, 300


@transaction.atomic
def change_person(
    *, actor: Actor, user_id: int, full_name: str, position: str, email: str, department_id: int | None
) -> User:
    """Keep the new facts; RuleBroken for an empty name or what is no address, NotFound for another's unit.

    The audit entry names which facts changed, never the address itself.
    """
    if not can_manage_staff(actor):
        raise NotFound
    own = User.objects.select_for_update().filter(administration_id=actor.administration_id)
    person = own.filter(pk=user_id).first()
    if person is None or not _is_own_unit(actor, department_id):
        raise NotFound
    name = " ".join(full_name.split())[:LONGEST_NAME]
    if not name:
        raise RuleBroken("name_empty", "Напишите фамилию, имя и отчество.", "full_name")
    given = {
        "full_name": name,
        "position": " ".join(position.split())[:LONGEST_POSITION],
        "email": _address(email),
        "department_id": department_id,
    }
    changed = [column for column, value in given.items() if getattr(person, column) != value]
    for column in changed:
        setattr(person, column, given[column])
    if changed:
        person.save(update_fields=changed)
        told = ", ".join(_WORDS[column] for column in changed)
        audit.record(actor, "change_person", person, f"Учётная запись {person}: изменено — {told}")
    return person


_WORDS = {
    "full_name": "имя",
    "position": "должность",
    "email": "адрес почты",
    "department_id": "подразделение",
}


def _address(email: str) -> str:
    wanted = email.strip()
    if wanted:
        try:
            validate_email(wanted)
        except ValidationError as wrong:
            raise RuleBroken("email", "Адрес почты написан с ошибкой. Пример: ivanova@example.ru", "email") from wrong
    return wanted


def _is_own_unit(actor: Actor, department_id: int | None) -> bool:
    units = Department.objects.filter(administration_id=actor.administration_id)
    return department_id is None or units.filter(pk=department_id).exists()
