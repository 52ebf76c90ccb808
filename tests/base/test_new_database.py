"""An empty database gets its tables at once: the same that all migrations in turn make."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.utils import ConnectionHandler

pytestmark = pytest.mark.history
TRIGGERS = {
    "sqlite": "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'",
    "postgresql": "SELECT tgname, pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal",
}


@pytest.fixture
def in_turn(tmp_path: Path, transactional_db: None) -> Iterator[BaseDatabaseWrapper]:
    """A second database that every migration went over, as over one that holds something."""
    own = connection.settings_dict
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "otklik.config.settings", "OTKLIK_DATA_DIR": str(tmp_path)}
    name = str(tmp_path / "otklik.sqlite3") if connection.vendor == "sqlite" else f"{own['NAME']}_in_turn"
    if connection.vendor == "postgresql":
        _run(f'CREATE DATABASE "{name}"')
        where = f"{own['USER']}:{own['PASSWORD']}@{own['HOST']}:{own['PORT']}"
        environment["DATABASE_URL"] = f"postgres://{where}/{name}"
    command = [sys.executable, "-m", "otklik.cli", "manage", "migrate", "--in-turn", "--verbosity", "0"]
    subprocess.run(command, env=environment, check=True)
    second = ConnectionHandler({"default": {**own, "NAME": name}})["default"]
    yield second
    second.close()
    if connection.vendor == "postgresql":
        _run(f'DROP DATABASE "{name}"')


def test_tables_made_at_once_are_those_of_the_migrations(in_turn: BaseDatabaseWrapper) -> None:
    at_once, expected = _described(connection), _described(in_turn)
    assert set(at_once) == set(expected)
    assert [name for name in expected if at_once[name] != expected[name]] == []
    with connection.cursor() as one, in_turn.cursor() as other:
        assert _rows(one, TRIGGERS[connection.vendor]) == _rows(other, TRIGGERS[connection.vendor])
        history = "SELECT app, name FROM django_migrations"
        assert _rows(one, history) == _rows(other, history)


def _described(one: BaseDatabaseWrapper) -> dict[str, tuple[Any, ...]]:
    """Columns and constraints of every table of ours, indexes included; the order of columns says nothing."""
    own = tuple(f"{app.label}_" for app in apps.get_app_configs() if app.name.startswith("otklik."))
    with one.cursor() as cursor:
        names = [name for name in one.introspection.table_names(cursor) if name.startswith(own)]
        return {name: (_columns(one, cursor, name), _constraints(one, cursor, name)) for name in names}


def _constraints(one: BaseDatabaseWrapper, cursor: Any, table: str) -> list[str]:
    """Indexes with their names, by which migrations drop them; other constraints are found by what they say."""
    found = one.introspection.get_constraints(cursor, table)
    return sorted(f"{name if about['index'] else ''} {sorted(about.items(), key=str)}" for name, about in found.items())


def _columns(one: BaseDatabaseWrapper, cursor: Any, table: str) -> list[tuple[Any, ...]]:
    described = one.introspection.get_table_description(cursor, table)
    return sorted((column.name, str(column.type_code), column.null_ok, str(column.default)) for column in described)


def _rows(cursor: Any, query: str) -> set[tuple[Any, ...]]:
    cursor.execute(query)
    return set(cursor.fetchall())


def _run(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)
