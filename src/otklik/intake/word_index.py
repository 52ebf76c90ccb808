"""The search by words: making the terms of items, and finding items by terms.

SQLite: an FTS5 table; PostgreSQL: `tsvector` under GIN; both hold the same terms (`word_index_tables`). What came in or
changed a moment ago and is not indexed yet is looked through as it stands, so that nobody has to wait to find it.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import chain

from django.db import connection, transaction
from django.db.models import BooleanField, F, Q, Sum
from django.db.models.expressions import RawSQL

from otklik.core.search_query import Alternative, Wanted
from otklik.core.text_terms import OWNER, number_terms, same_term, text_terms
from otklik.intake.models import FeedbackItem, WordBacklog
from otklik.intake.word_index_tables import COLUMNS, INDEX

#: Items of a set: some tenth of a second of writing, which is how long another writer may have to wait.
INDEXED_AT_ONCE = 1000
#: So many of the newest items that wait are looked through by every search.
LOOKED_THROUGH = 300
#: Ids that are collected; a term of more items is frequent, and rows are asked inside the list's own query.
FREQUENT = 5000
#: SQLite: so many of the newest matches of a frequent term are found.
MOST_MATCHES = 200_000
#: Id, administration, `COLUMNS`.
Row = tuple[int, int, str, str, str, str, str, datetime]
#: Parts that must all be there.
Parts = tuple[Wanted, ...]


@dataclass(frozen=True)
class Matches:
    """Ids that were collected, and where there are too many of them the condition that tells the rest."""

    ids: set[int] = field(default_factory=set)
    frequent: Q | None = None

    @property
    def condition(self) -> Q:
        """For a filter of items."""
        return Q(pk__in=self.ids) if self.frequent is None else self.frequent | Q(pk__in=self.ids)

    def or_ids(self, ids: Iterable[int]) -> "Matches":
        """These, and some more: one set of ids is looked up quicker than two conditions."""
        return Matches(self.ids | set(ids), self.frequent)


def note(first_id: int, last_id: int) -> None:
    """Inside the transaction of a mass import, before its rows: these are to be indexed."""
    WordBacklog.objects.create(first_id=first_id, last_id=last_id)


def waiting() -> int:
    """How many items are not indexed yet (gaps in the ids included)."""
    found = WordBacklog.objects.aggregate(count=Sum(F("last_id") - F("first_id") + 1))
    return int(found["count"] or 0)


def terms_of(row: Row) -> set[str]:
    """Everything that an item is found by."""
    _, administration_id, title, text, place, number, source_number, received_at = row
    found = text_terms(f"{title}\n{text}\n{place}")
    found |= number_terms(number) | number_terms(source_number)
    return found | {f"{OWNER}{administration_id}", _month_term(administration_id, received_at), same_term(text)}


def _month_term(administration_id: int, moment: datetime) -> str:
    """Items that one administration received in one month (UTC)."""
    return f"{OWNER}{administration_id}.{moment.astimezone(UTC):%Y%m}"


def index_next() -> int:
    """Index the next set of what waits, the newest first; returns how many ids it was, 0 when nothing is left.

    Terms are made before the transaction begins: on SQLite nobody else can write during it.
    """
    made = {row: terms_of(row) for row in _rows(_next_ranges(locked=False))}
    with transaction.atomic():
        ranges = _next_ranges(locked=True)
        rows = _rows(ranges)
        terms = {row[0]: " ".join(sorted(made.get(row) or terms_of(row))) for row in rows}
        (_store_in_sqlite if connection.vendor == "sqlite" else _store_in_postgres)(ranges, terms)
        _forget(ranges)
    return sum(last - first + 1 for first, last, _ in ranges)


#: First id, last id of what is indexed now, and the key of the backlog's row.
Range = tuple[int, int, int]


def _next_ranges(*, locked: bool) -> list[Range]:
    notes = WordBacklog.objects.order_by("-last_id")
    if locked:
        notes = notes.select_for_update(skip_locked=True)
    found, room = [], INDEXED_AT_ONCE
    for last, first in notes.values_list("last_id", "first_id")[:INDEXED_AT_ONCE]:
        if room <= 0:
            break
        found.append((first, min(last, first + room - 1), last))
        room -= found[-1][1] - first + 1
    return found


def _rows(ranges: Sequence[Range]) -> list[Row]:
    ids = list(chain.from_iterable(range(first, last + 1) for first, last, _ in ranges))
    return list(FeedbackItem.objects.filter(pk__in=ids).values_list("pk", "administration_id", *COLUMNS)) if ids else []


def _forget(ranges: Sequence[Range]) -> None:
    whole = [key for _, last, key in ranges if last == key]
    WordBacklog.objects.filter(pk__in=whole).delete()
    for _, last, key in ranges:
        if last != key:
            WordBacklog.objects.filter(pk=key).update(first_id=last + 1)


def _store_in_sqlite(ranges: Sequence[Range], terms: dict[int, str]) -> None:
    with connection.cursor() as cursor:
        cursor.executemany(
            f"DELETE FROM {INDEX} WHERE rowid BETWEEN %s AND %s",  # noqa: S608 - our own name
            [(first, last) for first, last, _ in ranges],
        )
        cursor.executemany(f"INSERT INTO {INDEX}(rowid, words) VALUES (%s, %s)", list(terms.items()))  # noqa: S608


def _store_in_postgres(ranges: Sequence[Range], terms: dict[int, str]) -> None:  # noqa: ARG001 - rows are replaced
    sql = f"""INSERT INTO {INDEX}(item_id, words)
        SELECT id, array_to_tsvector(string_to_array(terms, ' '))
        FROM unnest(%s::bigint[], %s::text[]) AS made(id, terms)
        ON CONFLICT (item_id) DO UPDATE SET words = EXCLUDED.words"""  # noqa: S608 - our own name
    with connection.cursor() as cursor:
        cursor.execute(sql, [list(terms), list(terms.values())])


def matches(administration_id: int, parts: Parts) -> "Matches":
    """Items of the administration that have every part."""
    asked, fresh = [parts], _fresh(administration_id, [parts])
    ids = _found(_SOME, administration_id, asked, FREQUENT)
    if len(ids) < FREQUENT:
        return Matches((set(ids) - fresh.keys()) | _fitting(fresh))
    holds = Q(RawSQL(_HOLDS[connection.vendor], [_asked(asked)], output_field=BooleanField()))  # noqa: S611 - constants
    return Matches(_fitting(fresh), holds & ~Q(pk__in=fresh.keys()) if fresh else holds)


def among(administration_id: int, ids: Sequence[int], parts: Parts) -> set[int]:
    """Those of some items that have every part; for a thousand at most."""
    fresh = _fresh(administration_id, [parts])
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            marks = ", ".join(["%s"] * len(ids))
            cursor.execute(f"SELECT rowid, words FROM {INDEX} WHERE rowid IN ({marks})", list(ids))  # noqa: S608
            found = {int(pk) for pk, terms in cursor.fetchall() if _fits(set(terms.split(" ")), [parts])}
        else:
            sql = f"SELECT item_id FROM {INDEX} WHERE item_id = ANY(%s) AND words @@ %s::tsquery"  # noqa: S608
            cursor.execute(sql, [list(ids), _asked([parts])])
            found = {int(row[0]) for row in cursor.fetchall()}
    return (found - fresh.keys()) | (_fitting(fresh) & set(ids))


def newest(
    administration_id: int, asked: Sequence[Parts], limit: int, *, near: tuple[datetime, datetime] | None = None
) -> list[int]:
    """Ids of the newest items that have every part of one of the alternatives, newest (largest id) first.

    `near`: only of the months between the two moments, which is much quicker where the words are frequent.
    """
    fresh = _fresh(administration_id, asked)
    ids = (set(_found(_NEWEST, administration_id, asked, limit, near)) - fresh.keys()) | _fitting(fresh)
    return sorted(ids, reverse=True)[:limit]


def _fresh(administration_id: int, asked: Sequence[Parts]) -> dict[int, bool]:
    """Items that came in or changed by themselves and wait: id -> whether they fit."""
    alone = WordBacklog.objects.filter(first_id=F("last_id")).order_by("-last_id")
    ids = list(alone.values_list("last_id", flat=True)[:LOOKED_THROUGH])
    rows = _rows([(pk, pk, pk) for pk in ids])
    return {row[0]: row[1] == administration_id and _fits(terms_of(row), asked) for row in rows}


def _fits(terms: set[str], asked: Sequence[Parts]) -> bool:
    return any(all(part.fits(terms) for part in parts) for parts in asked)


def _fitting(fresh: dict[int, bool]) -> set[int]:
    return {pk for pk, fits in fresh.items() if fits}


#: So many of the matches, whichever come first.
_SOME = {
    "sqlite": f"SELECT rowid FROM {INDEX} WHERE {INDEX} MATCH %s LIMIT %s",  # noqa: S608
    "postgresql": f"SELECT item_id FROM {INDEX} WHERE words @@ %s::tsquery LIMIT %s",  # noqa: S608
}
_NEWEST = {
    "sqlite": f"SELECT rowid FROM {INDEX} WHERE {INDEX} MATCH %s ORDER BY rowid DESC LIMIT %s",  # noqa: S608
    "postgresql": f"""WITH found AS MATERIALIZED (SELECT item_id FROM {INDEX} WHERE words @@ %s::tsquery)
        SELECT item_id FROM found ORDER BY item_id DESC LIMIT %s""",  # noqa: S608
}
_HOLDS = {
    # Collected once for the query; the plus keeps the planner from walking the matches instead of the newest rows.
    "sqlite": f"""+intake_feedbackitem.id IN (SELECT rowid FROM {INDEX} WHERE {INDEX} MATCH %s
        ORDER BY rowid DESC LIMIT {MOST_MATCHES})""",  # noqa: S608
    "postgresql": f"""EXISTS (SELECT 1 FROM {INDEX}
        WHERE item_id = intake_feedbackitem.id AND words @@ %s::tsquery)""",  # noqa: S608
}


def _found(
    sql: Mapping[str, str],
    administration_id: int,
    asked: Sequence[Parts],
    limit: int,
    near: tuple[datetime, datetime] | None = None,
) -> list[int]:
    """What the index itself finds."""
    owners = {_month_term(administration_id, day) for day in _days(*near)} if near else {f"{OWNER}{administration_id}"}
    own = Wanted("", asked[0][0].sense, tuple(map(Alternative, sorted(owners))))
    with connection.cursor() as cursor:
        cursor.execute(sql[connection.vendor], [_all_of(_asked(asked), _asked([(own,)])), limit])
        return [int(row[0]) for row in cursor.fetchall()]


def _days(first: datetime, last: datetime) -> Iterator[datetime]:
    return (first + timedelta(days=number) for number in range((last - first).days + 2))


def _asked(asked: Sequence[Parts]) -> str:
    """The question in the database's own words."""
    one, either = (_in_sqlite, " OR ") if connection.vendor == "sqlite" else (_in_postgres, " | ")
    return either.join(_all_of(*(either.join(map(one, part.any_of)) for part in parts)) for parts in asked)


def _all_of(*parts: str) -> str:
    both = " AND " if connection.vendor == "sqlite" else " & "
    return f"({both.join(f'({part})' for part in parts)})"


def _in_sqlite(alternative: Alternative) -> str:
    quoted = alternative.term.replace('"', '""')
    return f'"{quoted}"*' if alternative.is_prefix else f'"{quoted}"'


def _in_postgres(alternative: Alternative) -> str:
    quoted = alternative.term.replace("\\", "\\\\").replace("'", "''")
    return f"'{quoted}':*" if alternative.is_prefix else f"'{quoted}'"
