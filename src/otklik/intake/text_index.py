"""Search by words: an index of texts and one of names (text_index_tables), newest matches first.

SQLite: FTS5 tables without content of their own; query words are stemmed and matched as prefixes.
PostgreSQL: side tables of `tsvector` under GIN; the same words go to `to_tsquery`.
What a mass import stored is found after `catch_up` has been over it.
"""

import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Any

import snowballstemmer
from django.db import connection, transaction
from django.db.models import BooleanField, F, Q, Sum
from django.db.models.expressions import RawSQL

from otklik.intake import name_index
from otklik.intake.models import TextBacklog
from otklik.intake.querysets import FeedbackItemQuerySet
from otklik.intake.text_index_tables import INDEXES, index_range

#: So many of the newest matches are looked through: a rarer word than this is found whole.
MOST_MATCHES = 5000
#: PostgreSQL collects up to so many matches by the index; beyond it, walking from the newest row is quicker.
FREQUENT = 20_000
SHORTEST_PREFIX = 3
#: Rows of a set: about a sixth of a second, which is how long another writer may have to wait.
INDEXED_AT_ONCE = 2000
#: Words of imported messages that a periodic pass takes: some seconds of work, so that the mail does not wait.
INDEXED_IN_A_PASS = 50_000
_GRAMMAR = "и|в|во|не|на|с|со|о|об|а|но|что|как|по|из|за|для|от|до|к|ко|у|же|бы|ли"
STOP_WORDS = frozenset(_GRAMMAR.split("|"))
_WORD = re.compile(r"[0-9a-zа-я]+")


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
    return _postgres_matches(items, administration_id, words)


def named(administration_id: int, words: tuple[str, ...], limit: int) -> list[int]:
    """Ids of the administration's newest items whose author's name or organisation holds every word."""
    stems = tuple(_stem(word) if len(word) >= SHORTEST_PREFIX else word for word in words)
    return name_index.found(administration_id, [name_index.Wanted(("name", "organization"), stems)], limit=limit)


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
    return sorted({*found, *named(administration_id, words, MOST_MATCHES)}, reverse=True)


def _tsquery(words: tuple[str, ...]) -> str:
    return " & ".join(f"{_stem(word)}:*" if len(word) >= SHORTEST_PREFIX else word for word in words)


def _postgres_matches(
    items: FeedbackItemQuerySet, administration_id: int, words: tuple[str, ...]
) -> FeedbackItemQuerySet:
    query = _tsquery(words)
    names = named(administration_id, words, MOST_MATCHES)
    ids = _rows(
        "SELECT item_id FROM intake_textindex WHERE words @@ to_tsquery('russian', %s) LIMIT %s", [query, FREQUENT]
    )
    if len(ids) < FREQUENT:
        return items.filter(Q(pk__in={*ids, *names}))
    holds = (
        "EXISTS (SELECT 1 FROM intake_textindex WHERE item_id = intake_feedbackitem.id"
        " AND words @@ to_tsquery('russian', %s))"
    )
    return items.filter(RawSQL(holds, [query], output_field=BooleanField()))  # noqa: S611 - constants


def _rows(sql: str, arguments: list[Any]) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(sql, arguments)
        return [int(row[0]) for row in cursor.fetchall()]


def note_backlog(ids: Sequence[int]) -> None:
    """Inside the transaction that stores these rows, and before they are stored: their words are indexed later."""
    TextBacklog.objects.create(first_id=min(ids), last_id=max(ids))


def waiting() -> int:
    """How many of the imported items are not found by words yet (gaps in the ids included)."""
    found = TextBacklog.objects.aggregate(count=Sum(F("last_id") - F("first_id") + 1))
    return int(found["count"] or 0)


def catch_up(advance: Callable[[int], object] = lambda _: None, *, most: int | None = None) -> int:
    """Index what mass imports left (at least `most` of it), in short transactions; safe to stop and to run twice.

    `advance` is told of each set; returns how many ids were done.
    """
    done = 0
    while (most is None or done < most) and (count := _index_next()):
        done += count
        advance(count)
    if done and connection.vendor == "sqlite":
        _settle_sqlite()
    return done


def catch_up_a_while() -> int:
    """One periodic pass of `catch_up`: some seconds of work, so that what stands behind it does not wait."""
    return catch_up(most=INDEXED_IN_A_PASS)


@transaction.atomic
def _index_next() -> int:
    """The next set of the backlog; 0 when nothing is left or another process has the rest in hand."""
    part = TextBacklog.objects.select_for_update(skip_locked=True).order_by("last_id").first()
    if part is None:
        return 0
    last = min(part.last_id, part.first_id + INDEXED_AT_ONCE - 1)
    with connection.cursor() as cursor:
        for one in INDEXES:
            cursor.execute(index_range(connection.vendor, one), [part.first_id, last])
    count = last - part.first_id + 1
    if last == part.last_id:
        part.delete()
    else:
        TextBacklog.objects.filter(pk=part.pk).update(first_id=last + 1)
    return count


def _settle_sqlite() -> None:
    """Statistics for the planner after many new rows, looking at few of them."""
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA analysis_limit = 1000")
        cursor.execute("PRAGMA optimize")
