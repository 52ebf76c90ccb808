"""Two web and two worker nodes over one PostgreSQL behind nginx, one of each killed BENCH_KILLS (20) times under load.

Systems send BENCH_MESSAGES (2,000) messages over the interface and ask again until they are told; registers are taken
in meanwhile. In the end each acknowledged message and each row stands in the registry once. PostgreSQL only.
"""

import os
import random
import time
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from bench.cluster.nodes import Cluster, Process, cluster, free_port, wait_for
from bench.cluster.senders import Senders
from bench.machine import percentile, tell
from bench.outbox.mailserver import Mailbox, mailserver
from bench.source import PLACE
from bench.stage import Run, actor_with

if TYPE_CHECKING:
    from otklik.intake.models import ImportRun

KILLS, MESSAGES = int(os.environ.get("BENCH_KILLS", "20")), int(os.environ.get("BENCH_MESSAGES", "2000"))
REGISTERS, ROWS, PAUSE = 4, 15_000, 2.0
_DONE = 600.0


def run(here: Run) -> None:
    """Start, send and kill side by side, let the rest end, compare."""
    if here.kind != "postgresql":
        tell("nodes", here.database, skipped="several nodes share a PostgreSQL")
        return
    folder, box = here.folder / "nodes", Mailbox()
    folder.mkdir()
    runs = send_registers(folder)
    write_letters()
    with mailserver(box) as mail, cluster(folder, _environment(mail)) as nodes:
        began = time.monotonic()
        senders = Senders(0, *_key(), count=MESSAGES)
        killer = Killer(nodes)
        senders.port = killer.proxy
        told = senders.run(lambda _: killer.run())
        _age_broken_requests()
        senders.finish(most=30)
        ended = _wait_for_the_rest()
        figures = compared(set(told.numbers.values()), runs, box)
    tell(
        "nodes", here.database, kills=2 * KILLS, messages=MESSAGES, acknowledged=len(told.numbers),
        asked_again=told.again, p95_ms=percentile(told.seconds, 0.95) * 1000, took=time.monotonic() - began,
        ended=ended, **figures,
        reached=ended and len(told.numbers) == MESSAGES and not any(figures[one] for one in ("lost", "doubled")),
    )  # fmt: skip


class Killer:
    """The nodes, and the chance that kills them; what was killed is begun anew as systemd would."""

    def __init__(self, nodes: Cluster) -> None:
        self._nodes, self._chance = nodes, random.Random(2026)  # noqa: S311 - moments, not secrets
        self._ports = [free_port(), free_port()]
        self._web = [self._page(number) for number in (0, 1)]
        self._workers = [self._worker(number) for number in (0, 1)]
        self.proxy = nodes.proxy(self._ports)
        for port in (*self._ports, self.proxy):
            wait_for(f"http://127.0.0.1:{port}/api/v1/reference/")

    def run(self) -> None:
        """One web and one worker process at a time; never both of a kind."""
        for _ in range(KILLS):
            time.sleep(self._chance.uniform(0.2, PAUSE))
            which = self._chance.randrange(2)
            self._web[which].kill()
            self._workers[1 - which].kill()
            self._web[which], self._workers[1 - which] = self._page(which), self._worker(1 - which)
            wait_for(f"http://127.0.0.1:{self._ports[which]}/api/v1/reference/")

    def _page(self, number: int) -> Process:
        return self._nodes.web(f"web{number}", self._ports[number])

    def _worker(self, number: int) -> Process:
        return self._nodes.worker(f"worker{number}", "*")


def send_registers(folder: Path) -> "list[ImportRun]":
    """Registers in the queue, no row of one in another."""
    from tests.intake.files import REGISTER, row, write

    from otklik.intake.actions.keep_import_file import keep_import_file
    from otklik.intake.actions.queue_import import queue_import

    actor, runs = actor_with("coordinator"), []
    for number in range(REGISTERS):
        rows = [row(f"{number}-{one}", f"Не чистят дорогу, дом {number}-{one}") for one in range(ROWS)]
        file = write(folder / f"register-{number}.csv", rows)
        kept = keep_import_file(actor=actor, chunks=[file.read_bytes()], name=file.name)
        runs.append(queue_import(actor=actor, run_id=kept.pk, mapping=REGISTER))
    return runs


