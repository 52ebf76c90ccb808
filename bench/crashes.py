"""`kill -9` BENCH_CRASHES (1,000) times at random moments over intake, answering, import, outbox, closing and sealing.

Six processes do the product's own work; again and again one of them, by chance, is killed in the middle of whatever it
does and begun anew. In the end what was acknowledged stands in the tables once, and `otklik check` finds nothing.
"""

import csv
import os
import random
import signal
import subprocess
import sys
import time
from contextlib import ExitStack
from pathlib import Path
from typing import IO, cast

from bench import source
from bench.crash.books import books_of
from bench.crash.roles import FILES, LETTERS_OUT, ROLES, ROWS, SETTLED, STOP
from bench.machine import tell
from bench.outbox.mailserver import Mailbox, mailserver
from bench.stage import Run

CRASHES = int(os.environ.get("BENCH_CRASHES", "1000"))
LONGEST, END_SECONDS = 1.0, 300.0


def run(here: Run) -> None:
    """Begin all, kill, begin again; let them end; read the books."""
    folder = here.folder / "crashes"
    folder.mkdir()
    write_registers(folder)
    box, chance, kills = Mailbox(seconds=0.002), random.Random(2026), dict.fromkeys(ROLES, 0)  # noqa: S311 - moments
    with ExitStack() as stack:
        port = stack.enter_context(mailserver(box))
        nursery = Nursery(folder, {"OTKLIK_EMAIL_URL": f"smtp://127.0.0.1:{port}"})
        stack.callback(nursery.end)
        began = time.monotonic()
        for role in ROLES:
            nursery.begin(role)
        for _ in range(CRASHES):
            time.sleep(chance.uniform(0.0, LONGEST))
            role = chance.choice(list(ROLES))
            nursery.kill(role)
            nursery.begin(role)
            kills[role] += 1
        seconds = time.monotonic() - began
        (folder / STOP).touch()
        ended = nursery.wait(END_SECONDS, but="outbox")
        drain()
        (folder / LETTERS_OUT).touch()
        ended = nursery.wait(END_SECONDS) and ended
    report(here, folder, {"kills": kills, "seconds": seconds, "ended": ended}, box.taken)


def report(here: Run, folder: Path, facts: dict[str, object], taken: list[str]) -> None:
    """The books, faults of the processes' own, and what `otklik check` says."""
    from otklik.analysis.queries import verify_periods
    from otklik.base.audit import seal_entries, verify_chain
    from otklik.base.files import verify_files

    books = books_of(folder, taken)
    time.sleep(SETTLED.total_seconds() + 0.1)
    seal_entries(delay=SETTLED)
    problems = [*verify_chain(), *verify_files(), *verify_periods()]
    faults = (folder / "faults").read_text(encoding="utf-8") if (folder / "faults").exists() else ""
    print(faults[-3000:], file=sys.stderr)
    right = not (problems or faults) and bool(facts["ended"])
    right = right and not any(book["lost"] or book["doubled"] for book in books.values())
    tell(
        "crashes",
        here.database,
        crashes=CRASHES,
        **facts,
        books=books,
        problems=problems,
        faults=bool(faults),
        reached=right,
    )


def write_registers(folder: Path) -> None:
    """Files of a register, each with rows of its own."""
    rows = source.rows(FILES * ROWS)
    for number in range(FILES):
        with (folder / f"register-{number}.csv").open("w", encoding="utf-8-sig", newline="") as file:
            writer = csv.writer(file, delimiter=";")
            writer.writerow(source.HEADER)
            writer.writerows(next(rows) for _ in range(ROWS))


def drain() -> None:
    """Letters that waited when all ended."""
    from otklik.delivery.models import OutgoingMessage

    ends = time.monotonic() + END_SECONDS
    while OutgoingMessage.objects.filter(state__in=("waiting", "sending")).exists() and time.monotonic() < ends:
        time.sleep(0.2)


class Nursery:
    """The loaded program that begins processes of the roles."""

    def __init__(self, folder: Path, environment: dict[str, str]) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "bench.crash.nursery", str(folder)],
            env={**os.environ, **environment}, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL, text=True,
        )  # fmt: skip
        self._asked, self._told = cast("IO[str]", self._process.stdin), cast("IO[str]", self._process.stdout)
        self._living: dict[str, int] = {}
        if self._told.readline().strip() != "ready":
            raise SystemExit("The nursery does not start.")

    def begin(self, role: str) -> None:
        """A process of the role."""
        self._asked.write(f"{role}\n")
        self._asked.flush()
        self._living[role] = int(self._told.readline())

    def kill(self, role: str) -> None:
        """In the middle of whatever it does."""
        number = self._living[role]
        if _is_alive(number):
            os.kill(number, signal.SIGKILL)
        while _is_alive(number):
            time.sleep(0.002)

    def wait(self, most: float, *, but: str = "") -> bool:
        """Until every process (`but` one) has come to its own end."""
        ends = time.monotonic() + most
        while time.monotonic() < ends:
            if not any(_is_alive(number) for role, number in self._living.items() if role != but):
                return True
            time.sleep(0.1)
        return False

    def end(self) -> None:
        """All away."""
        for role in self._living:
            self.kill(role)
        self._process.kill()
        self._process.wait()


def _is_alive(number: int) -> bool:
    return Path(f"/proc/{number}").exists()
