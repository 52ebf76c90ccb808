"""The ledger of releases, and the guard that reads it: what a new release would give away with all that came before."""

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.utils import timezone

from otklik.catalog.models import Administration
from otklik.core.disclosure.tables import ReleasedTable
from otklik.publishing.leak_words import group_words, leak_words
from otklik.publishing.models import Publication, Release
from otklik.publishing.placement import least_people


@dataclass(frozen=True)
class Leak:
    """A group of too few people that a release would give away: who they are, and what to do, in plain words."""

    group: str
    words: str


def check_release(administration_id: int, tables: Sequence[ReleasedTable]) -> list[Leak]:
    """What the tables, together with everything ever released, would reveal of fewer than the minimum.

    An empty list: they may go out. What is given away without them is not told again. Порядок: murashi 5.5, biysk 3
    """
    from otklik.core.disclosure.attack import reachable_cells  # noqa: PLC0415 - SciPy is heavy
    from otklik.core.disclosure.equations import TooDetailedError  # noqa: PLC0415

    if not tables:
        return []
    minimum = minimum_of(administration_id)
    before = released_tables(administration_id, {table.counts for table in tables})
    new = _named_apart(tables, before)
    try:
        found = reachable_cells([*before, *new], minimum, touching=new)
        known = {(one.counts, one.group) for one in reachable_cells(before, minimum)} if found else set()
    except TooDetailedError:
        return [Leak("", "Таблицы слишком подробны, чтобы проверить их вместе: уберите одно из измерений.")]
    fresh = [one for one in found if (one.counts, one.group) not in known]
    names = {table.name for table in new}
    return [Leak(group_words(one.group), leak_words(one, names, minimum)) for one in fresh]


def protected_tables(administration_id: int, tables: Sequence[ReleasedTable]) -> tuple[ReleasedTable, ...]:
    """The tables with everything hidden that must not be shown beside what was ever released, in the same order."""
    from otklik.core.disclosure.protection import protect  # noqa: PLC0415 - SciPy is heavy

    if not tables:
        return ()
    before = released_tables(administration_id, {table.counts for table in tables})
    return protect(tables, minimum_of(administration_id), released=before)


def note_release(
    administration_id: int, tables: Iterable[ReleasedTable], publication: Publication | None = None
) -> int:
    """Write the tables into the ledger; the number of those that were not there yet."""
    rows = [_row(administration_id, table, publication) for table in tables]
    standing = Release.objects.filter(administration_id=administration_id)
    known = set(standing.filter(digest__in=[row.digest for row in rows]).values_list("counts", "digest"))
    new = [row for row in rows if (row.counts, row.digest) not in known]
    Release.objects.bulk_create(new, ignore_conflicts=True)
    return len(new)


def released_tables(administration_id: int, counts: Iterable[str] | None = None) -> list[ReleasedTable]:
    """Everything ever released, oldest first; only what counts one of `counts`, if given."""
    rows = Release.objects.filter(administration_id=administration_id).order_by("released_at", "pk")
    if counts is not None:
        rows = rows.filter(counts__in=list(counts))
    return [ReleasedTable.from_json(row) for row in rows.values_list("table", flat=True)]


def minimum_of(administration_id: int) -> int:
    """The least number of people behind a published number of the administration."""
    slug = Administration.objects.values_list("slug", flat=True).get(pk=administration_id)
    return least_people(administration_id, slug)


@dataclass(frozen=True)
class ReleaseLine:
    """A table of the ledger as a page shows it."""

    name: str
    released_at: datetime
    cell_count: int
    publication_id: int | None


def release_lines(administration_id: int, most: int = 200) -> list[ReleaseLine]:
    """The ledger, the newest first."""
    rows = Release.objects.filter(administration_id=administration_id).order_by("-released_at", "-pk")[:most]
    return [ReleaseLine(row.name, row.released_at, len(row.table["cells"]), row.publication_id) for row in rows]


def _named_apart(tables: Sequence[ReleasedTable], before: Sequence[ReleasedTable]) -> list[ReleasedTable]:
    """A new version of a table says so in its name, so that a leak can name both."""
    taken = {table.name for table in before}
    return [replace(table, name=f"{table.name} (новая версия)") if table.name in taken else table for table in tables]


def _row(administration_id: int, table: ReleasedTable, publication: Publication | None) -> Release:
    kept = table.as_json()
    text = json.dumps(kept, ensure_ascii=False, sort_keys=True)
    return Release(
        administration_id=administration_id,
        publication=publication,
        name=table.name[:600],
        counts=table.counts,
        table=kept,
        digest=hashlib.sha256(text.encode()).hexdigest(),
        released_at=timezone.now(),
    )
