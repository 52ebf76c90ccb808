"""Maps as a list: by quarter, newest first, with what each holds."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, QuerySet

from otklik.base.actor import Actor
from otklik.core.periods import Quarter
from otklik.improvement.enums import MapState
from otklik.improvement.models import PainEvidence, PainLine, PainMap

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
