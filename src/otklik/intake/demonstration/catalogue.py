"""The demonstration's catalogue and staff."""

from datetime import date
from functools import cache

from django.contrib.auth.hashers import make_password

from otklik.accounts.enums import Role
from otklik.accounts.models import Appointment, User
from otklik.catalog import models as catalog
from otklik.demonstration import DemoCatalog
from otklik.intake.models import AnswerTemplate

APPOINTED_ON = date(2024, 6, 3)


def load_catalog(administration: catalog.Administration, invented: DemoCatalog) -> None:
    """Units, organisations, processes, addresses, stages and answer templates."""
    units = [(unit, catalog.Department.Kind.UNIT) for unit in invented.departments]
    units += [(unit, catalog.Department.Kind.SUBORDINATE) for unit in invented.subordinates]
    departments = {
        unit.key: catalog.Department.objects.create(
            administration=administration, slug=unit.key, title=unit.title, kind=kind, code=f"{number:02d}"
        )
        for number, (unit, kind) in enumerate(units, start=1)
    }
    for process in invented.processes:
        catalog.Process.objects.create(
            administration=administration,
            slug=process.key,
            title=process.title,
            subject=process.subject,
            organizer=departments[process.department],
        )
    administration.contacts = invented.contacts
    administration.save(update_fields=["contacts"])
    stages = {
        point.key: stage.title
        for process in invented.processes
        for stage in process.stages
        for point in stage.touchpoints
    }
    for slug, title in stages.items():
        catalog.Touchpoint.objects.filter(administration=administration, slug=slug).update(stage=title)
    for position, template in enumerate(invented.templates):
        AnswerTemplate.objects.create(
            administration=administration, title=template.title, text=template.text, position=position
        )


@cache
def _encoded(password: str) -> str:
    """Made once for all administrations: slow by intent, as is to ask at each start whether it still holds."""
    return make_password(password)


def load_staff(administration: catalog.Administration, invented: DemoCatalog, password: str) -> None:
    """One person or more a role, appointed by an act; all share the one password of the demonstration."""
    encoded = _encoded(password)
    departments = {unit.slug: unit for unit in catalog.Department.objects.filter(administration=administration)}
    for member in invented.staff:
        user = User.objects.create(
            username=f"{administration.slug}-{member.login}",
            password=encoded,
            administration=administration,
            department=departments.get(member.department),
            full_name=member.name,
            position=member.position,
        )
        if user.department is not None and user.department.head is None and member.role == Role.SPECIALIST:
            user.department.head = user
            user.department.save(update_fields=["head"])
        Appointment.objects.create(
            user=user,
            role=Role(member.role),
            act_title="Распоряжение администрации",
            act_number=f"{100 + user.pk}-р",
            act_on=APPOINTED_ON,
            valid_from=APPOINTED_ON,
        )
