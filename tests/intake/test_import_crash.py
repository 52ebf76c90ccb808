"""An import that is killed in the middle and started again: nothing lost, nothing doubled. And two at once."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from django.db import connection
from django.utils import timezone
from tests.intake.files import REGISTER, TOML, row, write

from otklik.base.actor import Actor
from otklik.core.appeals import ItemKind
from otklik.core.incoming import IncomingFeedback
from otklik.intake import text_index
from otklik.intake.actions.import_feedback import CHUNK, ImportResult, import_feedback
from otklik.intake.actions.receive_feedback import receive_feedback
from otklik.intake.models import FeedbackItem

ROWS = 3 * CHUNK + 700
#: Runs in a process of its own, on a database of its own: prints what the checks below need.
FOUND = """
import django; django.setup()
from django.core.management import call_command
call_command("migrate", verbosity=0)
from otklik.catalog.actions.found_administration import found_administration
from otklik.procedures import registry
found_administration(procedure=registry.procedures()["murashi"])
"""
COUNT = """
import django, json, sys; django.setup()
from otklik.core.search_query import understand
from otklik.intake import text_index, word_index
from otklik.intake.models import Appeal, AppealQuestion, Contact, FeedbackItem, NumberSequence
item = FeedbackItem.objects
own = item.first().administration_id
print(json.dumps({
    "items": item.count(), "sources": item.values("source_number").distinct().count(),
    "appeals": Appeal.objects.count(), "questions": AppealQuestion.objects.count(),
    "contacts": Contact.objects.count(), "last": NumberSequence.objects.get().last,
    "numbers": item.values("number").distinct().count(), "waiting": text_index.waiting(),
    "found": [item.filter(word_index.matches(own, understand(word).wanted).condition).count() for word in sys.argv[1:]],
}))
"""
#: The command as it is, but it stops where the rows of the second chunk are written and not yet committed.
HALTING = """
import django, sys; django.setup()
from otklik.intake.bulk.store import Store
honest, chunks = Store._store, []
def halting(store, *facts):
    chunks.append(honest(store, *facts))
    if len(chunks) == 2:
        print("half", flush=True)
        sys.stdin.read()
    return chunks[-1]
Store._store = halting
from otklik.cli.main import main
main()
"""


@contextmanager
def own_database(folder: Path) -> Iterator[dict[str, str]]:
    """The environment of processes with a database of their own, of the kind that this run is on."""
    environment = os.environ | {"OTKLIK_DATA_DIR": str(folder), "DJANGO_SETTINGS_MODULE": "otklik.config.settings"}
    if connection.vendor == "sqlite":
        yield {name: value for name, value in environment.items() if name != "DATABASE_URL"}
        return
    name, facts = f"crash_{os.getpid()}", connection.settings_dict
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE DATABASE {name}")
    address = f"{quote(facts['USER'])}:{quote(facts['PASSWORD'])}@{facts['HOST']}:{facts['PORT']}"
    try:
        yield environment | {"DATABASE_URL": f"postgres://{address}/{name}"}
    finally:
        with connection.cursor() as cursor:
            cursor.execute(f"DROP DATABASE {name} WITH (FORCE)")


def run(environment: dict[str, str], *arguments: str) -> str:
    done = subprocess.run(
        [sys.executable, *arguments], env=environment, capture_output=True, text=True, check=False, timeout=300
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout.strip().splitlines()[-1] if done.stdout.strip() else ""


def counted(environment: dict[str, str], *words: str) -> dict[str, Any]:
    return dict(json.loads(run(environment, "-c", COUNT, *words)))


def kill_half_way(environment: dict[str, str], command: tuple[str, ...]) -> int:
    """Leader of the group that the import was with the reader of its file."""
    with subprocess.Popen(
        [sys.executable, "-c", HALTING, *command],
        env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, start_new_session=True,
    ) as process:  # fmt: skip
        assert process.stdout is not None
        assert process.stdout.readline() == b"half\n"
        process.kill()
    return process.pid


def group_lives(leader: int) -> bool:
    try:
        os.killpg(leader, 0)
    except ProcessLookupError:
        return False
    return True


@pytest.mark.django_db(transaction=True)
def test_killed_in_the_middle_and_started_again(tmp_path: Path) -> None:
    text = "Не чистят дорогу. " * 10
    file = write(tmp_path / "register.csv", [row(n, f"{text}{n}", author="Иванова Нина") for n in range(ROWS)])
    mapping = tmp_path / "register.toml"
    mapping.write_text(TOML, encoding="utf-8")
    command = ("import-feedback", "murashi", str(file), "--mapping", str(mapping), "--json")
    with own_database(tmp_path / "var") as environment:
        run(environment, "-c", FOUND)
        leader = kill_half_way(environment, command)
        stored = counted(environment)
        assert stored["items"] == CHUNK
        assert stored["items"] == stored["appeals"] == stored["questions"] == stored["contacts"] == stored["last"]
        told = json.loads(run(environment, "-m", "otklik.cli", *command))
        assert told == {
            "accepted": ROWS - stored["items"], "known": stored["items"], "changed": 0, "rejected": 0,
            "rejected_file": None,
        }  # fmt: skip
        whole = counted(environment, "10007", str(ROWS - 1))
        assert (whole.pop("waiting"), whole.pop("found")) == (0, [1, 1])
        assert set(whole.values()) == {ROWS}, whole
        deadline = time.monotonic() + 60
        while group_lives(leader):  # the reader ends by itself when nobody takes its rows
            assert time.monotonic() < deadline
            time.sleep(0.1)


@pytest.mark.django_db(transaction=True)
def test_two_files_and_the_form_at_once_leave_no_gap(system: Actor, tmp_path: Path) -> None:
    """The files overlap; people write while they are taken in."""
    first = write(tmp_path / "first.csv", [row(n) for n in range(CHUNK + 500)])
    second = write(tmp_path / "second.csv", [row(n) for n in range(CHUNK, 2 * CHUNK + 500)])

    def load(path: Path) -> ImportResult:
        try:
            return import_feedback(
                actor=system, path=path, mapping=REGISTER, rejected_to=tmp_path / f"{path.stem}-rejected.csv"
            )
        finally:
            connection.close()

    def send(number: int) -> None:
        try:
            now = timezone.now()
            incoming = IncomingFeedback(f"Яма {number}", "post", now, ItemKind.COMPLAINT, registered_at=now)
            receive_feedback(actor=system, incoming=incoming)
        finally:
            connection.close()

    with ThreadPoolExecutor(3) as pool:
        results = [pool.submit(load, path) for path in (first, second)]
        sent = [pool.submit(send, number) for number in range(10)]
        both = [one.result() for one in results]
        assert all(one.exception() is None for one in sent)
    assert sum(one.accepted for one in both) == 2 * CHUNK + 500
    assert sum(one.known for one in both) == 500
    items = FeedbackItem.objects.filter(received_at__year=2025)
    numbers = sorted(int(number[2:7]) for number in items.values_list("number", flat=True))
    assert numbers == list(range(1, 2 * CHUNK + 501))
    assert FeedbackItem.objects.count() == 2 * CHUNK + 510
    text_index.catch_up()  # what the next test wipes must stand in the index of words
