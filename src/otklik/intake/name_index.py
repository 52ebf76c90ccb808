"""Who wrote: the newest items of an administration by words of their author's name, address, telephone, ИНН.

The tables stand in `name_index_tables`; what a mass import stored is found after `text_index.catch_up`.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import connection

from otklik.intake.name_index_tables import PHONE, PHONE_DIGITS, WEIGHTS

#: A shorter word (the number of a house) is looked for as it stands, a longer one as a beginning.
SHORTEST_PREFIX = 3
_WORD = re.compile(r"[0-9a-zа-я]+")
#: Above every id.
NEWEST = 2**62


@dataclass(frozen=True)
class Wanted:
    """Words that must all stand on one of the shelves (`name_index_tables.SHELVES`).

    Of several forms of a word one is enough; the first of them may be a beginning, unless whole words are wanted.
    """

    shelves: tuple[str, ...]
    words: tuple[str | tuple[str, ...], ...]
    is_exact: bool = False


def words_of(typed: str) -> tuple[str, ...]:
    """The words as the index knows them: lower case, ё as е, split at every other sign."""
    return tuple(dict.fromkeys(_WORD.findall(typed.lower().replace("ё", "е"))))


def phone_word(typed: str) -> str:
    """A telephone as one word of the index; empty when there are too few digits to tell people apart."""
    digits = re.sub(r"[^0-9]", "", typed)
    if len(digits) > PHONE_DIGITS:
        digits = digits[-PHONE_DIGITS:]
    return f"{PHONE}{digits}" if len(digits) == PHONE_DIGITS else ""


def found(administration_id: int, wanted: Sequence[Wanted], *, limit: int, before: int = NEWEST) -> list[int]:
    """Ids below `before`, newest first, of items whose author fits everything that is wanted."""
    asked = [one for one in wanted if one.words]
    if not asked:
        return []
    sql, arguments = (_sqlite if connection.vendor == "sqlite" else _postgres)(administration_id, asked)
    with connection.cursor() as cursor:
        cursor.execute(sql, [*arguments, before, limit])
        return [int(row[0]) for row in cursor.fetchall()]


def _forms(word: str | tuple[str, ...], beginning: str, whole: str) -> list[str]:
    first, *others = (word,) if isinstance(word, str) else word
    begun = (beginning if len(first) >= SHORTEST_PREFIX else whole).format(first)
    return [begun, *(whole.format(other) for other in others)]


def _sqlite(administration_id: int, asked: Sequence[Wanted]) -> tuple[str, list[str | int]]:
    parts = [f'owner : "owner{administration_id}"']
    for one in asked:
        beginning, whole = '"{}"' if one.is_exact else '"{}"*', '"{}"'
        forms = (_forms(word, beginning, whole) for word in one.words)
        words = " AND ".join(f"({' OR '.join(some)})" for some in forms)
        parts.append(f"{{{' '.join(one.shelves)}}} : ({words})")
    sql = (
        "SELECT rowid FROM intake_nameindex WHERE intake_nameindex MATCH %s AND rowid < %s ORDER BY rowid DESC LIMIT %s"
    )
    return sql, [" AND ".join(parts)]


def _postgres(administration_id: int, asked: Sequence[Wanted]) -> tuple[str, list[str | int]]:
    parts = []
    for one in asked:
        weights = "".join(WEIGHTS[shelf] for shelf in one.shelves)
        beginning, whole = f"{{}}:{'' if one.is_exact else '*'}{weights}", f"{{}}:{weights}"
        parts += [f"({' | '.join(_forms(word, beginning, whole))})" for word in one.words]
    sql = (
        "SELECT item_id FROM intake_nameindex WHERE words @@ to_tsquery('simple', %s) AND owner = %s AND item_id < %s"
        " ORDER BY item_id DESC LIMIT %s"
    )
    return sql, [" & ".join(parts), administration_id]
