"""Two web and two worker processes over one PostgreSQL, nginx before them; one of each is killed under load.

Every request that was acknowledged is in the registry once, the task of the dead worker is done by the other, once.
"""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from bench.cluster.nodes import Cluster, cluster, free_port, wait_for
from bench.cluster.senders import Senders
from bench.outbox.mailserver import Mailbox, mailserver
from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from otklik.accounts.queries import actor_of
from otklik.base import file_store
from otklik.base.models import LiveWorker
from otklik.catalog.models import Administration
from otklik.delivery.actions.send_later import send_later
from otklik.delivery.models import OutgoingMessage
from otklik.delivery.tasks import send_waiting
from otklik.intake.actions.import_feedback import CHUNK
from otklik.intake.actions.keep_import_file import keep_import_file
from otklik.intake.actions.queue_import import queue_import
from otklik.intake.models import FeedbackItem, ImportRun
from otklik.intake.numbers import take_sequence
from otklik.interchange.models import StoredReply
from tests.api.conftest import SystemWith, system_with
from tests.conftest import Hire
from tests.intake.files import REGISTER, row, write
from tests.s3_server import S3Server

__all__ = ["system_with"]
MESSAGES, LETTERS, ROWS, FIRST_YEAR = 60, 30, 3 * CHUNK, 2024
KILLED_AFTER = 15


@pytest.fixture
def shared(s3_server: S3Server, settings: Any, tmp_path: Path) -> Iterator[str]:
    """Attachments of this process and of the nodes in one bucket; the address for the nodes."""
    bucket = s3_server.bucket()
    settings.FILES_BUCKET = {**s3_server.options(bucket), "location": ""}
    settings.FILE_COPIES_DIR = tmp_path / "copies"
    file_store._bucket.cache_clear()
    yield f"s3://key:secret@{s3_server.address.removeprefix('http://')}/{bucket}?tls=0"
    file_store._bucket.cache_clear()


@pytest.fixture
def nodes(shared: str, tmp_path: Path) -> Iterator[tuple[Cluster, Mailbox]]:
    """Nodes of the tests' own database, that share nothing but it, the bucket, the key and the mail server."""
    facts, box = connection.settings_dict, Mailbox()
    password = quote(facts["PASSWORD"], safe="")
    address = f"postgres://{facts['USER']}:{password}@{facts['HOST']}:{facts['PORT']}/{facts['NAME']}"
    with mailserver(box) as port:
        environment = {
            "DATABASE_URL": address, "OTKLIK_FILES_URL": shared, "OTKLIK_SECRET_KEY": settings.SECRET_KEY,
            "OTKLIK_EMAIL_URL": f"smtp://127.0.0.1:{port}", "DJANGO_SETTINGS_MODULE": "otklik.config.settings",
        }  # fmt: skip
        with cluster(tmp_path, environment) as made:
            yield made, box


def sent_import(staff: Hire, folder: Path) -> ImportRun:
    """A register in the queue: its first chunk is of one year, the others of the next."""
    actor = actor_of(staff("coordinator"))
    assert actor is not None
    days = [f"03.03.{FIRST_YEAR if n < CHUNK else FIRST_YEAR + 1} 10:00" for n in range(ROWS)]
    rows = [row(n, f"Не чистят дорогу, дом {n}", received=day) for n, day in enumerate(days)]
    file = write(folder / "register.csv", rows)
    run = keep_import_file(actor=actor, chunks=[file.read_bytes()], name="register.csv")
    return queue_import(actor=actor, run_id=run.pk, mapping=REGISTER)


@contextmanager
def held_after_the_first_chunk(administration: Administration) -> Iterator[None]:
    """The numbers of the second year are taken, so that an import cannot end before its worker is killed."""
    with transaction.atomic():
        take_sequence(administration.pk, FIRST_YEAR + 1)
        yield
        transaction.set_rollback(True)


def write_letters(administration: Administration) -> None:
    """They wait for the first worker."""
    for number in range(LETTERS):
        send_later(
            administration_id=administration.pk, target=administration, to="petrova@example.org",
            subject="Ответ", text=f"Ответ {number}", file_ids=[], is_urgent=True,
        )  # fmt: skip


def until(is_so: Callable[[], bool], most: float = 90.0) -> None:
    ends = time.monotonic() + most
    while not is_so():
        assert time.monotonic() < ends, "it took too long"
        time.sleep(0.05)


def importing_process() -> int:
    """Of the worker that has the import."""
    task = DBTaskResult.objects.get(task_path="otklik.intake.tasks.run_import")
    return int(LiveWorker.objects.get(pk=task.worker_ids[-1]).process.partition(".")[0])


@pytest.mark.skipif(connection.vendor != "postgresql", reason="several nodes share a PostgreSQL")
@pytest.mark.django_db(transaction=True)
def test_one_web_and_one_worker_killed_under_load(
    nodes: tuple[Cluster, Mailbox], system_with: SystemWith, staff: Hire, administration: Administration, tmp_path: Path
) -> None:
    running, box = nodes
    system = system_with("items:write", "items:read", rate=60_000)
    run = sent_import(staff, tmp_path)
    write_letters(administration)
    ports = [free_port(), free_port()]
    pages = [running.web(f"web{number}", port) for number, port in enumerate(ports)]
    port = running.proxy(ports)
    for one in (*ports, port):
        wait_for(f"http://127.0.0.1:{one}/api/v1/reference/")

    def kill(senders: Senders) -> None:
        until(lambda: len(senders.told.numbers) >= KILLED_AFTER)
        pages[0].kill()
        until(lambda: ImportRun.objects.get(pk=run.pk).accepted == CHUNK)
        running.kill(importing_process())

    senders = Senders(port, system.at("items"), system.secret, MESSAGES)
    with held_after_the_first_chunk(administration):
        for number in (0, 1):
            running.worker(f"worker{number}", "*")
        told = senders.run(kill)
    StoredReply.objects.filter(status=None).update(begun_at=timezone.now() - timedelta(minutes=3))
    senders.finish(most=10)
    assert len(told.numbers) == MESSAGES
    kept = set(FeedbackItem.objects.filter(source_number="").values_list("number", flat=True))
    assert kept == set(told.numbers.values())

    until(lambda: ImportRun.objects.get(pk=run.pk).state == ImportRun.State.DONE)
    rows = FeedbackItem.objects.exclude(source_number="").values_list("source_number", flat=True)
    assert sorted(map(int, rows)) == list(range(ROWS))
    task = DBTaskResult.objects.get(task_path="otklik.intake.tasks.run_import")
    assert len(set(task.worker_ids)) == 2
    until(lambda: not DBTaskResult.objects.filter(status__in=["READY", "RUNNING"]).exists())
    assert_every_letter_left(box)


def assert_every_letter_left(box: Mailbox) -> None:
    """Each once, what broke off with its worker too."""
    broken_off = OutgoingMessage.objects.filter(state="sending")
    broken_off.update(leased_until=timezone.now() - timedelta(seconds=1))  # as the clock finds them some minutes later
    send_waiting.enqueue()
    until(lambda: not OutgoingMessage.objects.filter(state__in=["waiting", "sending"]).exists())
    written = {str(key) for key in OutgoingMessage.objects.filter(state="sent").values_list("key", flat=True)}
    assert len(written) == LETTERS
    assert set(box.taken) == written
