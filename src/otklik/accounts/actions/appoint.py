"""Accounts and appointments of the staff."""

from datetime import date

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from otklik.accounts.enums import Role
from otklik.accounts.models import Appointment, User
from otklik.accounts.policies import can_manage_staff
from otklik.base import audit
from otklik.base.actor import Actor
from otklik.base.errors import NotFound, RuleBroken
from otklik.catalog.models import Department
from otklik.core.periods import local_date


@transaction.atomic
def add_person(
    *,
    actor: Actor,
    username: str,
    password: str | None,
    full_name: str,
    position: str = "",
    department_id: int | None = None,
    email: str = "",
    is_temporary: bool = True,
) -> User:
    """Make an account, by default with a password to be changed; RuleBroken for a taken name or a weak password.

    Without a password nobody enters by one until it is given (`issue_passwords`, `reset_password`).
    """
    _check_right(actor)
    own_units = Department.objects.filter(administration_id=actor.administration_id)
    if department_id and not own_units.filter(pk=department_id).exists():
        raise NotFound
    if User.objects.filter(username=username).exists():
        raise RuleBroken("username_taken", "Такое имя для входа уже занято. Придумайте другое.", "username")
    user = User(
        username=username,
        full_name=full_name,
        position=position,
        email=email,
        administration_id=actor.administration_id,
        department_id=department_id,
        password_is_temporary=is_temporary,
    )
    if password is not None:
        _check_password(password, user)
    user.set_password(password)
    user.save()
    audit.record(actor, "add_person", user, f"Учётная запись: {full_name}")
    return user


@transaction.atomic
def appoint(
    *,
    actor: Actor,
    user_id: int,
    role: str,
    act_title: str,
    act_on: date,
    valid_from: date,
    act_number: str = "",
    valid_to: date | None = None,
) -> Appointment:
    """Give a role by an act («Порядок: murashi 5.9, livny 3»); RuleBroken for dates the wrong way round."""
    _check_right(actor)
    user = User.objects.filter(pk=user_id, administration_id=actor.administration_id).first()
    if user is None:
        raise NotFound
    _check_days(valid_from, valid_to)
    if Appointment.objects.filter(user=user, role=role, valid_from=valid_from).exists():
        raise RuleBroken("appointed", "Такое назначение с этой даты уже есть.", "valid_from")
    appointment = Appointment.objects.create(
        user=user,
        role=role,
        act_title=act_title,
        act_number=act_number,
        act_on=act_on,
        valid_from=valid_from,
        valid_to=valid_to,
    )
    audit.record(actor, "appoint", user, f"Назначение: {Role(role).label}, {act_title} {act_number}".strip())
    return appointment


@transaction.atomic
def correct_appointment(
    *,
    actor: Actor,
    appointment_id: int,
    act_title: str,
    act_number: str,
    act_on: date,
    valid_from: date,
    valid_to: date | None,
) -> Appointment:
    """Mend a slip in the act or the days; what stood before stays in the audit trail. Порядок: murashi 5.9, livny 3."""
    _check_right(actor)
    own = Appointment.objects.select_for_update().filter(user__administration_id=actor.administration_id)
    found = own.filter(pk=appointment_id).first()
    if found is None:
        raise NotFound
    _check_days(valid_from, valid_to)
    others = Appointment.objects.filter(user_id=found.user_id, role=found.role).exclude(pk=found.pk)
    if others.filter(valid_from=valid_from).exists():
        raise RuleBroken("appointed", "Такое назначение с этой даты уже есть.", "valid_from")
    given = {"act_title": act_title, "act_number": act_number, "act_on": act_on}
    given |= {"valid_from": valid_from, "valid_to": valid_to}
    _check_last_administrator(found, valid_from, valid_to)
    before = {name: str(getattr(found, name) or "") for name, value in given.items() if getattr(found, name) != value}
    for name in before:
        setattr(found, name, given[name])
    if before:
        found.save(update_fields=list(before))
        told = f"Назначение исправлено: {found.get_role_display()}"
        audit.record(actor, "correct_appointment", found.user, told, before=before)
    return found


@transaction.atomic
def end_appointment(*, actor: Actor, appointment_id: int, on: date) -> Appointment:
    """The role ends with the day."""
    _check_right(actor)
    found = Appointment.objects.filter(pk=appointment_id, user__administration_id=actor.administration_id).first()
    if found is None:
        raise NotFound
    if on < found.valid_from:
        raise RuleBroken("dates", "Окончание срока раньше его начала. Исправьте дату.", "on")
    _check_last_administrator(found, found.valid_from, on)
    found.valid_to = on
    found.save(update_fields=["valid_to"])
    audit.record(actor, "end_appointment", found.user, f"Окончание: {found.get_role_display()}")
    return found


def _check_last_administrator(ending: Appointment, valid_from: date, valid_to: date | None) -> None:
    """Somebody must be left who appoints the others: an administrator who may enter, today and without an end."""
    today = local_date(timezone.now(), ending.user.administration.time_zone) if ending.user.administration else None
    if ending.role != Role.ADMINISTRATOR or today is None or (valid_to is None and valid_from <= today):
        return
    others = Appointment.objects.filter(role=Role.ADMINISTRATOR, valid_to=None, user__is_active=True).in_force(today)
    if not others.filter(user__administration=ending.user.administration).exclude(pk=ending.pk).exists():
        text = "Других администраторов нет, и назначать людей станет некому. Сначала назначьте другого, бессрочно."
        raise RuleBroken("last_administrator", text, "valid_to")


def _check_days(valid_from: date, valid_to: date | None) -> None:
    if valid_to and valid_to < valid_from:
        raise RuleBroken("dates", "Окончание срока раньше его начала. Исправьте даты.", "valid_to")


def _check_password(password: str, user: User) -> None:
    try:
        validate_password(password, user)
    except ValidationError as weak:
        raise RuleBroken("password_weak", " ".join(weak.messages), "password") from weak


def _check_right(actor: Actor) -> None:
    if not can_manage_staff(actor):
        raise NotFound
