"""Roles that groups of the directory give: an appointment each, ended when the person leaves the group."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import date, timedelta

from django.conf import settings
from django.utils import timezone

from otklik.accounts.enums import Role
from otklik.accounts.models import Appointment, User
from otklik.base import audit
from otklik.base.actor import system_actor
from otklik.core.periods import local_date

ACT = "Группа каталога"


def roles_by_groups(groups: Collection[str]) -> dict[str, dict[str, str]]:
    """Group by role, by address of the administration, in the order of the machine's settings."""
    held = {group.casefold() for group in groups}
    given: dict[str, dict[str, str]] = defaultdict(dict)
    for group, slug, role in settings.SIGN_IN_GROUPS:
        if group.casefold() in held and role in Role.values:
            given[slug].setdefault(role, group)
    return dict(given)


def keep_outside_roles(user: User, groups: Collection[str]) -> None:
    """Make the appointments that the groups give in the person's own administration, end those they give no more.

    Appointments that people made are not touched. Nothing is done where no group gives any role.
    """
    if not settings.SIGN_IN_GROUPS or user.administration is None:
        return
    administration = user.administration
    today = local_date(timezone.now(), administration.time_zone)
    given = roles_by_groups(groups).get(administration.slug, {})
    held = Appointment.objects.filter(user=user).exclude(outside_group="").in_force(today)
    actor = system_actor(administration.pk, administration.slug)
    for one in held:
        if one.role not in given:
            one.valid_to = today - timedelta(days=1)
            one.save(update_fields=["valid_to"])
            audit.record(actor, "end_appointment", user, f"Вышел из группы каталога: {one.get_role_display()}")
    for role in sorted(given.keys() - {one.role for one in held}):
        _give(user, role, given, today)
        audit.record(actor, "appoint", user, f"{ACT} «{given[role]}»: {Role(role).label}")


def _give(user: User, role: str, given: Mapping[str, str], today: date) -> None:
    """Again on the same day is the same appointment."""
    group = given[role][:200]
    kept = {"act_title": f"{ACT} «{group}»"[:200], "act_on": today, "valid_to": None, "outside_group": group}
    Appointment.objects.update_or_create(user=user, role=role, valid_from=today, defaults=kept)
