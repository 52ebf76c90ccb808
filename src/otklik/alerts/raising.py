"""Raising an alert once, and telling those whom it concerns."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from otklik.accounts.enums import Role
from otklik.accounts.models import User
from otklik.accounts.queries import people_with_role
from otklik.accounts.responsible import taker_of
from otklik.alerts.models import Alert, Level
from otklik.alerts.ways import chosen_ways
from otklik.catalog.models import Administration
from otklik.core.appeals import Audience
from otklik.core.periods import local_date
from otklik.intake.models import FeedbackItem


@dataclass(frozen=True)
class Cause:
    """What an alert is about; `key` names it, so that the same thing raises one alert."""

    key: str
    kind: Alert.Kind
    level: Level
    title: str
    why: tuple[str, ...]
    item: FeedbackItem | None = None
    department_id: int | None = None
    query: str = ""
    facts: dict[str, Any] = field(default_factory=dict)
    raised_at: datetime | None = None


def raise_alert(administration: Administration, cause: Cause, *, tell: bool = True) -> Alert | None:
    """The new alert, told to its people by their ways; None when it has been raised before."""
    audience = cause.item.audience if cause.item else Audience.EXTERNAL.value
    try:
        with transaction.atomic():
            alert = Alert.objects.create(
                administration=administration,
                key=cause.key,
                kind=cause.kind,
                level=cause.level,
                audience=audience,
                title=cause.title[:300],
                why=list(cause.why),
                facts=cause.facts,
                query=cause.query[:300],
                item=cause.item,
                department_id=cause.department_id,
                raised_at=cause.raised_at or timezone.now(),
            )
    except IntegrityError:
        return None
    # An employee's anonymous message keeps no minute: no letter may tell it either.
    if tell and audience == Audience.EXTERNAL:
        for person in people_concerned(alert):
            for way in chosen_ways(person, alert.level):
                way.send(alert, person)
    return alert


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
