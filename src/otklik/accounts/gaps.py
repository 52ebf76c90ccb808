"""What nobody answers for: a role that the decree needs and nobody holds, a process whose organiser has no person."""

from collections.abc import Container
from datetime import date

from otklik.accounts.enums import Role
from otklik.accounts.models import Appointment
from otklik.base.actor import Actor
from otklik.catalog.models import Process

NEEDED = (Role.COORDINATOR, Role.REGISTRAR, Role.SPECIALIST, Role.HEAD, Role.ADMINISTRATOR)


def role_gaps(actor: Actor, on: date) -> list[str]:
    """Sentences about roles without anybody on the day. Порядок: murashi 5.9, biysk 3, livny 3."""
    held = Appointment.objects.filter(user__administration_id=actor.administration_id, user__is_active=True)
    rows = list(held.in_force(on).values_list("role", "user__department_id"))
    roles = {role for role, _ in rows}
    gaps = [f"Никто не назначен: {role.label}." for role in NEEDED if role not in roles]
    organizing = {department for role, department in rows if role == Role.ORGANIZER}
    return gaps + _process_gaps(actor, organizing)


def _process_gaps(actor: Actor, organizing: Container[int | None]) -> list[str]:
    processes = Process.objects.filter(administration_id=actor.administration_id, is_active=True)
    bare: list[str] = []
    unmanned: dict[str, int] = {}
    for title, unit_id, unit in processes.values_list("title", "organizer_id", "organizer__title"):
        if unit_id is None:
            bare.append(title)
        elif unit_id not in organizing:
            unmanned[unit] = unmanned.get(unit, 0) + 1
    gaps = [f"Нет организатора оценки у процесса «{title}»." for title in bare]
    return gaps + [f"{unit}: процессов {count}, а организатор оценки не назначен." for unit, count in unmanned.items()]
