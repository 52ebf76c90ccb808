"""The places of the reception, as tabs above each of its pages."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from otklik.reception.policies import (
    can_book_visit,
    can_keep_schedule,
    can_view_reception,
    can_view_reception_figures,
)
from otklik.web.shared.requests import PageRequest

TABS = (
    ("День приёма", "reception", can_view_reception),
    ("Записать", "visit_book", can_book_visit),
    ("Все посещения", "visits", can_view_reception),
    ("Итоги", "reception_figures", can_view_reception_figures),
    ("Графики", "schedules", can_keep_schedule),
)


def reception_page(request: PageRequest, template: str, current: str, **context: object) -> HttpResponse:
    """Render a page of the reception under its tabs."""
    tabs = [
        {
            "title": title,
            "url": reverse(f"staff:{name}", args=[request.administration.slug]),
            "current": name == current,
        }
        for title, name, policy in TABS
        if policy(request.actor)
    ]
    return render(request, f"staff/reception/{template}.html", {**context, "tabs": tabs})
