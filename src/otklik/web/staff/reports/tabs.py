"""The places of the section «Отчёты»."""

from django.http import HttpResponse
from django.shortcuts import render

from otklik.base.actor import Actor
from otklik.duties.policies import can_keep_duty_rules, can_view_board, can_view_duties
from otklik.publishing.policies import can_change_open_data, can_change_placement, can_view_publications
from otklik.region.actions.membership import can_join_region
from otklik.reporting.consolidated.policies import can_view_consolidated
from otklik.reporting.own_templates.policies import can_keep_templates
from otklik.reporting.policies import can_view_packages
from otklik.reporting.reviews.policies import can_view_reviews
from otklik.web.shared.requests import PageRequest
from otklik.web.staff.places import Place, may_open_any, menus_of

#: Menus of the section.
HAND_IN, WHOLE, PUBLICATION = "Сдать", "Свод", "Публикация"


PLACES: tuple[Place, ...] = (
    #: The first that the actor may open is where the section begins.
    Place("Отчётные материалы", "packages", can_view_packages, HAND_IN),
    Place("Календарь обязанностей", "duties", can_view_duties, HAND_IN),
    Place("Кто сдал", "duty_board", can_view_board, HAND_IN),
    Place("В свой календарь", "duty_feed", can_view_duties, HAND_IN),
    Place("Правила сроков", "duty_rules", can_keep_duty_rules, HAND_IN),
    Place("Публикации", "publications", can_view_publications, PUBLICATION),
    Place("Правила размещения", "placement", can_change_placement, PUBLICATION),
    Place("Открытые данные", "open_data", can_change_open_data, PUBLICATION),
    Place("Что вышло в числах", "releases", can_view_publications, PUBLICATION),
    Place("Свод за квартал и год", "consolidated", can_view_consolidated, WHOLE),
    Place("Рассмотрения", "reviews", can_view_reviews, WHOLE),
    Place("Шаблоны отчётов", "own_templates", can_keep_templates, WHOLE),
    Place("Показ региону", "region_consent", can_join_region, PUBLICATION),
)


def can_open_reports(actor: Actor) -> bool:
    """Whoever may open at least one place of the section."""
    return may_open_any(actor, PLACES)


def reports_page(
    request: PageRequest, template: str, current: str, *, status: int = 200, **context: object
) -> HttpResponse:
    """Render a page of the section with its menus; `template` is named as from templates/.

    `current` is the address' name of the place that the page belongs to.
    """
    menus = menus_of(request, PLACES, (HAND_IN, WHOLE, PUBLICATION), current)
    return render(request, template, {**context, "menus": menus}, status=status)
