"""The places of a section of the desk: who may open it, where it begins, its menus."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from otklik.base.actor import Actor
from otklik.web.shared.requests import PageRequest


@dataclass(frozen=True)
class Place:
    """A page of the whole section; its address takes the administration only. `group`: the menu in which it stands."""

    title: str
    url_name: str
    policy: Callable[[Actor], bool]
    group: str = ""


def may_open_any(actor: Actor, places: Sequence[Place]) -> bool:
    """Whoever may open at least one place of the section."""
    return any(place.policy(actor) for place in places)


def open_first(request: PageRequest, places: Sequence[Place]) -> HttpResponse:
    """Lead on to where the section begins: the first place that the person may open."""
    place = next((place for place in places if place.policy(request.actor)), None)
    if place is None:
        raise Http404
    return redirect(f"staff:{place.url_name}", request.administration.slug)


def links_of(request: PageRequest, places: Sequence[Place], current: str) -> list[dict[str, object]]:
    """What the person may open, and the current place, by its address' name."""
    return [
        {
            "title": place.title,
            "url": reverse(f"staff:{place.url_name}", args=[request.administration.slug]),
            "current": place.url_name == current,
        }
        for place in places
        if place.url_name == current or place.policy(request.actor)
    ]


def menus_of(
    request: PageRequest, places: Sequence[Place], groups: Sequence[str], current: str
) -> list[dict[str, object]]:
    """The links in menus, in the order of `groups`; a menu without links is left out."""
    menus = ((group, links_of(request, [one for one in places if one.group == group], current)) for group in groups)
    return [{"title": group, "links": links} for group, links in menus if links]
