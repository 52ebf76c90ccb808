"""Maps as a list: by quarter, newest first, with what each holds."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, QuerySet

from otklik.accounts.enums import Role
from otklik.base.actor import Actor
from otklik.catalog.models import Department
from otklik.core.periods import Quarter
from otklik.improvement.enums import MapState
from otklik.improvement.models import PainEvidence, PainLine, PainMap
from otklik.improvement.policies import can_draft_pain_map, may_change_map

#: More quarters than five years of four maps each are not listed at once.
MOST = 80


@dataclass(frozen=True)
class MapListed:
    """A map, its lines, and how much of the quarter waits outside it."""

    map: PainMap
    line_count: int
    remainder_count: int
    #: A later edition took its place.
    is_replaced: bool = False

    @property
    def quarter(self) -> Quarter:
        """The quarter that the map tells."""
        return Quarter.from_key(self.map.quarter)


def maps_listed(actor: Actor) -> list[MapListed]:
    """Maps that the actor may see, newest quarter first; counts only what the actor may see of each."""
    maps = list(PainMap.objects.visible_to(actor).select_related("department", "approved_by").defer("frozen")[:MOST])
    lines = _counted(PainLine.objects.visible_to(actor).filter(pain_map__in=maps))
    drafts = [one.pk for one in maps if one.state != MapState.APPROVED]
    waiting = _counted(PainEvidence.objects.visible_to(actor).remainder().filter(pain_map__in=drafts))
    newest: dict[tuple[int, int | None], int] = {}
    for one in maps:
        newest.setdefault((one.quarter, one.department_id), one.edition)
    return [
        MapListed(
            one,
            lines.get(one.pk, 0),
            waiting.get(one.pk, 0),
            is_replaced=one.edition < newest[one.quarter, one.department_id],
        )
        for one in maps
    ]


def _counted(rows: "QuerySet[Any]") -> Mapping[int, int]:
    return dict(rows.order_by().values_list("pain_map").annotate(n=Count("pk")))


def may_begin_edition(actor: Actor, pain_map: PainMap) -> bool:
    """Whether the actor may correct an approved map: nobody has begun its next edition yet."""
    if not (can_draft_pain_map(actor) and may_change_map(actor, pain_map.department_id)):
        return False
    same = PainMap.objects.filter(administration_id=pain_map.administration_id).of_unit(pain_map.department_id)
    return not same.filter(quarter=pain_map.quarter, edition__gt=pain_map.edition).exists()


def units_with_maps(actor: Actor) -> list[tuple[int, str]]:
    """Units whose map the actor may draft: the coordinator any, an organiser his own."""
    own = Department.objects.filter(administration_id=actor.administration_id, is_active=True)
    if not actor.has(Role.COORDINATOR):
        own = own.filter(pk=actor.department_id or 0)
    return list(own.order_by("title").values_list("pk", "title"))
