"""A copy of everything and its return to an empty place: BENCH_ITEMS items, BENCH_FILES_GB of attachments (10).

Each command is a process of its own, so that its peak of memory is its own. The return compares every table by count
and digest, then runs the whole check.
"""

import hashlib
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

from bench.machine import tell
from bench.stage import PLACE, Run

FILE_BYTES = 400 * 1024
TARGET_PEAK_MIB = 512.0
_GIB = 1024**3
_CLI = [sys.executable, "-m", "otklik.cli"]


def run(here: Run) -> None:
    """Lay the files, copy, bring back."""
    count = int(float(os.environ.get("BENCH_FILES_GB", "10")) * _GIB / FILE_BYTES)
    _lay_files(count)
    secret, copies = here.folder / "backup.key", here.folder / "copies"
    told = subprocess.run([*_CLI, "backup-key", str(secret)], capture_output=True, text=True, check=True).stdout
    public = told.strip().rpartition("=")[2]
    _measure("backup", here, count, [*_CLI, "backup", "--to", str(copies), "--key", public], {})
    (copy,) = copies.glob("*.otklik")
    place = here.folder / "restored"
    for environment in _empty_place(place):
        command = [*_CLI, "restore", str(copy), "--key-file", str(secret)]
        _measure("restore", here, count, command, environment, copy_mib=round(copy.stat().st_size / 1024**2))
    shutil.rmtree(place)
    shutil.rmtree(copies)


def _lay_files(count: int) -> None:
    from otklik.base.models import StoredFile
    from otklik.catalog.models import Administration

    administration, folder = Administration.objects.get(slug=PLACE), Path(os.environ["OTKLIK_DATA_DIR"]) / "files"
    rows = []
    for _ in range(count):
        content = os.urandom(FILE_BYTES)
        digest = hashlib.sha256(content).hexdigest()
        path = Path(str(administration.pk)) / digest[:2] / digest
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)
        rows.append(
            StoredFile(
                administration_id=administration.pk, name="скан.pdf", media_type="application/pdf", size=FILE_BYTES,
                sha256=digest, path=str(path),
            )
        )  # fmt: skip
    StoredFile.objects.bulk_create(rows, batch_size=1000)


def _measure(name: str, here: Run, files: int, command: list[str], environment: dict[str, str], **facts: float) -> None:
    began = time.monotonic()
    process = subprocess.Popen(command, env=os.environ | environment)
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.monotonic() - began
    assert os.waitstatus_to_exitcode(status) == 0
    peak = usage.ru_maxrss / 1024
    tell(
        name, here.database, items=here.items, files=files, files_gib=files * FILE_BYTES / _GIB, seconds=seconds,
        cpu_seconds=usage.ru_utime + usage.ru_stime, peak_mib=peak, target_peak_mib=TARGET_PEAK_MIB,
        reached=peak <= TARGET_PEAK_MIB, **facts,
    )  # fmt: skip


def _empty_place(folder: Path) -> Iterator[dict[str, str]]:
    """Another data folder, and for PostgreSQL another database of the same server."""
    own = {"OTKLIK_DATA_DIR": str(folder), "OTKLIK_PORT": "1"}
    url = os.environ.get("DATABASE_URL")
    if not url:
        yield own
        return
    import psycopg

    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("CREATE DATABASE bench_restored")
        yield own | {"DATABASE_URL": urlunsplit(urlsplit(url)._replace(path="/bench_restored"))}
        connection.execute("DROP DATABASE bench_restored WITH (FORCE)")
