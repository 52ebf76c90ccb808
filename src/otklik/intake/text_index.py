"""Search by words: an index of texts and one of names, kept by the database itself, newest matches first.

SQLite: FTS5 tables without content of their own, kept by triggers; query words are stemmed and matched as prefixes.
PostgreSQL: GIN over `to_tsvector`; the same words go to `to_tsquery`, which stems by itself.
"""

import re
from functools import lru_cache
from typing import Any

import snowballstemmer
from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import BooleanField, Q
from django.db.models.expressions import RawSQL

from otklik.intake.querysets import FeedbackItemQuerySet

#: So many of the newest matches are looked through: a rarer word than this is found whole.
MOST_MATCHES = 5000
#: PostgreSQL collects up to so many matches by the index; beyond it, walking from the newest row is quicker.
FREQUENT = 20_000
SHORTEST_PREFIX = 3
_GRAMMAR = "и|в|во|не|на|с|со|о|об|а|но|что|как|по|из|за|для|от|до|к|ко|у|же|бы|ли"
STOP_WORDS = frozenset(_GRAMMAR.split("|"))
_WORD = re.compile(r"[0-9a-zа-я]+")

_TEXT_INTO = "INSERT INTO intake_textindex(rowid, owner, title, text, place)"
_TEXT_DELETE = "INSERT INTO intake_textindex(intake_textindex, rowid, owner, title, text, place)"
_NAME_INTO = "INSERT INTO intake_nameindex(rowid, name, organization)"
_NAME_DELETE = "INSERT INTO intake_nameindex(intake_nameindex, rowid, name, organization)"


def _ye(column: str) -> str:
    """The column with ё as е, which the tokenizer takes for another letter."""
    return f"replace(replace({column}, 'ё', 'е'), 'Ё', 'Е')"


def _text_of(row: str) -> str:
    columns = ", ".join(_ye(f"{row}{name}") for name in ("title", "text", "place"))
    return f"{row}id, 'owner' || {row}administration_id, {columns}"


def _name_of(row: str) -> str:
    return f"{row}item_id, {_ye(f'{row}name')}, {_ye(f'{row}organization')}"


_TEXT_OUT = f"{_TEXT_DELETE} VALUES ('delete', {_text_of('old.')});"
_TEXT_IN = f"{_TEXT_INTO} VALUES ({_text_of('new.')});"
_NAME_OUT = f"{_NAME_DELETE} VALUES ('delete', {_name_of('old.')});"
_NAME_IN = f"{_NAME_INTO} VALUES ({_name_of('new.')});"
_OPTIONS = "content='', tokenize='unicode61 remove_diacritics 2', detail=none, columnsize=0"


def _triggers(kind: str, table: str, columns: str, added: str, removed: str) -> tuple[str, ...]:
    begin = f"CREATE TRIGGER IF NOT EXISTS intake_{kind}"
    return (
        f"{begin}_added AFTER INSERT ON {table} BEGIN {added} END",
        f"{begin}_removed AFTER DELETE ON {table} BEGIN {removed} END",
        f"{begin}_changed AFTER UPDATE OF {columns} ON {table} BEGIN {removed} {added} END",
    )


SQLITE_INSTALL = (
    f"CREATE VIRTUAL TABLE IF NOT EXISTS intake_textindex USING fts5(owner, title, text, place, {_OPTIONS})",
    f"CREATE VIRTUAL TABLE IF NOT EXISTS intake_nameindex USING fts5(name, organization, {_OPTIONS})",
    *_triggers("text", "intake_feedbackitem", "title, text, place", _TEXT_IN, _TEXT_OUT),
    *_triggers("name", "intake_contact", "name, organization", _NAME_IN, _NAME_OUT),
    f"{_TEXT_INTO} SELECT {_text_of('')} FROM intake_feedbackitem",  # noqa: S608 - constants
    f"{_NAME_INTO} SELECT {_name_of('')} FROM intake_contact",  # noqa: S608 - constants
)
SQLITE_REMOVE = (
    *(
        f"DROP TRIGGER IF EXISTS intake_{what}_{when}"
        for what in ("text", "name")
        for when in ("added", "removed", "changed")
    ),
    "DROP TABLE IF EXISTS intake_textindex",
    "DROP TABLE IF EXISTS intake_nameindex",
)
TEXT_VECTOR = (
    "to_tsvector('russian', translate(intake_feedbackitem.title || ' ' || intake_feedbackitem.text || ' '"
    " || intake_feedbackitem.place, 'ёЁ', 'еЕ'))"
)
NAME_VECTOR = "to_tsvector('simple', translate(intake_contact.name || ' ' || intake_contact.organization, 'ёЁ', 'еЕ'))"
POSTGRES_INSTALL = (
    f"CREATE INDEX IF NOT EXISTS item_text ON intake_feedbackitem USING gin ({TEXT_VECTOR})",
    f"CREATE INDEX IF NOT EXISTS contact_name ON intake_contact USING gin ({NAME_VECTOR})",
    "CREATE INDEX IF NOT EXISTS item_number_prefix ON intake_feedbackitem"  # noqa: ISC004
    " (administration_id, number varchar_pattern_ops)",
)
POSTGRES_REMOVE = tuple(f"DROP INDEX IF EXISTS {name}" for name in ("item_text", "contact_name", "item_number_prefix"))


