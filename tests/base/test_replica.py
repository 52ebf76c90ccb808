"""Figures are read from a replica that keeps up; from the primary when it is away, stands still, or there is none."""

import os
import pwd
import shutil
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from bench.cluster.nodes import free_port
from django.db import connection, connections
from django.test.utils import CaptureQueriesContext

from otklik.base import replica
from otklik.base.replica import ReplicaRouter, has_replica, reading_replica, reads_replica, replica_trouble
from otklik.base.secret_sources import SettingRefused
from otklik.catalog.models import Administration
from otklik.config import environment

needs_postgresql = pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has no replica")


@reads_replica
def titles() -> list[str]:
    return list(Administration.objects.order_by("pk").values_list("title", flat=True))


@pytest.mark.django_db
def test_without_a_replica_all_is_asked_of_the_one_database(administration: Administration) -> None:
    assert not has_replica()
    assert replica_trouble() == ""
    assert titles() == [administration.title]
    router = ReplicaRouter()
    assert (router.db_for_read(Administration), router.db_for_write(Administration)) == ("default", "default")
    assert (router.allow_migrate("default"), router.allow_migrate("replica")) == (True, False)


def test_a_replica_of_sqlite_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OTKLIK_REPLICA_URL", "postgres://a:b@127.0.0.1:1/otklik")
    monkeypatch.setenv("DATABASE_URL", "")
    with pytest.raises(SettingRefused, match="OTKLIK_REPLICA_URL"):
        environment.databases()
    monkeypatch.setenv("DATABASE_URL", "postgres://a:b@127.0.0.1:1/otklik")
    assert "read_only=on" in str(environment.databases()["replica"])


class Standby:
    """A copy of the tests' own server that follows it."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.port = folder, free_port()
        self._bin = Path(subprocess.check_output(["scripts/find-postgres"], text=True).strip())
        facts = connection.settings_dict
        self._environment = os.environ | {"PGPASSWORD": facts["PASSWORD"]}
        if os.geteuid() == 0:
            owner = pwd.getpwnam("postgres")
            os.chown(folder, owner.pw_uid, owner.pw_gid)
        folder.chmod(0o700)
        source = ["-h", facts["HOST"], "-p", str(facts["PORT"]), "-U", facts["USER"]]
        copy = ["-D", str(folder / "data"), "-R", "-X", "stream", "-c", "fast", "--no-sync"]
        self._as_owner("pg_basebackup", *source, *copy)
        options = f"-c port={self.port} -c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c fsync=off"
        log = ["-l", str(folder / "log")]
        self._as_owner("pg_ctl", "-D", str(folder / "data"), *log, "-o", options, "-w", "start")

    def stop(self) -> None:
        """As a machine that is gone; nothing happens when it is stopped."""
        if (self.folder / "data" / "postmaster.pid").exists():
            self._as_owner("pg_ctl", "-D", str(self.folder / "data"), "-m", "immediate", "-w", "stop")

    def _as_owner(self, program: str, *arguments: str) -> None:
        command = [str(self._bin / program), *arguments]
        if os.geteuid() == 0:
            command = ["runuser", "-u", "postgres", "--", *command]
        subprocess.run(command, check=True, env=self._environment, cwd="/", stdout=subprocess.DEVNULL)


@pytest.fixture
def standby(settings: Any, monkeypatch: pytest.MonkeyPatch, transactional_db: None) -> Iterator[Standby]:
    folder = Path("/tmp") / f"otklik-standby-{os.getpid()}"  # noqa: S108 - the server's own account has to get there
    folder.mkdir()
    made = Standby(folder)
    facts = {**connection.settings_dict, "PORT": str(made.port), "OPTIONS": {"connect_timeout": 20}}
    connections.settings["replica"] = facts
    monkeypatch.setitem(settings.DATABASES, "replica", facts)
    connections["replica"].alias = "made here"  # Django lets tests open what it did not know at their beginning
    replica._look.forget()
    yield made
    connections["replica"].close()
    del connections["replica"]
    del connections.settings["replica"]
    replica._look.forget()
    made.stop()
    shutil.rmtree(folder, ignore_errors=True)


def until(is_so: Callable[[], bool]) -> None:
    ends = time.monotonic() + 90
    while not is_so():
        assert time.monotonic() < ends
        time.sleep(0.05)


def asked(database: str, function: Callable[[], object]) -> int:
    with CaptureQueriesContext(connections[database]) as queries:
        function()
    return len([one for one in queries if "catalog_administration" in one["sql"]])


@needs_postgresql
@pytest.mark.django_db(transaction=True)
def test_a_replica_that_keeps_up_is_asked_and_one_that_is_away_is_not(
    administration: Administration, standby: Standby
) -> None:
    Administration.objects.filter(pk=administration.pk).update(title="Новое название")
    until(lambda: titles() == ["Новое название"])
    assert replica_trouble() == ""
    assert (asked("replica", titles), asked("default", titles)) == (1, 0)
    with reading_replica():
        read = Administration.objects.get(pk=administration.pk)
    assert read._state.db == "replica"
    read.title = "Ещё название"
    read.save(update_fields=["title"])  # goes to the primary
    assert Administration.objects.get(pk=administration.pk).title == "Ещё название"
    standby.stop()
    assert titles() == ["Ещё название"]  # it broke off in the middle: asked once more of the primary
    assert "не отвечает" in replica_trouble()
    assert asked("default", titles) == 1


def test_the_address_of_the_database_asks_for_tls(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = "sslmode=verify-full&sslrootcert=/etc/otklik/ca.pem"
    for name in ("DATABASE_URL", "OTKLIK_REPLICA_URL"):
        monkeypatch.setenv(name, f"postgres://a:b@db.example.ru/otklik?{asked}")
    for one in environment.databases().values():
        options = one["OPTIONS"]
        assert isinstance(options, dict)
        assert (options["sslmode"], options["sslrootcert"]) == ("verify-full", "/etc/otklik/ca.pem")
    monkeypatch.setenv("DATABASE_URL", "postgres://a:b@db.example.ru/otklik?ssl=1")
    with pytest.raises(SettingRefused, match="sslmode"):
        environment.databases()
