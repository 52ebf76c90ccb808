"""The parts of a copy, without the product's database."""

import base64
import dataclasses
import io
import sqlite3
import tarfile
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as some

from otklik.base.errors import RuleBroken
from otklik.operation.backup import keeping
from otklik.operation.backup.archive import ArchiveWriter, packed, read_archive, unpacked
from otklik.operation.backup.loading import SqliteLoader
from otklik.operation.backup.restoring import digest_of
from otklik.operation.backup.shapes import Kind, Table, TableDigest, line_of, rows_of
from otklik.operation.backup.snapshots import PostgresSnapshot, SqliteSnapshot, sqlite_kind

TABLE = """CREATE TABLE thing (id integer PRIMARY KEY AUTOINCREMENT, said text, at datetime, share real, cost decimal,
  body BLOB, is_on bool, code char(32), facts text CHECK ((JSON_VALID("facts") OR "facts" IS NULL)))"""


def archive_of(**members: bytes) -> bytes:
    target = io.BytesIO()
    archive = ArchiveWriter(target)
    for name, content in members.items():
        archive.add_bytes(name, content)
    archive.close()
    return target.getvalue()


def test_an_archive_knows_each_member() -> None:
    whole = archive_of(one=b"1" * 5000, two=b"22")
    seen: dict[str, bytes] = {}
    assert read_archive(io.BytesIO(whole), lambda name, stream: seen.update({name: stream.read()})) == 2
    assert seen == {"one": b"1" * 5000, "two": b"22"}
    with pytest.raises(RuleBroken, match="«one»"):
        read_archive(io.BytesIO(whole.replace(b"111", b"121", 1)), lambda _name, _stream: None)
    with pytest.raises(RuleBroken, match="испорчена"):
        read_archive(io.BytesIO(whole[:6000]), lambda _name, _stream: None)
    with tarfile.open(fileobj=io.BytesIO(whole)) as plain:
        assert plain.getnames() == ["one", "two", "contents.jsonl"]


@pytest.mark.parametrize(
    ("declared", "kind"),
    [
        ("bigint", Kind.NUMBER),
        ("integer unsigned", Kind.NUMBER),
        ("varchar(32)", Kind.TEXT),
        ("char(32)", Kind.UUID),
        ("decimal", Kind.DECIMAL),
        ("BLOB", Kind.BYTES),
    ],
)
def test_kinds_of_sqlite(declared: str, kind: Kind) -> None:
    assert sqlite_kind(declared) is kind


@given(
    some.lists(
        some.tuples(
            some.none() | some.text(some.characters(exclude_categories=["Cs"]), max_size=30),
            some.none() | some.floats(allow_nan=False),
            some.none() | some.decimals(min_value=-(10**9), max_value=10**9, places=2).map(str),
            some.none() | some.binary(max_size=40),
        ),
        max_size=6,
    )
)
def test_rows_come_back_as_they_were(rows: list[tuple[object, ...]]) -> None:
    with closing(sqlite3.connect(":memory:")) as before:
        before.execute(TABLE)
        before.executemany("INSERT INTO thing(said, share, cost, body) VALUES (?, ?, ?, ?)", rows)
        snapshot = SqliteSnapshot("", before)
        (table,) = snapshot.tables()
        lines = b"".join(line_of(row) for row in snapshot.rows(table))
        told = digest_of(snapshot, table)
        kept = before.execute("SELECT * FROM thing").fetchall()
    assert told["rows"] == len(rows)
    digest = TableDigest(table)
    for row in rows_of(lines):
        digest.add(row, line_of(row))
    assert digest.told() == told
    for row, was in zip(rows_of(lines), kept, strict=True):
        assert row[1] == was[1]
        assert row[3] == was[3]
        assert row[5] is None or base64.b64decode(row[5]) == was[5]


def test_a_table_is_loaded_into_another_file(tmp_path: Path) -> None:
    with closing(sqlite3.connect(":memory:")) as before:
        before.execute(TABLE)
        facts = '{"б": 1, "а": [2.5, null]}'
        row = (7, "слово", "2025-03-01 09:30:00.5", 0.1, "12.50", b"\x00\xff", 1, "a" * 32, facts)
        before.execute("INSERT INTO thing VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", row)
        before.execute("DELETE FROM thing WHERE id = 0")
        source = SqliteSnapshot("", before)
        (table,) = source.tables()
        with closing(sqlite3.connect(tmp_path / "new")) as made:
            made.execute(TABLE)
        loader = SqliteLoader(tmp_path / "new")
        loader.load(table, source.rows(table))
        assert digest_of(loader.finish({"thing": 40}), table) == digest_of(source, table)
        loader.commit()
        loader.close()
    with closing(sqlite3.connect(tmp_path / "new")) as after:
        assert after.execute("SELECT said, body, facts FROM thing").fetchone() == ("слово", b"\x00\xff", facts)
        after.execute("INSERT INTO thing(said) VALUES ('next')")
        assert after.execute("SELECT max(id) FROM thing").fetchone() == (41,), "a number of an erased row came back"


def test_names_inside_json_have_no_order() -> None:
    table = Table("thing", (("id", Kind.NUMBER), ("facts", Kind.JSON)), ("id",))
    one, other, third = TableDigest(table), TableDigest(table), TableDigest(table)
    for digest, facts in ((one, '{"a": 1, "b": 2}'), (other, '{"b": 2, "a": 1}'), (third, '{"b": 1, "a": 2}')):
        digest.add((1, facts), b"")
    assert one.told() == other.told() != third.told()


