"""What the Open311 face tells: services, and the messages that came by it.

Number, status, dates and service only, unless the administration lets text and place be read.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from django.db.models import Q, QuerySet
from django.utils import timezone

from otklik.base.actor import Actor
from otklik.base.errors import NotFound, RuleBroken
from otklik.catalog.models import Process
from otklik.catalog.queries import procedure_of
from otklik.core.appeals import OPEN_STATUSES, ItemStatus
from otklik.core.personal_data import mask
from otklik.intake.author_access import is_erased
from otklik.intake.originals import known_of
from otklik.interchange.models import GeoFace, GeoRequest
from otklik.interchange.policies import can_manage_interchange
from otklik.procedures.publication import ruling
from otklik.procedures.schema_duties import Artifact

#: GeoReport v2: at most 90 days and 1000 messages at once.
MOST_DAYS, MOST_ROWS = timedelta(days=90), 1000
_OPEN = [status.value for status in OPEN_STATUSES]


@dataclass(frozen=True)
class Asked:
    """By what messages are chosen; nothing given means the last 90 days."""

    ids: Sequence[int] = ()
    services: Sequence[str] = ()
    since: datetime | None = None
    until: datetime | None = None
    statuses: Sequence[str] = ()


@dataclass(frozen=True)
class GeoTold:
    """A message as everybody may read it; text and place are empty unless published."""

    request_id: int
    is_open: bool
    status_title: str
    service: Process
    agency: str
    requested_at: datetime
    updated_at: datetime
    expected_at: datetime | None
    description: str
    address: str
    address_id: str
    latitude: float | None
    longitude: float | None


def face_of(slug: str) -> GeoFace:
    """The administration's face; NotFound where it has none or it is switched off."""
    found = GeoFace.objects.select_related("administration").filter(administration__slug=slug, is_enabled=True).first()
    if found is None:
        raise NotFound
    return found


def face_to_change(actor: Actor) -> GeoFace | None:
    """The face for its page, whether it is on or not; NotFound without the right."""
    if not can_manage_interchange(actor):
        raise NotFound
    return GeoFace.objects.filter(administration_id=actor.administration_id).first()


def services_of(face: GeoFace) -> list[Process]:
    """The published services, by title."""
    return list(face.services.filter(is_active=True).select_related("organizer").order_by("title", "pk"))


def requests_of(face: GeoFace, asked: Asked) -> list[GeoTold]:
    """Messages, the newest first; `ids` set everything else aside, as the specification has it.

    RuleBroken with the clause where the decree keeps what is collected inside. Порядок: gatchina 4.3, naryan-mar 4.3
    """
    refuse_inside(face.administration.slug, "request_states")
    rows = _rows(face)
    if asked.ids:
        return _told(face, rows.filter(pk__in=list(asked.ids)[:MOST_ROWS]))
    until = asked.until or (asked.since + MOST_DAYS if asked.since else timezone.now())
    since = max(asked.since or until - MOST_DAYS, until - MOST_DAYS)
    rows = rows.filter(requested_at__gte=since, requested_at__lte=until)
    if asked.services:
        rows = rows.filter(service__slug__in=asked.services)
    if asked.statuses:
        is_open = Q(item__status__in=_OPEN)
        wanted = {"open": is_open, "closed": ~is_open}
        rows = rows.filter(_either([wanted[one] for one in asked.statuses]))
    return _told(face, rows[:MOST_ROWS])


def refuse_inside(slug: str, artifact: Artifact) -> None:
    """RuleBroken with the clause and its words where the decree forbids the artifact."""
    found = ruling(procedure_of(slug), artifact)
    if not found.may:
        raise RuleBroken("not_public", f"{found.title.capitalize()}: публиковать нельзя. {found.words}")


def texts_may_go_out(slug: str) -> bool:
    """Only where a clause says so: decrees speak of generalised data, never of the messages themselves."""
    return ruling(procedure_of(slug), "feedback_texts").may


def request_id_of(face: GeoFace, token: str) -> int:
    """The number behind a token, or NotFound."""
    found = _rows(face).filter(token=token).values_list("pk", flat=True).first()
    if found is None:
        raise NotFound
    return found


def _either(parts: Sequence[Q]) -> Q:
    joined = parts[0]
    for one in parts[1:]:
        joined |= one
    return joined


def _rows(face: GeoFace) -> QuerySet[GeoRequest]:
    rows = GeoRequest.objects.filter(administration_id=face.administration_id)
    rows = rows.select_related("item__contact", "item__department", "service")
    return rows.order_by("-requested_at", "-pk")


def _told(face: GeoFace, rows: QuerySet[GeoRequest]) -> list[GeoTold]:
    return [_one(face, row) for row in rows]


#: Everybody asks for the same messages, and masking one takes as long as finding a hundred.
_masked = lru_cache(maxsize=4096)(mask)


def _midnight(face: GeoFace, day: date | None) -> datetime | None:
    return datetime.combine(day, time.min, ZoneInfo(face.administration.time_zone)) if day else None


def _one(face: GeoFace, row: GeoRequest) -> GeoTold:
    item, contact = row.item, getattr(row.item, "contact", None)
    is_shown = face.is_text_published and texts_may_go_out(face.administration.slug) and not is_erased(item)
    answered, expected = _midnight(face, item.answered_on), _midnight(face, item.due_on)
    return GeoTold(
        request_id=row.pk,
        is_open=item.status in _OPEN,
        status_title=ItemStatus(item.status).label,
        service=row.service,
        agency=item.department.title if item.department else face.administration.short_title,
        requested_at=row.requested_at,
        updated_at=max(answered, row.requested_at) if answered else row.requested_at,
        expected_at=expected,
        description=_masked(item.text, known_of(contact)) if is_shown else "",
        address=row.address if is_shown else "",
        address_id=row.address_id if is_shown else "",
        latitude=row.latitude if is_shown else None,
        longitude=row.longitude if is_shown else None,
    )