def install(wrapper: BaseDatabaseWrapper) -> None:
    """Make the indexes anew and fill them."""
    remove(wrapper)
    _run(wrapper, SQLITE_INSTALL if wrapper.vendor == "sqlite" else POSTGRES_INSTALL)


def remove(wrapper: BaseDatabaseWrapper) -> None:
    """Drop the indexes."""
    _run(wrapper, SQLITE_REMOVE if wrapper.vendor == "sqlite" else POSTGRES_REMOVE)


def _run(wrapper: BaseDatabaseWrapper, statements: tuple[str, ...]) -> None:
    with wrapper.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def words_of(query: str) -> tuple[str, ...]:
    """The words that are looked for: lower case, ё as е, words of grammar left out (unless nothing else is there)."""
    words = tuple(dict.fromkeys(_WORD.findall(query.lower().replace("ё", "е"))))
    return tuple(word for word in words if word not in STOP_WORDS) or words


def with_words(items: FeedbackItemQuerySet, administration_id: int, query: str) -> FeedbackItemQuerySet:
    """Items whose text, title, place or author's name holds every word; among the newest matches of a frequent word."""
    words = words_of(query)
    if not words:
        return items.none()
    if connection.vendor == "sqlite":
        return items.filter(pk__in=_sqlite_matches(administration_id, words))
    return _postgres_matches(items, words)


def named(query: str, limit: int) -> list[int]:
    """Ids of the newest items whose author's name holds every word."""
    words = words_of(query)
    if not words:
        return []
    return _sqlite_names(words, limit) if connection.vendor == "sqlite" else _postgres_names(words, limit)


@lru_cache(maxsize=1)
def _stemmer() -> Any:
    return snowballstemmer.stemmer("russian")


def _stem(word: str) -> str:
    return str(_stemmer().stemWord(word))


def _prefixes(words: tuple[str, ...]) -> str:
    """An FTS5 query: every word by its stem; a short word (a house, a route) only as it stands."""
    return " AND ".join(f'"{_stem(word)}"*' if len(word) >= SHORTEST_PREFIX else f'"{word}"' for word in words)


def _sqlite_matches(administration_id: int, words: tuple[str, ...]) -> list[int]:
    found = _rows(
        "SELECT rowid FROM intake_textindex WHERE intake_textindex MATCH %s ORDER BY rowid DESC LIMIT %s",
        [f"owner{administration_id} AND {_prefixes(words)}", MOST_MATCHES],
    )
    return sorted({*found, *_sqlite_names(words, MOST_MATCHES)}, reverse=True)


def _sqlite_names(words: tuple[str, ...], limit: int) -> list[int]:
    return _rows(
        "SELECT rowid FROM intake_nameindex WHERE intake_nameindex MATCH %s ORDER BY rowid DESC LIMIT %s",
        [_prefixes(words), limit],
    )


def _tsquery(words: tuple[str, ...]) -> str:
    return " & ".join(f"{_stem(word)}:*" if len(word) >= SHORTEST_PREFIX else word for word in words)


def _postgres_matches(items: FeedbackItemQuerySet, words: tuple[str, ...]) -> FeedbackItemQuerySet:
    text_query = _tsquery(words)
    match = f"{TEXT_VECTOR} @@ to_tsquery('russian', %s)"
    names = _postgres_names(words, MOST_MATCHES)
    probe = f"SELECT intake_feedbackitem.id FROM intake_feedbackitem WHERE {match} LIMIT %s"  # noqa: S608 - constants
    ids = _rows(probe, [text_query, FREQUENT])
    if len(ids) < FREQUENT:
        return items.filter(Q(pk__in={*ids, *names}))
    return items.filter(RawSQL(match, [text_query], output_field=BooleanField()))  # noqa: S611 - constants


def _postgres_names(words: tuple[str, ...], limit: int) -> list[int]:
    return _rows(
        f"SELECT item_id FROM intake_contact WHERE {NAME_VECTOR} @@ to_tsquery('simple', %s)"  # noqa: S608 - constants
        " ORDER BY item_id DESC LIMIT %s",
        [_tsquery(words), limit],
    )


def _rows(sql: str, arguments: list[Any]) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(sql, arguments)
        return [int(row[0]) for row in cursor.fetchall()]