@pytest.mark.django_db
def test_postgres_tells_values_as_sqlite_keeps_them() -> None:
    if connection.vendor != "postgresql":
        pytest.skip("PostgreSQL only")
    with connection.cursor() as cursor:
        cursor.execute("CREATE SCHEMA trial")
        cursor.execute("SET LOCAL search_path TO trial")
        cursor.execute("SET LOCAL timezone TO 'UTC'")
        cursor.execute(
            "CREATE TABLE thing (id bigint PRIMARY KEY, at timestamptz, day date, hour time, is_on boolean, code uuid,"
            " facts jsonb, cost numeric(9, 2), body bytea, address inet, share float8)"
        )
        cursor.execute(
            "INSERT INTO thing VALUES (1, '2025-03-01 12:30:00.5+03', '2025-03-01', '09:30', true,"
            " 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11', '{\"a\": [1]}', 12.50, '\\x00ff', '10.0.0.1', 0.1)"
        )
        snapshot = PostgresSnapshot({}, connection.connection)
        (table,) = snapshot.tables()
        (row,) = snapshot.rows(table)
    assert list(row) == [
        1,
        "2025-03-01 09:30:00.500000",
        "2025-03-01",
        "09:30:00",
        1,
        "a0eebc999c0b4ef8bb6d6bb9bd380a11",
        '{"a": [1]}',
        "12.5",
        "AP8=",
        "10.0.0.1",
        0.1,
    ]


def test_members_of_a_table_are_small() -> None:
    target = io.BytesIO()
    archive = ArchiveWriter(target)
    with packed(archive, "thing") as lines:
        for number in range(30_000):
            lines.add(line_of((number, "слово " * 60)))
    archive.close()
    parts: list[bytes] = []

    def take(name: str, stream: object) -> None:
        assert name.startswith("tables/thing/")
        parts.append(unpacked(stream.read()))  # type: ignore[attr-defined]

    read_archive(io.BytesIO(target.getvalue()), take)
    assert len(parts) > 2
    assert max(map(len, parts)) < 6 * 1024 * 1024
    assert sum(part.count(b"\n") for part in parts) == 30_000


def test_only_the_oldest_nightly_copies_go(tmp_path: Path) -> None:
    nights = [f"otklik-202503{day:02}T020000Z-night.otklik" for day in range(1, 6)]
    for name in (*nights, "otklik-20250101T000000Z.otklik", "otklik-20250101T000000Z-upgrade.otklik", "other.txt"):
        (tmp_path / name).touch()
    gone = keeping.let_go(tmp_path, 2)
    assert [path.name for path in gone] == nights[:3]
    assert len(list(tmp_path.iterdir())) == 5
    keeping.let_go(tmp_path, 0)
    assert (tmp_path / nights[-1]).exists(), "the newest copy went"


@pytest.mark.django_db
def test_a_night_is_due_once(settings: object) -> None:
    from otklik.operation.models import BackupRecord

    settings.BACKUP_HOUR, settings.BACKUP_KEYS = 2, ["age1"]  # type: ignore[attr-defined]
    now = datetime(2025, 3, 2, 12, tzinfo=UTC)
    assert not keeping.is_due(datetime(2025, 3, 1, 22, 30, tzinfo=UTC)), "half past one in Moscow"
    assert keeping.is_due(now)
    BackupRecord.objects.update_or_create(path="x", defaults={"problem": "диск"})
    BackupRecord.objects.update(at=datetime(2025, 3, 1, 23, 10, tzinfo=UTC))
    assert not keeping.is_due(now), "a failed night is tried again and again"
    BackupRecord.objects.update(at=datetime(2025, 3, 1, 20, 10, tzinfo=UTC))
    assert keeping.is_due(now), "yesterday's copy was taken for tonight's"
    settings.BACKUP_HOUR = keeping.NEVER  # type: ignore[attr-defined]
    assert not keeping.is_due(now)


@pytest.mark.django_db
def test_a_copy_comes_to_an_empty_place_only(tmp_path: Path) -> None:
    from otklik.operation.backup import here
    from otklik.operation.backup.restoring import refuse_used

    place = dataclasses.replace(here.place(), key_file=tmp_path / "secret.key")
    with pytest.raises(RuleBroken, match="База не пуста"):
        refuse_used(place)
    (tmp_path / "restore.unfinished").touch()
    with pytest.raises(RuleBroken, match="Прошлый возврат оборвался"):
        refuse_used(place)


@pytest.mark.django_db
def test_what_a_newer_program_wrote_is_not_touched() -> None:
    from django.db.migrations.recorder import MigrationRecorder

    from otklik.operation.upgrade.hindrances import lasting_hindrances

    assert list(lasting_hindrances()) == []
    MigrationRecorder(connection).record_applied("operation", "9999_of_tomorrow")
    (told,) = lasting_hindrances()
    assert "более новая версия программы" in told
    assert "operation.9999_of_tomorrow" in told


@pytest.mark.django_db
def test_a_full_disk_and_other_workers_stop_an_update(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from shutil import disk_usage

    from otklik.operation.upgrade import hindrances

    usage = disk_usage(tmp_path)._replace(free=1024 * 1024)
    monkeypatch.setattr(hindrances.shutil, "disk_usage", lambda _path: usage)
    monkeypatch.setattr(hindrances, "_others", lambda: ["процесс 7 (db_worker)"])
    (works,), (disk, *_) = hindrances.working_others(), hindrances.full_disks(tmp_path)
    assert "процесс 7" in works
    assert "Остановите службы" in works
    assert "свободно 1 МБ" in disk
