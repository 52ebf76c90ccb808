"""The tables of an empty database, made from the models at once instead of by every migration in turn.

Django renders all models anew for each of some four hundred steps: half a minute for nothing where no row is to be
kept. The migrations stay the way of every database that holds something, and a test proves both ways equal.
"""

from collections.abc import Iterator
from typing import Any, cast

from django.apps import apps
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations import Migration, RunPython
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.recorder import MigrationRecorder
from django.db.models import Model

OWN = "otklik."


def is_empty(connection: BaseDatabaseWrapper) -> bool:
    """No table stands in it."""
    return not connection.introspection.table_names()


def make_tables(connection: BaseDatabaseWrapper) -> None:
    """All tables, what our own migrations add to them by code (indexes of words), and the record that all ran.

    One transaction: who breaks it off finds the database empty again.
    """
    executor = MigrationExecutor(connection)
    plan = [migration for migration, _ in executor.migration_plan(executor.loader.graph.leaf_nodes())]
    history = MigrationRecorder(connection)
    with connection.schema_editor() as editor:
        for model in (*connection.introspection.get_migratable_models(), history.Migration):
            editor.create_model(cast("type[Model]", model))
        for step in _own_steps(plan):
            step.code(cast("Any", apps), editor)
        for migration in plan:
            history.migration_qs.create(app=migration.app_label, name=migration.name)


def _own_steps(plan: list[Migration]) -> Iterator[RunPython]:
    """Steps by code that make something; those that only move rows are marked elidable."""
    for migration in plan:
        if apps.get_app_config(migration.app_label).name.startswith(OWN):
            yield from (step for step in migration.operations if isinstance(step, RunPython) and not step.elidable)
