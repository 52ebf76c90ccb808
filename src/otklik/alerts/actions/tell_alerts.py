"""Telling those whom an alert concerns, by the ways they chose; once, whoever calls. Порядок: livny 3."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.utils import timezone

from otklik.accounts.enums import Role
from otklik.accounts.models import User
from otklik.accounts.queries import people_with_role
from otklik.accounts.responsible import taker_of
from otklik.alerts.models import Alert
from otklik.alerts.ways import chosen_ways
from otklik.core.periods import local_date


def tell_waiting() -> int:
    """Put every untold alert on its ways; returns how many. The worker calls it when one is raised, `tick` always."""
    waiting = Alert.objects.filter(awaits_telling=True).order_by("pk").values_list("pk", flat=True)
    return sum(_tell(pk) for pk in list(waiting))


@transaction.atomic
def _tell(pk: int) -> bool:
    alert = Alert.objects.select_for_update().get(pk=pk)
    if not alert.awaits_telling:  # another worker was quicker
        return False
    for person in people_concerned(alert):
        for way in chosen_ways(person, alert.level):
            way.send(alert, person)
    alert.awaits_telling = False
    alert.save(update_fields=["awaits_telling"])
    return True


def people_concerned(alert: Alert) -> list[User]:
    """The coordinators, the assignee, the head of the unit; the registrars where no unit has it yet.

    Who acts for one of them during a leave is told too.
    """
    today = local_date(timezone.now(), alert.administration.time_zone)
    item = alert.item
    people = [*_in_office(alert, Role.COORDINATOR, today)]
    if item and item.assignee_id and item.assignee:
        people.append(item.assignee)
    unit = item.department if item else alert.department
    if unit and unit.head_id and unit.head:
        people.append(unit.head)
    if unit:
        people += [head for head in _in_office(alert, Role.HEAD, today) if head.department_id == unit.pk]
    elif item:
        people += _in_office(alert, Role.REGISTRAR, today)
    takers = [taker_id for person in people if (taker_id := taker_of(person.pk, today))]
    people += User.objects.filter(pk__in=takers)
    return list({person.pk: person for person in people if person.is_active}.values())


def _in_office(alert: Alert, role: str, today: date) -> Iterable[User]:
    return people_with_role(alert.administration_id, role, today)
