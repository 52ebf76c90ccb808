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
_TEXT_OUT = """INSERT INTO intake_textindex(intake_textindex, rowid, owner, title, text, place)
    VALUES ('delete', old.id, 'owner' || old.administration_id, old.title, old.text, old.place);"""
_TEXT_IN = f"{_TEXT_INTO} VALUES (new.id, 'owner' || new.administration_id, new.title, new.text, new.place);"
_NAME_INTO = "INSERT INTO intake_nameindex(rowid, name, organization)"
_NAME_OUT = """INSERT INTO intake_nameindex(intake_nameindex, rowid, name, organization)
    VALUES ('delete', old.item_id, old.name, old.organization);"""
_NAME_IN = f"{_NAME_INTO} VALUES (new.item_id, new.name, new.organization);"
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
    "INSERT INTO intake_textindex(intake_textindex) VALUES ('delete-all')",
    "INSERT INTO intake_nameindex(intake_nameindex) VALUES ('delete-all')",
    f"{_TEXT_INTO} SELECT id, 'owner' || administration_id, title, text, place FROM intake_feedbackitem",  # noqa: S608
    f"{_NAME_INTO} SELECT item_id, name, organization FROM intake_contact",  # noqa: S608 - constants
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
    """Make the indexes and fill them; does nothing twice."""
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
    stem = str(_stemmer().stemWord(word))
    return stem if len(stem) >= SHORTEST_PREFIX else word


def _prefixes(words: tuple[str, ...], *, stemmed: bool) -> str:
    """An FTS5 query: every word, by its beginning where the beginning is long enough."""
    stems = [_stem(word) if stemmed else word for word in words]
    return " AND ".join(f'"{stem}"*' if len(stem) >= SHORTEST_PREFIX else f'"{stem}"' for stem in stems)


def _sqlite_matches(administration_id: int, words: tuple[str, ...]) -> list[int]:
    found = _rows(
        "SELECT rowid FROM intake_textindex WHERE intake_textindex MATCH %s ORDER BY rowid DESC LIMIT %s",
        [f"owner{administration_id} AND {_prefixes(words, stemmed=True)}", MOST_MATCHES],
    )
    return sorted({*found, *_sqlite_names(words, MOST_MATCHES)}, reverse=True)


def _sqlite_names(words: tuple[str, ...], limit: int) -> list[int]:
    return _rows(
        "SELECT rowid FROM intake_nameindex WHERE intake_nameindex MATCH %s ORDER BY rowid DESC LIMIT %s",
        [_prefixes(words, stemmed=False), limit],
    )


def _tsquery(words: tuple[str, ...]) -> str:
    return " & ".join(f"{word}:*" if len(word) >= SHORTEST_PREFIX else word for word in words)


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
