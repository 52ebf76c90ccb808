"""Many addresses of one area, tried by their first word instead of one after another."""

from collections.abc import Iterable

from django.urls import URLPattern, URLResolver, include, path
from django.urls.resolvers import RoutePattern

_VARIABLE = "<"


def by_first_word(routes: Iterable[URLPattern]) -> list[URLPattern | URLResolver]:
    """The same addresses and names; those that begin with the same word («registry/») are tried together.

    Words shut each other out, so the order matters within a word only. ValueError where the first part is a variable.
    """
    groups: dict[str, list[URLPattern]] = {}
    for route in routes:
        groups.setdefault(_first_word(route), []).append(route)
    found: list[URLPattern | URLResolver] = []
    for word, members in groups.items():
        found += [path(word, include([_below(one, word) for one in members]))] if word and members[1:] else members
    return found


def _first_word(route: URLPattern) -> str:
    """«registry/» of «registry/views/»; empty for an address without a slash."""
    word, slash, _ = str(route.pattern).partition("/")
    if _VARIABLE in word:
        raise ValueError(f"«{route.pattern}» begins with a variable: its place among the others would change.")
    return word + slash if slash else ""


def _below(route: URLPattern, word: str) -> URLPattern:
    """The address without its first word."""
    rest = RoutePattern(str(route.pattern).removeprefix(word), name=route.name, is_endpoint=True)
    return URLPattern(rest, route.callback, route.default_args, route.name)
