"""How many rows each of several lists has, in one statement that is written once.

A badge each would be a query each, and Django takes longer to write a query than a database to count a few rows.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet

from otklik.base.planned_once import planned_once


@dataclass(frozen=True)
class Tally:
    """The statement, its parameters, the lists that it counts in their order."""

    names: tuple[str, ...]
    sql: str
    parameters: tuple[Any, ...]


def tally_of(lists: Mapping[str, QuerySet[Any, Any]]) -> Tally:
    """The statement over the lists, each in its own order and with its own bound; empty ones are left out of it."""
    written: dict[str, tuple[str, tuple[Any, ...]]] = {}
    for name, rows in lists.items():
        try:
            written[name] = _written(rows)
        except EmptyResultSet:
            continue
    columns = [f"(SELECT COUNT(*) FROM ({sql}) AS counted)" for sql, _ in written.values()]  # noqa: S608 - Django's
    parameters = tuple(one for _, given in written.values() for one in given)
    return Tally(tuple(written), f"SELECT {', '.join(columns)}", parameters)


def _written(rows: QuerySet[Any, Any]) -> tuple[str, tuple[Any, ...]]:
    query = rows.values_list("pk").query
    query.clear_ordering(force=False)  # where no bound is set the order says nothing
    return query.sql_with_params()


@planned_once()
def counted(tally: Tally) -> Counter[str]:
    """The rows of each list by its name; 0 for one that is empty or unknown."""
    if not tally.names:
        return Counter()
    with connection.cursor() as cursor:
        cursor.execute(tally.sql, tally.parameters)
        return Counter(dict(zip(tally.names, cursor.fetchone(), strict=True)))
