"""Several workers at once, and workers that are killed: each arrival becomes one thing, and nothing is lost."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection as database
from django.db import connections
from tests.correspondence.conftest import Connect
from tests.correspondence.toy_channel import raw

from otklik.correspondence.actions.keep_arrivals import keep_arrivals
from otklik.correspondence.actions.read_arrivals import read_waiting_arrivals
from otklik.correspondence.models import InboundMessage
from otklik.delivery.models import ChannelConnection
from otklik.intake.models import FeedbackItem


def _in_threads(count: int, work: Callable[[], object]) -> None:
    """At once; what fails in a thread fails the test."""

    def run() -> None:
        try:
            work()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(count) as pool:
        for ended in [pool.submit(run) for _ in range(count)]:
            ended.result(60)


@pytest.mark.django_db(transaction=True)
def test_workers_share_what_waits(connect: Connect) -> None:
    """Four read at once what four kept at once, each message by two of them: one item each, each in its order."""
    first, second = connect(), connect()
    for connection in (first, second):
        brought = [raw(f"m{number}", text=f"Сообщение {number}", own_keys=["t"], threads=["t"]) for number in range(8)]
        _in_threads(2, lambda own=connection, all_of_it=brought: keep_arrivals(own.pk, all_of_it))
    assert InboundMessage.objects.count() == 16
    _in_threads(4, read_waiting_arrivals)
    while read_waiting_arrivals():
        pass
    assert not InboundMessage.objects.exclude(state=InboundMessage.State.TAKEN).exists()
    assert FeedbackItem.objects.count() == 2, "one thread of each connection is one case"
    for item in FeedbackItem.objects.all():
        said = [item.text, *item.additions.order_by("pk").values_list("text", flat=True)]
        assert said == [f"Сообщение {number}" for number in range(8)]


KILLED = """
import os, sys, time
import django
django.setup()
from otklik.channels import registry
from tests.correspondence.toy_channel import TOY
known = {**registry.channels(), "toy": TOY}
registry.channels = lambda: known
from otklik.correspondence.actions import read_arrivals as reading
become = reading.become
def slow(row):
    become(row)
    print("half", flush=True)
    time.sleep(60)
reading.become = slow
reading.read_waiting_arrivals()
"""


@pytest.mark.django_db(transaction=True)
def test_a_worker_killed_half_way_leaves_all_to_the_next(connection: ChannelConnection) -> None:
    """Killed when the item is made and the transaction is still open: nothing of it stands, the next one makes it."""
    keep_arrivals(connection.pk, [raw("m1", text="Нет света", talker="ivan"), raw("m2", text="Нет воды")])
    worker = _worker()
    assert worker.stdout is not None
    assert worker.stdout.readline().strip() == b"half"
    os.kill(worker.pid, signal.SIGKILL)
    worker.wait(10)
    worker.stdout.close()
    assert not FeedbackItem.objects.exists()
    assert read_waiting_arrivals() == 2
    assert FeedbackItem.objects.count() == 2


def _worker() -> "subprocess.Popen[bytes]":
    """A process of its own over the tests' database."""
    name = str(database.settings_dict["NAME"])
    program = KILLED.replace(
        "django.setup()",
        f"from django.conf import settings\nsettings.DATABASES['default']['NAME'] = {name!r}\ndjango.setup()",
        1,
    )
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "otklik.config.settings", "PYTHONPATH": str(Path.cwd())}
    environment["OTKLIK_DATA_DIR"] = str(Path(settings.MEDIA_ROOT).parent)
    return subprocess.Popen([sys.executable, "-c", program], env=environment, stdout=subprocess.PIPE)