def write_letters() -> None:
    """They wait for the first worker."""
    from otklik.catalog.models import Administration
    from otklik.delivery.actions.send_later import send_later

    administration = Administration.objects.get(slug=PLACE)
    for number in range(MESSAGES):
        send_later(
            administration_id=administration.pk, target=administration, to="petrova@example.org",
            subject="Ответ", text=f"Ответ {number}", file_ids=[], is_urgent=True,
        )  # fmt: skip


def compared(acknowledged: set[str], runs: "list[ImportRun]", box: Mailbox) -> dict[str, int]:
    """What was lost, what is there twice, of messages, rows and letters; tasks that were ended, not done."""
    from django_tasks_db.models import DBTaskResult

    from otklik.delivery.models import OutgoingMessage
    from otklik.intake.models import FeedbackItem, ImportRun

    sent = FeedbackItem.objects.filter(text__startswith="Не горит фонарь, message-")
    numbers = list(sent.values_list("number", flat=True))
    taken = FeedbackItem.objects.filter(text__startswith="Не чистят дорогу, дом ")
    rows = list(taken.values_list("source_number", flat=True))
    missing = max(0, len(runs) * ROWS - len(set(rows)))
    letters = {str(key) for key in OutgoingMessage.objects.filter(state="sent").values_list("key", flat=True)}
    return {
        "lost": len(acknowledged - set(numbers)) + missing + len(letters - set(box.taken)),
        "doubled": len(numbers) - len(acknowledged) + len(rows) - len(set(rows)),
        "imports_unfinished": ImportRun.objects.filter(pk__in=[one.pk for one in runs]).exclude(state="done").count(),
        "letters": len(letters),
        "letters_repeated_with_the_same_id": len(box.taken) - len(set(box.taken)),
        "tasks": DBTaskResult.objects.count(),
        "tasks_ended_with_a_word": DBTaskResult.objects.filter(status="FAILED").count(),
    }  # fmt: skip


def _environment(mail: int) -> dict[str, str]:
    from django.conf import settings

    return {
        "OTKLIK_FILES_URL": f"file://{settings.MEDIA_ROOT}", "OTKLIK_SECRET_KEY": settings.SECRET_KEY,
        "OTKLIK_EMAIL_URL": f"smtp://127.0.0.1:{mail}",
    }  # fmt: skip


def _key() -> tuple[str, str]:
    """The address to send to, and a key that may."""
    from django.utils import timezone

    from otklik.interchange.actions.issue_key import issue_key
    from otklik.interchange.enums import Scope

    actor = actor_with("administrator")
    issued = issue_key(
        actor=actor, title="Измерение", scopes=[Scope.ITEMS_WRITE], channel="web_form", rate=6000,
        expires_on=(timezone.now() + timedelta(days=30)).date(), reason="Измерение",
    )  # fmt: skip
    return f"/api/v1/{actor.administration_slug}/items", issued.secret


def _age_broken_requests() -> None:
    """What two minutes do: a request that a killed node left open may be carried out again."""
    from django.utils import timezone

    from otklik.interchange.models import StoredReply

    StoredReply.objects.filter(status=None).update(begun_at=timezone.now() - timedelta(minutes=3))


def _wait_for_the_rest() -> bool:
    """Until no task and no letter waits; False when it took too long."""
    from django_tasks_db.models import DBTaskResult

    from otklik.delivery.models import OutgoingMessage
    from otklik.delivery.tasks import send_waiting

    ends = time.monotonic() + _DONE
    while time.monotonic() < ends:
        send_waiting.enqueue()  # as the clock does: broken-off letters are taken up when their lease has ended
        time.sleep(PAUSE)
        open_tasks = DBTaskResult.objects.filter(status__in=["READY", "RUNNING"]).exists()
        if not open_tasks and not OutgoingMessage.objects.filter(state__in=["waiting", "sending"]).exists():
            return True
    return False
