import pytest
from django.http import HttpResponse
from django.urls import Resolver404, URLPattern, URLResolver, path
from django.urls.resolvers import RegexPattern

from otklik.web.shared.route_groups import by_first_word


def page(_request: object) -> HttpResponse:
    return HttpResponse()


ROUTES: list[URLPattern] = [
    path("", page, name="desk"),
    path("registry/", page, name="registry"),
    path("search", page, name="search"),
    path("items/new/", page, name="new"),
    path("registry/<int:view_id>/delete/", page, {"sure": True}, name="delete"),
    path("items/<slug:item>/", page, name="item"),
    path("items/<int:item>/", page, name="never_reached"),
    path("words/", page, name="words"),
]
ASKED = ["", "registry/", "registry/7/delete/", "search", "items/new/", "items/abc/", "items/7/", "words/"]


def _told(resolver: URLResolver, address: str) -> tuple[object, ...]:
    match = resolver.resolve(f"/{address}")
    return match.url_name, match.route, match.args, match.kwargs


def test_grouped_addresses_lead_where_they_led() -> None:
    plain, grouped = (URLResolver(RegexPattern(r"^/"), routes) for routes in (ROUTES, by_first_word(ROUTES)))
    assert [_told(grouped, address) for address in ASKED] == [_told(plain, address) for address in ASKED]
    assert grouped.reverse("delete", view_id=7) == plain.reverse("delete", view_id=7) == "registry/7/delete/"
    assert {key for key in grouped.reverse_dict if isinstance(key, str)} == {route.name for route in ROUTES}
    for unknown in ("registry", "registry/x/", "items/", "none/"):
        with pytest.raises(Resolver404):
            grouped.resolve(f"/{unknown}")


def test_a_variable_at_the_beginning_is_refused() -> None:
    with pytest.raises(ValueError, match="begins with a variable"):
        by_first_word([path("<slug:slug>/", page)])
