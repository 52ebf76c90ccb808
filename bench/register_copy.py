"""An import of BENCH_ITEMS rows of CSV beside a bare COPY of the same file into a table of text (PostgreSQL)."""

import csv
import time
from pathlib import Path

from bench import imports, source
from bench.machine import tell
from bench.stage import Run


def run(here: Run) -> None:
    if here.kind != "postgresql":
        return
    path = here.folder / "register.csv"
    source.write_csv(path, here.items)
    bare = _bare_copy(path)
    seconds, result = imports.take_in(path)
    assert result["accepted"] == here.items, result
    tell(
        "register_copy", here.database, rows=here.items, seconds=seconds, rows_per_second=here.items / seconds,
        copy_seconds=bare, copy_rows_per_second=here.items / bare, ratio=seconds / bare, peak_mib=imports.peak_mib(),
    )  # fmt: skip
    path.unlink()


def _bare_copy(path: Path) -> float:
    """Seconds of COPY alone, committed, into a logged table without an index; the table is dropped."""
    from django.db import connection, transaction

    with path.open(encoding="utf-8-sig", newline="") as file:
        width = len(next(csv.reader(file, delimiter=_separator(path))))
    columns = ", ".join(f"c{place} text" for place in range(width))
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE TABLE bench_copy ({columns})")
        started = time.perf_counter()
        with transaction.atomic():
            options = f"FORMAT csv, HEADER, DELIMITER '{_separator(path)}'"
            with cursor.cursor.copy(f"COPY bench_copy FROM STDIN ({options})") as copy, path.open("rb") as stream:
                while piece := stream.read(1 << 20):
                    copy.write(piece)
        seconds = time.perf_counter() - started
        cursor.execute("DROP TABLE bench_copy")
    return seconds


def _separator(path: Path) -> str:
    with path.open(encoding="utf-8-sig") as file:
        head = file.readline()
    return max(";,\t", key=head.count)
