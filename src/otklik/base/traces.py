"""Which of the tables that point at a row hold something about it, in one statement that is written once.

A page of many parts asks each table for itself, though most of them know nothing of most rows; Django takes longer to
write a question than a database to answer all of them.
"""

from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from django.db import connection
from django.db.models import Model

from otklik.base.planned_once import planned_once


@planned_once()
def traces_of(row: Model, relations: Iterable[str]) -> frozenset[str]:
    """Those of the relations (by their `related_name`) that have at least one row; KeyError for an unknown one."""
    asked = tuple(sorted(set(relations)))
    if not asked:
        return frozenset()
    with connection.cursor() as cursor:
        cursor.execute(_statement(type(row), asked), [row.pk] * len(asked))
        return frozenset(name for name, found in zip(asked, cursor.fetchone(), strict=True) if found)


@lru_cache(maxsize=64)
def _statement(model: type[Model], asked: tuple[str, ...]) -> str:
    known = {relation.name: relation.field for relation in model._meta.related_objects}  # noqa: SLF001 - Django's way
    return f"SELECT {', '.join(_one(*_place(known[name])) for name in asked)}"


def _place(field: Any) -> tuple[str, str]:
    quote = connection.ops.quote_name
    return quote(field.model._meta.db_table), quote(field.column)  # noqa: SLF001


def _one(table: str, column: str) -> str:
    return f"EXISTS(SELECT 1 FROM {table} WHERE {column} = %s)"  # noqa: S608 - the models' own names
