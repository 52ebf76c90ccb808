"""Who a signed-in person is: the actor with the roles in force today."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from django.contrib.auth.hashers import check_password
from django.db import connection
from django.db.models import CharField, Prefetch, QuerySet, Value
from django.utils import timezone

from otklik.accounts.models import Appointment, Delegation, User
from otklik.base.actor import Actor
from otklik.base.errors import NotFound
from otklik.base.planned_once import planned_once
from otklik.core.periods import local_date


@planned_once()
def actor_of(user: User) -> Actor | None:
    """The actor for a user of an administration, with the roles of those he stands in for; None without one."""
    administration = user.administration
    if administration is None or not user.is_active:
        return None
    today = local_date(timezone.now(), administration.time_zone)
    givers, roles = _rights_on(user.pk, today)
    return Actor(
        kind="staff",
        administration_id=administration.pk,
        administration_slug=administration.slug,
        name=str(user),
        user_id=user.pk,
        roles=roles,
        department_id=user.department_id,
        stands_for=givers,
        is_node_keeper=user.is_node_keeper,
    )


def _rights_on(user_id: int, today: date) -> tuple[frozenset[int], frozenset[str]]:
    """For whom the person stands in, and the roles of all of them: every page of the staff begins with it."""
    with connection.cursor() as cursor:
        cursor.execute(*_rights_asked(user_id, today))
        rows = cursor.fetchall()
    givers = frozenset(giver_id for giver_id, role in rows if role is None)
    return givers, frozenset(role for _, role in rows if role is not None)


@lru_cache(maxsize=1024)
def _rights_asked(user_id: int, today: date) -> tuple[str, tuple[Any, ...]]:
    """The statement: Django takes longer to write it than a database to answer it."""
    stands_for = Delegation.objects.filter(taker_id=user_id, giver__is_active=True).in_force(today).order_by()
    held = Appointment.objects.in_force(today).order_by().values_list("user_id", "role")
    own, lent = held.filter(user_id=user_id), held.filter(user_id__in=stands_for.values("giver_id"))
    givers = stands_for.values_list("giver_id", Value(None, output_field=CharField()))
    return givers.union(own, lent, all=True).query.sql_with_params()


def has_temporary_password(user: User) -> bool:
    """True until the person sets a password of their own."""
    return user.password_is_temporary


def staff(actor: Actor) -> QuerySet[User]:
    """People of the actor's administration with their appointments."""
    appointments = Prefetch("appointments", Appointment.objects.order_by("-valid_from"))
    people = User.objects.filter(administration_id=actor.administration_id).select_related("department")
    return people.prefetch_related(appointments).order_by("full_name")


def people_without_entry(actor: Actor) -> QuerySet[User]:
    """People of the actor's administration who may enter and never have: their passwords may be printed as a sheet."""
    return staff(actor).filter(is_active=True, last_login=None, outside=None).exclude(pk=actor.user_id or 0)


@dataclass(frozen=True, slots=True)
class PersonNamed:
    """A person as lists name him; `unit` is empty where he has none."""

    pk: int
    name: str
    unit: str
    is_active: bool


@planned_once()
def people_named(administration_id: int) -> list[PersonNamed]:
    """Everybody of the administration by name, in one query of few words."""
    people = User.objects.filter(administration_id=administration_id).order_by("full_name")
    rows = people.values_list("pk", "full_name", "department__title", "is_active")
    return [PersonNamed(pk, name, unit or "", is_active) for pk, name, unit, is_active in rows]


def people_with_role(administration_id: int, role: str, on: date) -> QuerySet[User]:
    """Active people who hold the role on the day."""
    holders = Appointment.objects.filter(role=role).in_force(on).values("user_id")
    people = User.objects.filter(administration_id=administration_id, is_active=True, pk__in=holders)
    return people.order_by("full_name")


def accounts_with_password(password: str) -> list[tuple[str, str]]:
    """Sign-in name and role of active accounts that share one known password, checked once per stored hash."""
    rows = Appointment.objects.filter(user__is_active=True).order_by("role", "user__pk")
    found, verdicts = [], dict[str, bool]()
    for username, encoded, role in rows.values_list("user__username", "user__password", "role"):
        if encoded not in verdicts:
            verdicts[encoded] = check_password(password, encoded)
        if verdicts[encoded]:
            found.append((username, role))
    return found


@dataclass(frozen=True)
class StaffMember:
    """A person with the roles in force on a day, and every appointment, the newest first."""

    person: User
    roles: tuple[str, ...]
    appointments: tuple[Appointment, ...]


def staff_members(actor: Actor, on: date) -> list[StaffMember]:
    """Everybody with an account in the administration, by name; those whose way in is closed too."""
    return [_member(person, on) for person in staff(actor)]


def staff_member(actor: Actor, user_id: int, on: date) -> StaffMember:
    """One person, or NotFound."""
    person = staff(actor).filter(pk=user_id).first()
    if person is None:
        raise NotFound
    return _member(person, on)


def _member(person: User, on: date) -> StaffMember:
    appointments = tuple(person.appointments.all())
    in_force = (one for one in appointments if one.valid_from <= on and (one.valid_to is None or one.valid_to >= on))
    return StaffMember(person, tuple(dict.fromkeys(one.get_role_display() for one in in_force)), appointments)


def own_email(actor: Actor) -> str:
    """The address at which the person gets letters of the system; empty when there is none."""
    return User.objects.filter(pk=actor.user_id or 0).values_list("email", flat=True).first() or ""
