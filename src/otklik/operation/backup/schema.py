"""Tables as they stood when a copy was made: the program's own migrations make them, up to the step of the copy."""

from collections.abc import Collection, Iterable
from pathlib import Path

from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader

from otklik.base.errors import RuleBroken
from otklik.base.new_database import make_tables
from otklik.intake import name_index_tables, word_index_tables
from otklik.operation.backup.snapshots import quoted

Step = tuple[str, str]
#: A database with a row in none of these was never used.
USED = ("catalog_administration", "accounts_user", "intake_feedbackitem", "base_auditentry")


def unknown_steps(applied: Iterable[Step]) -> list[Step]:
    """Steps of a newer program, or of another one."""
    loader = MigrationLoader(None)
    known = {*loader.disk_migrations, *(one for whole in loader.replacements.values() for one in whole.replaces)}
    return sorted(step for step in applied if step not in known)


def waiting_steps() -> list[Step]:
    """Steps of this program that the database has not taken yet."""
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [(migration.app_label, migration.name) for migration, _ in plan]


def applied_steps() -> list[Step]:
    """Steps that the database has taken."""
    return sorted(MigrationLoader(connection).applied_migrations)


def is_used() -> bool:
    """Whether anybody's work lies in the database."""
    tables = set(connection.introspection.table_names())
    with connection.cursor() as cursor:
        for name in USED:
            if name in tables:
                cursor.execute(f"SELECT 1 FROM {quoted(name)} LIMIT 1")  # noqa: S608 - names of this file
                if cursor.fetchone():
                    return True
    return False


def wipe() -> None:
    """Drop every table, and the functions of the triggers with them."""
    if connection.vendor == "sqlite":
        _wipe_sqlite()
        return
    with connection.cursor() as cursor:
        names = connection.introspection.table_names(cursor)
        if names:
            cursor.execute(f"DROP TABLE {', '.join(map(quoted, names))} CASCADE")
        for function in ("intake_name_keep", "intake_word_note", "intake_word_forget"):
            cursor.execute(f"DROP FUNCTION IF EXISTS {function}() CASCADE")


def _wipe_sqlite() -> None:
    connection.close()
    for ending in ("", "-wal", "-shm", "-journal"):
        Path(f"{connection.settings_dict['NAME']}{ending}").unlink(missing_ok=True)


def make_schema(applied: Collection[Step]) -> None:
    """An empty database with the tables that it had after those steps; without the indexes of words.

    RuleBroken for steps that this program does not know.
    """
    if unknown := unknown_steps(applied):
        raise newer_program(unknown)
    executor = MigrationExecutor(connection)
    graph = executor.loader.graph
    taken = {step for step in applied if step in graph.nodes}
    if set(graph.nodes) <= taken:
        make_tables(connection)
    else:
        last = [step for step in taken if not any(child.key in taken for child in graph.node_map[step].children)]
        executor.migrate(sorted(last))
    drop_word_indexes()


def newer_program(unknown: Collection[Step]) -> RuleBroken:
    """Why an older program does not touch what a newer one wrote."""
    shown = ", ".join(f"{app}.{name}" for app, name in list(unknown)[:3])
    return RuleBroken(
        "newer_program",
        f"Данные записала более новая версия программы: этой неизвестны {len(unknown)} изменений схемы ({shown}). "
        "Установите ту версию или новее; вернуть базу к старой версии нельзя.",
    )


def drop_word_indexes() -> None:
    """They would be filled row by row; afterwards they are made at once."""
    if "intake_feedbackitem" in connection.introspection.table_names():
        name_index_tables.remove(connection)
        word_index_tables.remove(connection)


def make_word_indexes() -> None:
    """Authors' words at once; the words of texts are gathered by the periodic jobs while people work."""
    name_index_tables.install(connection)
    word_index_tables.install(connection)
