"""Storing rows of models without putting their SQL together anew for each: for the hot path of intake.

What Django's `save` does beside it (signals, looking whether the row is there) nothing of intake needs.
"""

from collections.abc import Sequence
from functools import cache
from typing import Any

from django.db import connection
from django.db.models import Field, Model


def insert_row(row: Model) -> None:
    """Store a new row; its id is set from the database."""
    statement, fields = _statement(type(row))
    with connection.cursor() as cursor:
        cursor.execute(f"{statement} RETURNING id", _values(row, fields))
        row.pk = cursor.fetchone()[0]


def insert_rows(rows: Sequence[Model]) -> None:
    """Store rows whose ids nobody asks for afterwards: in one trip to PostgreSQL, one after another in SQLite."""
    parts = [(statement, _values(row, fields)) for row in rows for statement, fields in [_statement(type(row))]]
    if connection.vendor == "postgresql":
        parts = [("; ".join(statement for statement, _ in parts), [value for _, values in parts for value in values])]
    with connection.cursor() as cursor:
        for statement, values in parts:
            cursor.execute(statement, values)


@cache
def _statement(model: type[Model]) -> tuple[str, tuple["Field[Any, Any]", ...]]:
    own = model._meta  # noqa: SLF001 - Django documents _meta
    fields = tuple(field for field in own.concrete_fields if field is not own.auto_field)
    names, marks = ", ".join(f'"{field.column}"' for field in fields), ", ".join(["%s"] * len(fields))
    return f'INSERT INTO "{own.db_table}" ({names}) VALUES ({marks})', fields  # noqa: S608 - names of our models


def _values(row: Model, fields: tuple["Field[Any, Any]", ...]) -> list[Any]:
    return [field.get_db_prep_save(field.pre_save(row, add=True), connection) for field in fields]
