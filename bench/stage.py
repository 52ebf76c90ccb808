"""A database of its own to measure on: SQLite in a folder that is removed, or the one that DATABASE_URL names."""

import atexit
import os
import shutil
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from bench.source import PLACE

if TYPE_CHECKING:
    from django.db.backends.utils import CursorWrapper

    from otklik.accounts.models import User
    from otklik.base.actor import Actor

PASSWORD = "izmereniya-2025"  # noqa: S105 - of a database that is thrown away

MOST_PASSES, IDLE_SECONDS = 60, 2.0


@dataclass(frozen=True)
class Run:
    """Where files may be written, what database it is, how many items there are to be."""

    folder: Path
    database: str
    items: int

    @property
    def kind(self) -> str:
        """«sqlite» or «postgresql»."""
        return self.database.split(maxsplit=1)[0]


def prepare() -> Path:
    """Set the environment before the settings are read; the folder of this run."""
    folder = Path(tempfile.mkdtemp(prefix="otklik-bench-", dir=os.environ.get("BENCH_DIR")))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    os.environ["OTKLIK_DATA_DIR"] = str(folder / "var")
    for name in ("PUBLIC", "SURVEY", "PAGE"):  # all visitors of a measurement come from one address
        os.environ[f"OTKLIK_{name}_RATE"] = "1000000/second"
    os.environ["DJANGO_SETTINGS_MODULE"] = "otklik.config.settings"
    return folder


def build() -> None:
    """Settings, tables, static files."""
    from otklik.cli.start import bring_up_database

    bring_up_database()


def found() -> None:
    """The administration with its units and people, as the demonstration has them, and no feedback."""
    from otklik.intake.demonstration import load_administration

    load_administration(PLACE, PASSWORD, ([], []), lambda _: None)


def person_with(role: str) -> "User":
    """Somebody of the invented staff who holds the role."""
    from otklik.accounts.models import User

    return User.objects.filter(administration__slug=PLACE, appointments__role=role).earliest("pk")


def actor_with(role: str) -> "Actor":
    """The same person as an actor."""
    from otklik.accounts.queries import actor_of

    actor = actor_of(person_with(role))
    assert actor is not None
    return actor


def forget_items() -> None:
    """All feedback away, the administration stays."""
    from django.db import connection

    from otklik.intake import models

    tables = [model._meta.db_table for model in (
        models.Answer, models.CaseEvent, models.ItemCategory, models.Contact, models.AppealQuestion, models.Appeal,
        models.FeedbackItem,
    )]  # fmt: skip
    with connection.cursor() as cursor:
        for table in tables:
            cursor.execute(f"DELETE FROM {table}")  # noqa: S608 - our own names


def settle() -> None:
    """What happens in quiet hours: the ticker works off what a mass import left, the database gathers statistics."""
    from django.db import connection

    work_off()
    with connection.cursor() as cursor:
        if connection.vendor != "postgresql":
            cursor.execute("PRAGMA optimize")
            return
        cursor.execute("VACUUM ANALYZE")
        cursor.execute("CHECKPOINT")
        while _is_vacuumed_by_itself(cursor):  # what a mass import leaves goes on for a minute or two
            time.sleep(1)


def _is_vacuumed_by_itself(cursor: "CursorWrapper") -> bool:
    cursor.execute("SELECT count(*) FROM pg_stat_activity WHERE backend_type = 'autovacuum worker'")
    return bool(cursor.fetchone()[0])


def work_off() -> None:
    """Passes of `tick` until one finds next to nothing to do."""
    from otklik.cli.periodic import run_jobs

    for _ in range(MOST_PASSES):
        started = time.monotonic()
        list(run_jobs())
        if time.monotonic() - started < IDLE_SECONDS:
            return


def database() -> str:
    """«sqlite 3.40.1» or «postgresql 15»."""
    from django.db import connection

    connection.ensure_connection()
    if connection.vendor == "sqlite":
        return f"sqlite {connection.Database.sqlite_version}"
    return f"postgresql {connection.pg_version // 10000}"


def database_pids() -> set[int]:
    """Processes of the temporary PostgreSQL; none for SQLite, whose work is done by the pages themselves."""
    from bench.machine import children_of

    folder = os.environ.get("POSTGRES_DATA")
    if not folder or not os.environ.get("DATABASE_URL"):
        return set()
    return children_of(int((Path(folder) / "postmaster.pid").read_text(encoding="ascii").splitlines()[0]))
