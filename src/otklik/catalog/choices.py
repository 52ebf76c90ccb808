"""The lists of an administration from which one chooses, all of them by one query."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.db import connection
from django.db.models import CharField, F, Value

from otklik.base.planned_once import planned_once
from otklik.catalog.models import (
    Category,
    Channel,
    ClientSegment,
    Department,
    LifeSituation,
    Process,
    Reason,
    Touchpoint,
)

#: Name of the list -> its rows, and whether they have an order of their own (else they stand by title).
_LISTS: Mapping[str, tuple[Any, bool]] = {
    "channel": (Channel, True),
    "department": (Department, False),
    "reason": (Reason, True),
    "category": (Category, True),
    "touchpoint": (Touchpoint, True),
    "process": (Process, False),
    "segment": (ClientSegment, True),
    "life_situation": (LifeSituation, True),
}


@dataclass(frozen=True, slots=True)
class Entry:
    """A row of a list."""

    pk: int
    slug: str
    title: str
    is_active: bool


@dataclass(frozen=True)
class Lists:
    """Every list by name, in its order; what was switched off too."""

    entries: Mapping[str, tuple[Entry, ...]]

    def active(self, name: str) -> list[Entry]:
        """What may be chosen today."""
        return [entry for entry in self.entries[name] if entry.is_active]

    def titles(self, name: str) -> dict[int, str]:
        """Titles by id, of everything that was ever chosen."""
        return {entry.pk: entry.title for entry in self.entries[name]}


@planned_once()
def lists_of(administration_id: int) -> Lists:
    """All lists of the administration: one query, and no model is built for a row of which two words are shown."""
    found: dict[str, list[Entry]] = {name: [] for name in _LISTS}
    with connection.cursor() as cursor:
        cursor.execute(*_written(administration_id))
        for name, pk, slug, title, is_active, _ in cursor.fetchall():
            found[name].append(Entry(pk, slug, title, bool(is_active)))
    return Lists({name: tuple(entries) for name, entries in found.items()})


@lru_cache(maxsize=256)
def _written(administration_id: int) -> tuple[str, tuple[Any, ...]]:
    """The statement: Django takes longer to write it than a database to answer it."""
    parts = [_part(name, administration_id) for name in _LISTS]
    return parts[0].union(*parts[1:], all=True).order_by("place", "title", "pk").query.sql_with_params()  # type: ignore[no-any-return]


def _part(name: str, administration_id: int) -> Any:
    model, is_placed = _LISTS[name]
    rows = model.objects.filter(administration_id=administration_id).order_by()
    place = F("position") if is_placed else Value(0)
    named = rows.annotate(list=Value(name, output_field=CharField()), place=place)
    return named.values_list("list", "pk", "slug", "title", "is_active", "place")
