"""The places of the section «Боли»."""

from collections.abc import Callable
from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from otklik.base.actor import Actor
from otklik.improvement.policies import can_plan_measures, can_view_pain_maps, can_view_roadmap
from otklik.web.shared.requests import PageRequest

#: Menus of the section.
PAINS, ROADMAP, LEARNT = "Карта болей", "Дорожная карта", "Что вышло"


@dataclass(frozen=True)
class Place:
    """A page of the whole section, in the menu at the left; its address takes the administration only."""

    title: str
    url_name: str
    policy: Callable[[Actor], bool]
    group: str = PAINS


PLACES: tuple[Place, ...] = (
    #: The first that the actor may open is where the section begins.
    Place("Карты по кварталам", "pain_maps", can_view_pain_maps),
    Place("Все боли", "pain_list", can_view_roadmap),
    Place("Угасшие боли", "faded_pains", can_view_pain_maps),
    Place("Подразделениям", "unit_lists", can_view_roadmap),
    Place("Все мероприятия", "roadmap", can_view_roadmap, ROADMAP),
    Place("Мои мероприятия", "my_measures", can_view_roadmap, ROADMAP),
    Place("Новое мероприятие", "measure_new", can_plan_measures, ROADMAP),
    Place("Другим органам", "change_proposals", can_view_pain_maps, ROADMAP),
    Place("Что подействовало", "effects", can_view_roadmap, LEARNT),
    Place("Удачные практики", "practices", can_view_pain_maps, LEARNT),
    Place("Направления развития", "directions", can_view_pain_maps, LEARNT),
    Place("Реинжиниринг", "cases", can_view_pain_maps, ROADMAP),
    Place("Требования к качеству", "requirements", can_view_pain_maps, ROADMAP),
    Place("Благодарности", "thanks", can_view_roadmap, LEARNT),
)


def can_open_improvement(actor: Actor) -> bool:
    """Whoever may open at least one place of the section."""
    return any(place.policy(actor) for place in PLACES)


def first_place(actor: Actor) -> str | None:
    """Name of the address where the section begins for the actor."""
    return next((place.url_name for place in PLACES if place.policy(actor)), None)


def improvement_page(
    request: PageRequest, template: str, current: str, *, status: int = 200, **context: object
) -> HttpResponse:
    """Render a page of the section with its menus; `template` is named as from templates/.

    `current` is the address' name of the place that the page belongs to.
    """
    menus: dict[str, list[dict[str, object]]] = {}
    for place in PLACES:
        is_it = place.url_name == current
        if is_it or place.policy(request.actor):
            url = reverse(f"staff:{place.url_name}", args=[request.administration.slug])
            menus.setdefault(place.group, []).append({"title": place.title, "url": url, "current": is_it})
    groups = [{"title": title, "links": links} for title, links in menus.items()]
    return render(request, template, {**context, "menus": groups}, status=status)
