"""What the search box says it understood, how to narrow it, and what to try when nothing was found."""

from dataclasses import dataclass

from django.urls import reverse

from otklik.core.russian import format_number
from otklik.core.search_query import Scope
from otklik.intake import text_index
from otklik.intake.registry import RegistryFilter
from otklik.intake.registry_page import RegistryPage
from otklik.intake.search import Search
from otklik.intake.word_index import LOOKED_THROUGH
from otklik.web.shared.requests import PageRequest


@dataclass(frozen=True)
class Part:
    """A part of the query and what it was taken for."""

    label: str
    typed: str


@dataclass(frozen=True)
class Way:
    """Another way to search, as a link; without an address only a piece of advice."""

    title: str
    url: str = ""


@dataclass(frozen=True)
class Told:
    """Everything said about a search."""

    parts: tuple[Part, ...]
    ways: tuple[Way, ...]
    notes: tuple[str, ...]
    tips: tuple[Way, ...]
    without_url: str


def told_of(request: PageRequest, chosen: RegistryFilter, page: RegistryPage) -> Told | None:
    """None where nothing is searched for."""
    search = page.search
    if search is None:
        return None

    def url(query: str) -> str:
        words = chosen.with_words(q=query).serialise()
        return reverse("staff:registry", args=[request.administration.slug]) + (f"?{words}" if words else "")

    ways = tuple(Way(title, url(f"{scope.label}: {search.query.text}")) for title, scope in _ways(search))
    tips = [Way("проверьте, нет ли опечатки; оставьте меньше слов")]
    if any(name != "q" for name in chosen.given()):
        alone = RegistryFilter(q=chosen.q).serialise()
        tips.append(Way("искать без остальных условий", f"{url('').partition('?')[0]}?{alone}"))
    if search.query.scope is not Scope.ANYWHERE:
        tips.append(Way("искать везде: по номеру, словам, автору и адресу", url(search.query.text)))
    tips.append(Way("номер ищется целиком и частью: «00042/2025», «42»; телефон и адрес — в любой записи"))
    parts = tuple(Part(*part) for part in search.told)
    return Told(parts, ways, tuple(_notes(search)), tuple(tips), url(""))


def _ways(search: Search) -> list[tuple[str, Scope]]:
    """Narrower searches of the same words."""
    if search.query.scope is not Scope.ANYWHERE:
        return []
    if search.number_ids:
        return [("искать как слова", Scope.TEXT)]
    ways = [("только в тексте", Scope.TEXT)]
    if search.with_contacts:
        ways += [("только автор", Scope.AUTHOR), ("только адрес", Scope.ADDRESS)]
    return ways


def _notes(search: Search) -> list[str]:
    notes = []
    if search.needs_contacts:
        notes.append("Имена, адреса и телефоны авторов вам не показаны, поэтому поиск идёт только по текстам.")
    waiting = text_index.waiting()
    if waiting > LOOKED_THROUGH:
        notes.append(f"Найдётся ещё не всё: поиск узнаёт о загруженном, осталось {format_number(waiting)}.")
    return notes
