"""The places of the section «Боли»."""

from django.http import HttpResponse
from django.shortcuts import render

from otklik.base.actor import Actor
from otklik.improvement.policies import can_plan_measures, can_view_pain_maps, can_view_roadmap
from otklik.web.shared.requests import PageRequest
from otklik.web.staff.places import Place, may_open_any, menus_of

#: Menus of the section.
PAINS, ROADMAP, LEARNT = "Карта болей", "Дорожная карта", "Что вышло"


PLACES: tuple[Place, ...] = (
    #: The first that the actor may open is where the section begins.
    Place("Карты по кварталам", "pain_maps", can_view_pain_maps, PAINS),
    Place("Все боли", "pain_list", can_view_roadmap, PAINS),
    Place("Угасшие боли", "faded_pains", can_view_pain_maps, PAINS),
    Place("Подразделениям", "unit_lists", can_view_roadmap, PAINS),
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
    return may_open_any(actor, PLACES)


def improvement_page(
    request: PageRequest, template: str, current: str, *, status: int = 200, **context: object
) -> HttpResponse:
    """Render a page of the section with its menus; `template` is named as from templates/.

    `current` is the address' name of the place that the page belongs to.
    """
    menus = menus_of(request, PLACES, (PAINS, ROADMAP, LEARNT), current)
    return render(request, template, {**context, "menus": menus}, status=status)
