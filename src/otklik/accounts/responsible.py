"""Who answers for feedback in each unit, who stands in for whom, and what they recommend."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from otklik.accounts.enums import Role
from otklik.accounts.models import Appointment, Delegation, Recommendation, User
from otklik.accounts.policies import can_decide_recommendation, can_recommend, can_view_responsible
from otklik.base.actor import Actor
from otklik.base.errors import NotFound
from otklik.catalog.models import Department, Process


@dataclass(frozen=True)
class Responsible:
    """A unit that organises the assessment of processes, and those appointed for it by act, the newest first."""

    unit: Department
    process_count: int
    appointments: tuple[Appointment, ...]

    @property
    def is_gap(self) -> bool:
        """Processes, and nobody appointed."""
        return self.process_count > 0 and not self.appointments


def responsible_units(actor: Actor, on: date) -> list[Responsible]:
    """Units with processes or with an appointed organiser, those without a person first. Порядок: murashi 5.9."""
    if not can_view_responsible(actor):
        raise NotFound
    counts: dict[int, int] = defaultdict(int)
    own = Process.objects.filter(administration_id=actor.administration_id, is_active=True)
    for unit_id in own.exclude(organizer=None).values_list("organizer_id", flat=True):
        counts[unit_id or 0] += 1
    people: dict[int, list[Appointment]] = defaultdict(list)
    held = Appointment.objects.filter(role=Role.ORGANIZER, user__administration_id=actor.administration_id)
    for one in held.in_force(on).filter(user__is_active=True).select_related("user").order_by("-valid_from"):
        people[one.user.department_id or 0].append(one)
    units = Department.objects.filter(administration_id=actor.administration_id, is_active=True)
    rows = [Responsible(unit, counts[unit.pk], tuple(people[unit.pk])) for unit in units]
    return sorted((row for row in rows if row.process_count or row.appointments), key=lambda row: not row.is_gap)


def delegations(actor: Actor, on: date) -> QuerySet[Delegation]:
    """Present and coming stand-ins of the administration, for everybody who works in it: one must know whom to ask."""
    own = Delegation.objects.filter(giver__administration_id=actor.administration_id, called_off_at__isnull=True)
    return own.filter(valid_to__gte=on).select_related("giver", "taker").order_by("valid_from", "pk")


def taker_of(user_id: int, on: date) -> int | None:
    """Who acts today for a person who is away; None when the person is there."""
    found = Delegation.objects.filter(giver_id=user_id, taker__is_active=True).in_force(on)
    return found.values_list("taker_id", flat=True).first()


def colleagues(actor: Actor) -> QuerySet[User]:
    """Active people of the administration by name."""
    return User.objects.filter(administration_id=actor.administration_id, is_active=True).order_by("full_name")


def recommendations(actor: Actor) -> QuerySet[Recommendation]:
    """All of the administration for those who decide; one's own unit's for the rest."""
    found = Recommendation.objects.filter(administration_id=actor.administration_id)
    found = found.select_related("author", "department", "decided_by")
    if can_decide_recommendation(actor):
        return found
    if not can_recommend(actor):
        raise NotFound
    return found.filter(department_id=actor.department_id or 0)
