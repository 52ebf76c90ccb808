"""Lists handed to the units that own services: one's own, or all for those who answer for the whole."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.db.models import F, QuerySet
from django.urls import reverse

from otklik.accounts.enums import Role
from otklik.base.actor import Actor
from otklik.base.errors import NotFound
from otklik.core.periods import Quarter
from otklik.core.russian import count_with_word
from otklik.improvement.map_payload import shown_payload
from otklik.improvement.models import UnitList
from otklik.improvement.policies import can_view_internal_pains, can_view_roadmap

#: Five years of quarters of a few dozen units are looked through page by page elsewhere; here the newest stand.
MOST = 200


@dataclass(frozen=True)
class ListShown:
    """A list with what the actor may see of it."""

    row: UnitList
    line_count: int
    may_take_note: bool

    @property
    def quarter(self) -> Quarter:
        """The quarter that it tells."""
        return Quarter.from_key(self.row.pain_map.quarter)


def sees_every_list(actor: Actor) -> bool:
    """Those who answer for the whole."""
    return actor.has(Role.COORDINATOR, Role.HEAD, Role.CONTROLLER, Role.AUDITOR)


def may_take_note(actor: Actor, row: UnitList) -> bool:
    """Whoever works in the unit."""
    return actor.department_id is not None and actor.department_id == row.department_id


def lists_seen(actor: Actor) -> list[ListShown]:
    """Newest first; lists of which the actor may see no line are left out. Порядок: gatchina 4.4, naryan-mar 4.4"""
    rows = _seen(actor).select_related("pain_map", "department", "read_by").defer("pain_map__frozen")[:MOST]
    return [ListShown(row, _count(actor, row), row.read_at is None and may_take_note(actor, row)) for row in rows]


def unit_list_for(actor: Actor, list_id: int) -> UnitList:
    """The list if the actor may see it; NotFound otherwise."""
    rows = _seen(actor).select_related("pain_map__administration", "pain_map__approved_by", "department", "read_by")
    found = rows.filter(pk=list_id).first()
    if found is None:
        raise NotFound
    return found


def list_shown(actor: Actor, row: UnitList) -> ListShown:
    """The list's head for its page."""
    return ListShown(row, _count(actor, row), row.read_at is None and may_take_note(actor, row))


def lines_of_list(actor: Actor, row: UnitList) -> list[dict[str, Any]]:
    """Lines of the approved map that the unit owns, as the payload has them."""
    lines = shown_payload(row.pain_map, actor)["lines"]
    return [line for line in lines if line.get("department_id") == row.department_id]


def unread_lists(actor: Actor) -> "QuerySet[UnitList]":
    """Lists of the actor's unit that nobody there has taken note of."""
    if actor.department_id is None:
        return UnitList.objects.none()
    return _seen(actor).filter(department_id=actor.department_id, read_at__isnull=True)


def digest_part(actor: Actor, today: date) -> str:  # noqa: ARG001 - the shape of a part of the morning letter
    """What waits for the person's unit, for the morning letter; empty when nothing does."""
    count = unread_lists(actor).count()
    if not count:
        return ""
    url = settings.BASE_URL.rstrip("/") + reverse("staff:unit_lists", args=[actor.administration_slug])
    told = count_with_word(count, "перечень проблем", "перечня проблем", "перечней проблем")
    return f"ВАШЕМУ ПОДРАЗДЕЛЕНИЮ НАПРАВЛЕНО: {told}\n\n  {url}"


def _seen(actor: Actor) -> "QuerySet[UnitList]":
    if not can_view_roadmap(actor):
        return UnitList.objects.none()
    own = UnitList.objects.filter(pain_map__administration_id=actor.administration_id)
    if not can_view_internal_pains(actor):
        own = own.filter(line_count__gt=F("internal_count"))
    return own if sees_every_list(actor) else own.filter(department_id=actor.department_id or 0)


def _count(actor: Actor, row: UnitList) -> int:
    return row.line_count if can_view_internal_pains(actor) else row.line_count - row.internal_count
