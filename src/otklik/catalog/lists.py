"""The lists that an administration keeps by itself: channels, reasons, touchpoints, processes, departments."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from django.db.models import QuerySet

from otklik.base.actor import Actor
from otklik.base.errors import NotFound
from otklik.catalog.models import (
    Channel,
    ClientSegment,
    Department,
    LifeSituation,
    OutsideBody,
    Process,
    Reason,
    Touchpoint,
)
from otklik.catalog.queries import procedure_of
from otklik.core.appeals import Audience, Form
from otklik.core.deadlines import LegalClass


@dataclass(frozen=True)
class CatalogList:
    """A list: its rows, the facts beside the title, and the block of the profile that its first entries come from."""

    slug: str
    title: str
    one: str
    model: Any
    facts: tuple[str, ...] = ()
    profile_block: str = ""
    related: tuple[str, ...] = ()


LISTS: Mapping[str, CatalogList] = MappingProxyType(
    {
        entry.slug: entry
        for entry in (
            CatalogList(
                "channels", "Каналы", "канал", Channel, ("audience", "mode", "form", "kind", "legal_class"),
                "channels",
            ),
            CatalogList("reasons", "Причины обращений", "причину", Reason, (), "reasons"),
            CatalogList("segments", "Клиентские сегменты", "сегмент", ClientSegment, (), "segments"),
            CatalogList(
                "life_situations", "Жизненные ситуации", "ситуацию", LifeSituation, (), "life_situations"
            ),
            CatalogList(
                "touchpoints", "Точки взаимодействия", "точку", Touchpoint, ("process",), "touchpoints", ("process",)
            ),
            CatalogList(
                "processes", "Процессы", "процесс", Process, ("subject", "organizer"),
                related=("organizer", "administration"),
            ),
            CatalogList(
                "departments", "Подразделения", "подразделение", Department, ("kind", "code", "parent", "head"),
                related=("parent", "head"),
            ),
            CatalogList(
                "bodies", "Куда направлять по компетенции", "орган или организацию", OutsideBody,
                ("addressee", "address", "email", "competence"),
            ),
        )
    }
)  # fmt: skip
MODES: Mapping[str, str] = MappingProxyType({"online": "онлайн", "offline": "офлайн"})


@dataclass(frozen=True)
class ListEntry:
    """One line of a list; the words of the decree (`is_decreed`) may be switched off, never renamed."""

    id: int
    slug: str
    title: str
    is_active: bool
    is_decreed: bool
    facts: Mapping[str, Any] = field(default_factory=dict)
    words: tuple[str, ...] = ()


def catalog_list(slug: str) -> CatalogList:
    """The list by slug, or NotFound."""
    if slug not in LISTS:
        raise NotFound
    return LISTS[slug]


def entries(actor: Actor, list_slug: str) -> list[ListEntry]:
    """Every entry of the list, the switched-off ones too, in the list's order."""
    kept = catalog_list(list_slug)
    decreed = decreed_slugs(actor, kept)
    return [_entry(kept, row, decreed) for row in rows_of(actor, kept).select_related(*kept.related)]


def entry(actor: Actor, list_slug: str, entry_id: int) -> ListEntry:
    """One entry, or NotFound."""
    kept = catalog_list(list_slug)
    row = rows_of(actor, kept).filter(pk=entry_id).first()
    if row is None:
        raise NotFound
    return _entry(kept, row, decreed_slugs(actor, kept))


def rows_of(actor: Actor, kept: CatalogList) -> QuerySet[Any]:
    """Rows of the list in the actor's administration."""
    found: QuerySet[Any] = kept.model.objects.filter(administration_id=actor.administration_id)
    return found


def decreed_slugs(actor: Actor, kept: CatalogList) -> frozenset[str]:
    """Slugs of the entries that the profile brings: founding it anew would bring their titles back."""
    block = getattr(procedure_of(actor.administration_slug), kept.profile_block) if kept.profile_block else ()
    return frozenset(named.slug for named in block)


def _entry(kept: CatalogList, row: Any, decreed: frozenset[str]) -> ListEntry:
    facts = {name: getattr(row, f"{name}_id" if name in kept.related else name) for name in kept.facts}
    words = tuple(word for name in kept.facts if (word := _fact_words(row, name)))
    return ListEntry(row.pk, row.slug, row.title, row.is_active, row.slug in decreed, facts, words)


def _fact_words(row: Any, name: str) -> str:
    """A fact as people read it beside the title; what says nothing to them stays out."""
    value = getattr(row, name)
    if not value:
        return ""
    if isinstance(row, Channel):
        return _channel_words(name, value)
    if isinstance(row, Department):
        return {
            "kind": "" if value == Department.Kind.UNIT else row.get_kind_display(),
            "code": f"код {value}",
            "head": f"руководитель: {value}",
        }.get(name, f"входит в: {value}")
    return str(value) if name != "subject" else _subject_title(row, value)


def _channel_words(name: str, value: str) -> str:
    if name == "audience":
        return Audience(value).label.lower()
    if name == "mode":
        return MODES.get(value, "")
    if name == "form":
        return Form(value).label.lower() if value == Form.ORAL else ""
    return LegalClass(value).label if name == "legal_class" else ""


def _subject_title(row: Any, slug: str) -> str:
    titles = {one.slug: one.title for one in procedure_of(row.administration.slug).subjects}
    return titles.get(slug, slug)
