"""What the road map is narrowed to: words in a row, kept in the address."""

from dataclasses import replace
from typing import Any

from django.http import QueryDict
from django.urls import reverse

from otklik.base.errors import NotFound
from otklik.catalog import queries as catalog
from otklik.improvement.access import pain_for
from otklik.improvement.enums import MeasureState
from otklik.improvement.measure_types import measure_types
from otklik.improvement.policies import can_plan_measures
from otklik.improvement.queries.roadmap import RoadmapFilter, roadmap_counts
from otklik.web.shared.requests import PageRequest

MOST_PAGES, DIGITS = 1000, 18
VIEWS = (("Список", "roadmap"), ("Доска", "roadmap_board"), ("По времени", "roadmap_timeline"))


def chosen_of(asked: QueryDict) -> RoadmapFilter:
    """The filter of the address; what cannot be read narrows nothing."""
    state = asked.get("state", "")
    return RoadmapFilter(
        words=_words(asked, "words"),
        state=state if state in {*MeasureState.values, "open"} else "",
        department=_number(asked, "department"),
        kind=_words(asked, "kind"),
        pain=_number(asked, "pain"),
        process=_number(asked, "process"),
        owner=_number(asked, "owner"),
        is_late=asked.get("late") == "1",
        page=min(max(_number(asked, "page") or 1, 1), MOST_PAGES),
    )


def filter_shown(request: PageRequest, chosen: RoadmapFilter, current: str) -> dict[str, Any]:
    """What the templates of the three views share."""
    own, query = request.administration.pk, _query_without(request.GET, "page", "year")
    return {
        "chosen": chosen,
        "is_narrowed": replace(chosen, page=1) != RoadmapFilter(),
        "pain": _pain(request, chosen.pain),
        "counts": roadmap_counts(request.actor),
        "states": [("open", "в работе и в плане"), *MeasureState.choices],
        "departments": list(catalog.departments(own).values_list("pk", "title")),
        "processes": list(catalog.processes(own).values_list("pk", "title")),
        "kinds": measure_types(request.procedure),
        "views": [_view(request, title, name, query, current) for title, name in VIEWS],
        "query": query,
        "following": f"{query}&page={chosen.page + 1}".lstrip("&"),
        "may_plan": can_plan_measures(request.actor),
    }


def _view(request: PageRequest, title: str, name: str, query: str, current: str) -> dict[str, Any]:
    url = reverse(f"staff:{name}", args=[request.administration.slug])
    return {"title": title, "url": f"{url}?{query}" if query else url, "current": name == current}


def _pain(request: PageRequest, pain_id: int | None) -> Any:
    """The pain of the filter, to name it; a pain that may not be seen narrows the list to nothing, unnamed."""
    try:
        return pain_for(request.actor, pain_id) if pain_id else None
    except NotFound:
        return None


def _query_without(asked: QueryDict, *names: str) -> str:
    kept = asked.copy()
    for name in [*names, *(name for name in asked if not asked.get(name))]:
        kept.pop(name, None)
    return kept.urlencode()


def _words(asked: QueryDict, name: str) -> str:
    return asked.get(name, "")[:300].replace("\0", "").strip()


def _number(asked: QueryDict, name: str) -> int | None:
    typed = asked.get(name, "")
    return int(typed) if typed.isascii() and typed.isdecimal() and len(typed) <= DIGITS else None
