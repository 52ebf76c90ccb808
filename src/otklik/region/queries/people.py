"""Who of a region may sign in, which administrations it asked, what it did."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from otklik.base.errors import NotFound
from otklik.base.models import AuditEntry
from otklik.catalog.models import Administration
from otklik.region.actor import RegionActor
from otklik.region.enums import RegionRole
from otklik.region.models import Region, RegionMember, RegionPerson

ROLES = RegionRole.choices
MOST_ENTRIES = 50


@dataclass(frozen=True)
class PersonListed:
    """A person of the region; never of an administration."""

    user_id: int
    name: str
    username: str
    position: str
    role: str
    is_active: bool


def region_people(actor: RegionActor) -> list[PersonListed]:
    """Everybody with an account of the region, by name."""
    if not actor.keeps:
        raise NotFound
    rows = RegionPerson.objects.filter(region_id=actor.region_id).select_related("user").order_by("user__full_name")
    return [
        PersonListed(
            row.user_id,
            row.user.full_name,
            row.user.username,
            row.user.position,
            RegionRole(row.role).label,
            row.user.is_active,
        )
        for row in rows
    ]


def region_members(actor: RegionActor) -> QuerySet[RegionMember]:
    """Every administration that was ever asked, with its answer; who answered stays with the administration."""
    found = RegionMember.objects.filter(region_id=actor.region_id).select_related("administration")
    return found.defer("answered_by_name")


def administrations_to_ask(actor: RegionActor) -> list[tuple[str, str]]:
    """Administrations of the installation that are neither asked nor in."""
    known = RegionMember.objects.filter(region_id=actor.region_id, state__in=("asked", "joined"))
    found = Administration.objects.exclude(pk__in=known.values("administration_id"))
    return list(found.order_by("short_title").values_list("slug", "short_title"))


@dataclass(frozen=True)
class Trace:
    """A write of the region's people."""

    at: datetime
    name: str
    summary: str


def region_traces(actor: RegionActor) -> list[Trace]:
    """What people of the region did, newest first."""
    if not actor.keeps:
        raise NotFound
    people = RegionPerson.objects.filter(region_id=actor.region_id).values("user_id")
    rows = AuditEntry.objects.filter(actor_kind="region", actor_id__in=people).order_by("-pk")[:MOST_ENTRIES]
    return [Trace(row.at, row.actor_name, row.summary) for row in rows]


def region_of(slug: str) -> Region | None:
    """The region; for the command line."""
    return Region.objects.filter(slug=slug).first()
