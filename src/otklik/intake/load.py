"""How much each specialist has: what waits, what is late, what was answered, how long people wait."""

from collections import Counter, defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from statistics import median
from zoneinfo import ZoneInfo

from django.db.models import Count, Exists, OuterRef, Q, TextField, Value
from django.db.models.functions import Concat, Substr

from otklik.accounts.enums import Role
from otklik.accounts.models import User
from otklik.accounts.queries import people_with_role
from otklik.base.actor import Actor
from otklik.base.errors import NotFound
from otklik.catalog.models import Department
from otklik.catalog.queries import administration_by_slug
from otklik.core.appeals import OPEN_STATUSES
from otklik.intake.models import FeedbackItem
from otklik.intake.originals import MARGIN, mask_openings
from otklik.intake.policies import can_view_load
from otklik.intake.queries import today_of
from otklik.intake.querysets import FeedbackItemQuerySet
from otklik.intake.registry_page import OPENING_LETTERS

WEEK = timedelta(days=6)
ANSWERED_WITHIN = timedelta(days=30)
#: An answer of the last month belongs to a message received within two prolonged terms.
RECEIVED_WITHIN = timedelta(days=120)
#: Unassigned items looked at for the counts of units.
MOST_NOBODY = 5000
MOST_ITEMS = 200
_OPEN = [status.value for status in OPEN_STATUSES]


@dataclass(frozen=True)
class PersonLoad:
    """One person's desk: counts of open items, and what was answered in 30 days with the median waiting in days."""

    person: User
    open: int
    this_week: int
    overdue: int
    answered: int
    median_days: float | None


@dataclass(frozen=True)
class UnitLoad:
    """A unit's people, those with most first, and what of the unit nobody has taken."""

    unit: Department | None
    people: tuple[PersonLoad, ...]
    nobody: int

    @property
    def open(self) -> int:
        """Everything open in the unit."""
        return sum(one.open for one in self.people) + self.nobody


def unit_loads(actor: Actor, department_id: int | None = None) -> list[UnitLoad]:
    """Units with their people, by title; one unit when it is given. NotFound without the right."""
    if not can_view_load(actor):
        raise NotFound
    people = _people(actor, department_id)
    loads = _loads(actor, people)
    nobody = _nobody(actor)
    units = {unit.pk: unit for unit in Department.objects.filter(administration_id=actor.administration_id)}
    by_unit: dict[int | None, list[PersonLoad]] = defaultdict(list)
    for load in loads:
        by_unit[load.person.department_id].append(load)
    wanted = {department_id} if department_id else {*by_unit, *(unit for unit in nobody if unit in units)}
    found = [
        UnitLoad(units.get(unit or 0), tuple(sorted(by_unit[unit], key=_most_first)), nobody[unit]) for unit in wanted
    ]
    return sorted(found, key=lambda load: (load.unit is None, str(load.unit or "")))


def own_unit(actor: Actor) -> int | None:
    """The unit that a head looks at first: the one he heads; None for all."""
    if actor.has(Role.COORDINATOR):
        return None
    led = Department.objects.filter(administration_id=actor.administration_id, head_id=actor.user_id)
    return led.values_list("pk", flat=True).first()


def units_to_choose(actor: Actor) -> list[Department]:
    """Active units by title."""
    return list(Department.objects.filter(administration_id=actor.administration_id, is_active=True))


def person_items(actor: Actor, person_id: int) -> tuple[User, list[FeedbackItem]]:
    """The person and the open items at the desk, the most urgent first; NotFound outside the administration."""
    person = User.objects.filter(administration_id=actor.administration_id, pk=person_id).first()
    if person is None or not can_view_load(actor):
        raise NotFound
    opening = Substr(Concat("title", Value(" "), "text", output_field=TextField()), 1, OPENING_LETTERS + MARGIN)
    rows = _open_items(actor).filter(assignee=person).defer("text").annotate(opening=opening)
    items = list(rows.order_by("due_on", "pk")[:MOST_ITEMS])
    mask_openings(items, OPENING_LETTERS)
    return person, items


def _people(actor: Actor, department_id: int | None) -> list[User]:
    """Specialists in office, and whoever else has open items."""
    today = today_of(actor)
    found = people_with_role(actor.administration_id, Role.SPECIALIST, today)
    has_open = Exists(FeedbackItem.objects.filter(assignee_id=OuterRef("pk"), status__in=_OPEN))
    busy = User.objects.filter(has_open, administration_id=actor.administration_id)
    people = {person.pk: person for rows in (found, busy) for person in rows.select_related("department")}
    return [one for one in people.values() if department_id in {None, one.department_id}]


def _loads(actor: Actor, people: Collection[User]) -> list[PersonLoad]:
    today, ids = today_of(actor), [person.pk for person in people]
    rows = (
        _open_items(actor)
        .filter(assignee_id__in=ids)
        .order_by()
        .values_list("assignee_id")
        .annotate(
            open=Count("pk"),
            week=Count("pk", filter=Q(due_on__gte=today, due_on__lte=today + WEEK)),
            late=Count("pk", filter=Q(due_on__lt=today)),
        )
    )
    counts = {person_id: (waiting, week, late) for person_id, waiting, week, late in rows}
    waited = _waited(actor, ids, today)
    return [_load(person, counts.get(person.pk, (0, 0, 0)), waited[person.pk]) for person in people]


def _load(person: User, counts: tuple[int, int, int], waited: list[int]) -> PersonLoad:
    waiting, week, late = counts
    return PersonLoad(person, waiting, week, late, len(waited), median(waited) if waited else None)


def _waited(actor: Actor, ids: Collection[int], today: date) -> dict[int, list[int]]:
    zone = ZoneInfo(administration_by_slug(actor.administration_slug).time_zone)
    since = datetime.combine(today - RECEIVED_WITHIN, time.min, zone)
    rows = FeedbackItem.objects.visible_to(actor).filter(
        assignee_id__in=ids, received_at__gte=since, answered_on__gte=today - ANSWERED_WITHIN
    )
    waited: dict[int, list[int]] = defaultdict(list)
    for person_id, days in rows.order_by().values_list("assignee_id", "waiting_days"):
        if person_id is not None and days is not None:
            waited[person_id].append(days)
    return waited


def _nobody(actor: Actor) -> Counter[int | None]:
    rows = _open_items(actor).filter(assignee__isnull=True).newest_first()
    return Counter(rows.values_list("department_id", flat=True)[:MOST_NOBODY])


def _open_items(actor: Actor) -> FeedbackItemQuerySet:
    return FeedbackItem.objects.visible_to(actor).filter(status__in=_OPEN)


def _most_first(load: PersonLoad) -> tuple[int, int, str]:
    return -load.overdue, -load.open, str(load.person)
