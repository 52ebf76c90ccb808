"""Who hands in packages: every organiser of assessment where the decree wants it, else the administration itself."""

from dataclasses import dataclass

from django.db.models import Q

from otklik.catalog.models import Administration, Department
from otklik.catalog.queries import procedure_of
from otklik.procedures.schema import Procedure
from otklik.procedures.schema_duties import DutyDeadline


@dataclass(frozen=True)
class Organizer:
    """A unit that hands in, or the whole administration (None)."""

    department_id: int | None
    title: str


def package_duty(procedure: Procedure) -> DutyDeadline | None:
    """The decree's duty of packages; None where a package is the administration's own custom. Порядок: murashi 5.18."""
    return next((duty for duty in procedure.deadlines if duty.seen_by == "package"), None)


def organizers_of(administration_id: int) -> list[Organizer]:
    """Units that organise assessment of processes in use, by title; else the administration. Порядок: murashi 5.8"""
    administration = Administration.objects.get(pk=administration_id)
    duty = package_duty(procedure_of(administration.slug))
    if duty is None or not duty.each_organizer:
        return [Organizer(None, administration.title)]
    units = Department.objects.filter(administration_id=administration_id, is_active=True)
    units = units.filter(Q(processes__is_active=True)).distinct().order_by("title")
    return [Organizer(unit.pk, unit.title) for unit in units]
