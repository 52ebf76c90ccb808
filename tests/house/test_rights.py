"""Every address of the staff asks who comes, names its policy, and looks empty to a stranger."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from otklik.base.visitor_limits import forget_tries

NOBODYS_UUID = "00000000-0000-4000-8000-000000000000"


def walk(patterns: list[Any], prefix: str = "") -> Iterator[tuple[str, URLPattern]]:
    """Each pattern with its whole route."""
    for pattern in patterns:
        route = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from walk(pattern.url_patterns, route)
        else:
            yield route, pattern


def sample(part: str, slug: str, *, is_first: bool) -> str:
    """A value for one part of a route: the administration's slug in front, else an object that nobody has."""
    if not part.startswith("<"):
        return part
    if is_first:
        return slug
    converter = part[1:].split(":", maxsplit=1)[0] if ":" in part else "str"
    return {"int": "999999", "uuid": NOBODYS_UUID}.get(converter, "2025Q3")


def address(route: str, slug: str) -> str:
    """An address that fits the route."""
    return "/" + "/".join(sample(part, slug, is_first=place == 0) for place, part in enumerate(route.split("/")))


STAFF = [(route, pattern) for route, pattern in walk(get_resolver().url_patterns) if "/staff/" in f"/{route}"]
#: The routes in parts of a hundred: founding an administration for each costs more than asking for the page.
PARTS = [[route for route, _ in STAFF[first : first + 100]] for first in range(0, len(STAFF), 100)]


def test_the_staff_has_pages() -> None:
    assert len(STAFF) > 5


@pytest.mark.parametrize(("route", "pattern"), STAFF, ids=[route for route, _ in STAFF])
def test_each_staff_view_names_its_policy(route: str, pattern: URLPattern) -> None:
    assert callable(getattr(pattern.callback, "policy", None)), f"{route} has no policy"


@pytest.mark.parametrize("routes", PARTS, ids=range(len(PARTS)))
def test_each_staff_page_asks_to_sign_in(routes: list[str], administration: Any, client: Client) -> None:
    def is_open(route: str, method: str) -> bool:
        forget_tries()
        answer = getattr(client, method)(address(route, administration.slug))
        return answer.status_code != 405 and (answer.status_code != 302 or "/login/" not in answer["Location"])

    assert not [f"{method} {route}" for route in routes for method in ("get", "post") if is_open(route, method)]


@pytest.mark.parametrize("routes", PARTS, ids=range(len(PARTS)))
def test_each_staff_page_is_absent_for_a_stranger(
    routes: list[str], administration: Any, client_of: Callable[..., Client]
) -> None:
    """Somebody with every role in another administration finds nothing here."""
    stranger = client_of("registrar", "specialist", "coordinator", "head", "administrator", "auditor", of="biysk")

    def is_found(route: str, method: str) -> bool:
        answer = getattr(stranger, method)(address(route, administration.slug))
        return answer.status_code not in {404, 405}

    assert not [f"{method} {route}" for route in routes for method in ("get", "post") if is_found(route, method)]


@pytest.mark.parametrize("routes", PARTS, ids=range(len(PARTS)))
def test_each_staff_page_is_absent_for_one_without_a_role(routes: list[str], client_of: Callable[..., Client]) -> None:
    nobody = client_of(of="murashi")
    assert not [route for route in routes if nobody.get(address(route, "murashi")).status_code not in {403, 404, 405}]
