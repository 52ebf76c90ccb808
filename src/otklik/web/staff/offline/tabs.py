"""The places beside the registrar's card, as tabs above each of its pages."""

from collections.abc import Callable

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from otklik.base.actor import Actor
from otklik.intake.policies import can_register_item
from otklik.offline.policies import can_keep_boxes, can_keep_calls, can_keep_events, can_sort_scans
from otklik.web.shared.requests import PageRequest

TABS: tuple[tuple[str, str, Callable[[Actor], bool]], ...] = (
    ("Карточка", "card", can_register_item),
    ("Пачки сканов", "packs", can_sort_scans),
    ("Звонки", "calls", can_keep_calls),
    ("Ящики", "boxes", can_keep_boxes),
    ("Мероприятия", "events", can_keep_events),
)


def card_tabs(request: PageRequest, current: str) -> list[dict[str, object]]:
    """The tabs that the person may open."""
    slug = request.administration.slug
    return [
        {"title": title, "url": reverse(f"staff:{name}", args=[slug]), "current": name == current}
        for title, name, policy in TABS
        if policy(request.actor)
    ]


def offline_page(request: PageRequest, template: str, current: str, **context: object) -> HttpResponse:
    """Render a page under the tabs."""
    tabs = card_tabs(request, current)
    return render(request, f"staff/offline/{template}.html", {**context, "tabs": tabs})
