"""One-time passwords for people who have never entered: made together, printed as one sheet, stored nowhere.

A sheet that was lost is made anew; what stands on the last one holds.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.contrib.auth.hashers import PBKDF2PasswordHasher, get_hasher, make_password
from django.db import transaction

from otklik.accounts.models import User
from otklik.accounts.passwords import one_time_password
from otklik.accounts.policies import can_manage_staff
from otklik.accounts.queries import people_without_entry
from otklik.base import audit
from otklik.base.actor import Actor
from otklik.base.errors import NotFound, RuleBroken

#: A random password of 75 bits is not guessed however fast it is checked, and a sheet for a hundred people must not
#: take a minute; the person's own password is stretched in full.
ITERATIONS = 20_000


@dataclass(frozen=True)
class IssuedPassword:
    """What is handed to one person."""

    full_name: str
    unit: str
    username: str
    password: str


@transaction.atomic
def issue_passwords(*, actor: Actor, user_ids: Iterable[int]) -> list[IssuedPassword]:
    """A new one-time password for each of these who has never entered; RuleBroken when nobody was chosen."""
    if not can_manage_staff(actor):
        raise NotFound
    wanted = set(user_ids)
    people = [person for person in people_without_entry(actor) if person.pk in wanted]
    if not people:
        raise RuleBroken("nobody_chosen", "Отметьте хотя бы одного человека.")
    issued = []
    for person in people:
        password = one_time_password()
        person.password = _encoded(password)
        person.password_is_temporary = True
        issued.append(IssuedPassword(str(person), str(person.department or ""), person.username, password))
        audit.record(actor, "issue_password", person, f"Одноразовый пароль для первого входа: {person}")
    User.objects.bulk_update(people, ["password", "password_is_temporary"])
    return issued


def _encoded(password: str) -> str:
    hasher = get_hasher()
    if isinstance(hasher, PBKDF2PasswordHasher):
        return hasher.encode(password, hasher.salt(), ITERATIONS)
    return make_password(password)
