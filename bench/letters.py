"""Letters of the hostile set through a real Dovecot to registered items, beside django-helpdesk's `get_email`.

The set is that of tests/channels/letters, over and over, each time with another Message-ID and another author. Both
read the same letters out of the same server, one after the other, the helpdesk fewer of them; neither's own letters
leave. Nothing may be lost and nothing doubled: what each letter must become is known.
"""

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import cycle, islice
from pathlib import Path
from random import Random
from urllib.parse import urlsplit, urlunsplit

from bench import source
from bench.machine import tell
from bench.stage import Run

COUNT = int(os.environ.get("BENCH_LETTERS", "10000"))
#: The other reads a few letters a second: the first of the same letters tell its pace as well as all of them.
THEIR_COUNT = int(os.environ.get("BENCH_HELPDESK_LETTERS", str(min(COUNT, 500))))
OURS, THEIRS, PASSWORD = "ours@gorod.example", "theirs@gorod.example", "bench"
NUMBER, AUTHOR = b"<letter-1@mail.example>", b"petrova@mail.example"
HELPDESK = Path(__file__).parent / "helpdesk"
LONGEST_SECONDS = 3600


@dataclass(frozen=True)
class Sent:
    """A letter and whether it must become a message."""

    body: bytes
    is_message: bool


def letters() -> Iterator[Sent]:
    """Without end: the set over and over; those that have no number of their own are left out."""
    from tests.channels.letters import bodies, charsets, files, machines, quotations

    cases = [*charsets.CASES, *bodies.CASES, *files.CASES, *quotations.CASES, *machines.CASES]
    own = [case for case in cases if case.body.count(NUMBER) == 1]
    Random(5).shuffle(own)  # noqa: S311 - the same order every time
    for number, case in enumerate(cycle(own)):
        body = case.body.replace(NUMBER, b"<n%d@mail.example>" % number)
        body = body.replace(AUTHOR, b"petrova%d@mail.example" % number)
        yield Sent(body, not case.passed_over and case.bounced is None)


def run(here: Run) -> None:
    """Lay the letters into two mailboxes, read one, then have the other read."""
    from tests import dovecot

    sent = list(islice(letters(), COUNT))
    with dovecot.running(password=PASSWORD) as server:
        for user, count in ((OURS, COUNT), (THEIRS, THEIR_COUNT)):
            server.put(user, [one.body for one in sent[:count]])
        ours = _ours(server.port, sent)
        tell("letters", here.database, **ours)
        theirs = _theirs(here, server.port)
    per_second = theirs["tickets"] / theirs["seconds"] if theirs.get("seconds") else None
    tell("letters_by_helpdesk", here.database, letters=THEIR_COUNT, tickets_per_second=per_second, **theirs)


def _ours(port: int, sent: list[Sent]) -> dict[str, object]:
    from otklik.correspondence.actions.read_arrivals import read_waiting_arrivals
    from otklik.correspondence.models import InboundMessage
    from otklik.correspondence.polling import poll_connection
    from otklik.intake.models import FeedbackItem

    connection, known = _connect(port), FeedbackItem.objects.count()
    began, used = time.perf_counter(), time.process_time()
    while poll_connection(connection):
        pass
    polled = time.perf_counter() - began
    while read_waiting_arrivals(limit=500):
        pass
    seconds, cpu = time.perf_counter() - began, time.process_time() - used
    arrivals = InboundMessage.objects.filter(connection_id=connection)
    items, expected = FeedbackItem.objects.count() - known, sum(one.is_message for one in sent)
    passed_over = arrivals.filter(state=InboundMessage.State.PASSED_OVER).count()
    of_arrivals = arrivals.exclude(item=None).values("item").distinct().count()
    return {
        "letters": len(sent), "seconds": seconds, "seconds_polling": polled, "cpu_seconds": cpu,
        "items_per_second": items / seconds, "letters_per_second": len(sent) / seconds, "items": items,
        "expected_items": expected, "passed_over": passed_over, "kept": arrivals.count(),
        "reached": arrivals.count() == len(sent) and items == of_arrivals == expected
        and passed_over == len(sent) - expected,
    }  # fmt: skip


def _connect(port: int) -> int:
    """The mailbox of the administration; letters that answer the authors wait in the outbox."""
    from otklik.catalog.models import Administration, Channel
    from otklik.channels.email.settings import EmailSettings, Security
    from otklik.delivery.connections import seal_settings
    from otklik.delivery.models import ChannelConnection

    place = Administration.objects.get(slug=source.PLACE)
    filled = EmailSettings(
        imap_host="127.0.0.1", imap_port=port, imap_security=Security.NONE, user=OURS, password=PASSWORD,  # type: ignore[arg-type]
        from_address="priem@gorod.example", staff_addresses="kadry@mail.example\n@adm.gorod.example",
    )  # fmt: skip
    channel = Channel.objects.filter(administration=place, kind="email", audience="external")[0]
    made = ChannelConnection.objects.create(
        administration_id=place.pk, title="Ящик для измерений", adapter="email", channel=channel.slug,
        sealed_settings=seal_settings(filled), is_enabled=True, hook_key="bench-letters",
    )  # fmt: skip
    return made.pk


def _theirs(here: Run, port: int) -> dict[str, object]:
    """django-helpdesk in an environment of its own, made here and thrown away with the folder."""
    folder = here.folder / "helpdesk"
    folder.mkdir()
    python = folder / "venv" / "bin" / "python"
    try:
        _uv("venv", "-q", "--python", sys.executable, str(folder / "venv"))
        _uv("pip", "install", "-q", "--python", str(python), "django-helpdesk==2.6.1", "psycopg[binary]")
    except (OSError, subprocess.CalledProcessError) as problem:
        return {"seconds": 0, "tickets": 0, "skipped": f"could not be installed: {type(problem).__name__}"}
    facts = {
        "HELPDESK_DATABASE": _database(folder), "HELPDESK_FOLDER": str(folder), "HELPDESK_PORT": str(port),
        "HELPDESK_USER": THEIRS, "HELPDESK_PASSWORD": PASSWORD,
    }  # fmt: skip
    inherited = {name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"}
    done = subprocess.run(
        [str(python), "measure.py"], cwd=HELPDESK, env=inherited | facts, capture_output=True, text=True,
        timeout=LONGEST_SECONDS, check=False,
    )  # fmt: skip
    if done.returncode:
        return {"seconds": 0, "tickets": 0, "skipped": done.stderr[-300:]}
    return dict(json.loads(done.stdout.splitlines()[-1]))


def _uv(*words: str) -> None:
    subprocess.run([str(Path(sys.executable).parent / "uv"), *words], check=True, capture_output=True)


def _database(folder: Path) -> str:
    """A database of its own on the same server, or a file of its own."""
    url = os.environ.get("DATABASE_URL", "")
    if not url.startswith("postgres"):
        return f"sqlite:{folder / 'helpdesk.sqlite3'}"
    import psycopg

    parts = urlsplit(url)
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("CREATE DATABASE helpdesk")
    return urlunsplit(parts._replace(path="/helpdesk"))
