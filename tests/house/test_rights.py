"""Every address of the staff asks who comes, names its policy, and looks empty to a stranger."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

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


def test_the_staff_has_pages() -> None:
    assert len(STAFF) > 5


@pytest.mark.parametrize(("route", "pattern"), STAFF, ids=[route for route, _ in STAFF])
def test_each_staff_view_names_its_policy(route: str, pattern: URLPattern) -> None:
    assert callable(getattr(pattern.callback, "policy", None)), f"{route} has no policy"


@pytest.mark.parametrize("route", [route for route, _ in STAFF])
def test_each_staff_page_asks_to_sign_in(route: str, administration: Any, client: Client) -> None:
    for method in (client.get, client.post):
        answer = method(address(route, administration.slug))
        assert answer.status_code in {302, 405}, route
        if answer.status_code == 302:
            assert "/login/" in answer["Location"]


@pytest.mark.parametrize("route", [route for route, _ in STAFF])
def test_each_staff_page_is_absent_for_a_stranger(
    route: str, administration: Any, client_of: Callable[..., Client]
) -> None:
    """Somebody with every role in another administration finds nothing here."""
    stranger = client_of("registrar", "specialist", "coordinator", "head", "administrator", "auditor", of="biysk")
    for method in (stranger.get, stranger.post):
        assert method(address(route, administration.slug)).status_code in {404, 405}, route


@pytest.mark.parametrize("route", [route for route, _ in STAFF])
def test_each_staff_page_is_absent_for_one_without_a_role(route: str, client_of: Callable[..., Client]) -> None:
    nobody = client_of(of="murashi")
    assert nobody.get(address(route, "murashi")).status_code in {403, 404, 405}, route
