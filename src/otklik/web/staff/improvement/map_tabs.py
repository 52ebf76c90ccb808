"""The pages of one map, as tabs, with what waits outside it always in sight."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.urls import reverse

from otklik.improvement.access import PainMap
from otklik.improvement.policies import may_change_map
from otklik.improvement.queries.map_page import quarter_of, remainder_count
from otklik.web.shared.requests import PageRequest
from otklik.web.staff.improvement.tabs import improvement_page


@dataclass(frozen=True)
class MapTab:
    """A page of one map; its address takes the administration and the map's id."""

    title: str
    url_name: str


MAP_TABS: tuple[MapTab, ...] = (
    MapTab("Карта", "pain_map"),
    MapTab("Не вошло в карту", "pain_remainder"),
    MapTab("По кварталам", "pain_map_quarters"),
    MapTab("Изменения", "pain_map_changes"),
)


def map_title(request: PageRequest) -> str:
    """«Карта болей», «Перечень проблем взаимодействия»: as the decree calls it."""
    stated = request.procedure.pain_map
    return stated.title if stated else "Карта болей"


def map_page(
    request: PageRequest, pain_map: PainMap, template: str, current: str, *, status: int = 200, **context: object
) -> HttpResponse:
    """Render a page of one map: title, state, tabs and the remainder's count stand above."""
    waiting = remainder_count(request.actor, pain_map)
    tabs = []
    for tab in MAP_TABS:
        url = reverse(f"staff:{tab.url_name}", args=[request.administration.slug, pain_map.pk])
        count = waiting if tab.url_name == "pain_remainder" else None
        tabs.append({"title": tab.title, "url": url, "current": tab.url_name == current, "count": count})
    return improvement_page(
        request,
        template,
        "pain_maps",
        status=status,
        pain_map=pain_map,
        map_title=map_title(request),
        quarter=quarter_of(pain_map),
        tabs=tabs,
        waiting=waiting,
        may_change=pain_map.state == "draft" and may_change_map(request.actor, pain_map.department_id),
        **context,
    )
