"""`kill -9` in the middle of sending: nothing is lost and nothing leaves twice. A hundred kills: `bench/kills.py`."""

import random
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from bench.outbox.book import compare
from bench.outbox.killing import worker
from bench.outbox.mailserver import Mailbox, mailserver
from django.conf import settings
from django.db import connection as database
from tests.channels.network_fixtures import *  # noqa: F403 - fixtures of the protocol servers

from otklik.catalog.models import Administration
from otklik.channels.registry import channel
from otklik.delivery.actions.send_later import send_later
from otklik.delivery.connections import seal_settings
from otklik.delivery.models import ChannelConnection

KILLS, EACH = 3, 15


@pytest.fixture
def mailbox() -> Iterator[tuple[Mailbox, int]]:
    """A real SMTP server that takes its time."""
    box = Mailbox(seconds=0.01)
    with mailserver(box) as port:
        yield box, port


def connect(administration: Administration, slug: str, server: Any) -> ChannelConnection:
    """A connection to the protocol server."""
    return ChannelConnection.objects.create(
        administration_id=administration.pk,
        title=slug,
        adapter=slug,
        channel=slug,
        sealed_settings=seal_settings(channel(slug).settings(**server.settings())),
        is_enabled=True,
        hook_key=slug,
    )


def copied(folder: Path) -> Path:
    """The test's database as a file that another process can open, with what the test wrote."""
    path = folder / "otklik.sqlite3"
    path.write_bytes(database.connection.serialize())
    return path


def rows(path: Path, way: int | None, name: str) -> list[tuple[str, str]]:
    """(name at the other side, state) of the messages of a connection."""
    asked = f"SELECT {name}, state FROM delivery_outgoingmessage WHERE connection_id IS ?"  # noqa: S608 - our own words
    with closing(sqlite3.connect(path, timeout=10)) as copy:
        return list(copy.execute(asked, (way,)))


def is_settled(path: Path) -> bool:
    """Nothing waits any more."""
    asked = "SELECT count(*) FROM delivery_outgoingmessage WHERE state IN ('waiting', 'sending')"
    with closing(sqlite3.connect(path, timeout=10)) as copy:
        return not copy.execute(asked).fetchone()[0]


def write_all(administration: Administration, ways: dict[str, ChannelConnection]) -> None:
    """So many messages for each way."""
    people = {"vk": "51001", "telegram": "610001", "mail": "petrova@example.org"}
    for number in range(EACH):
        for name, to in people.items():
            send_later(
                administration_id=administration.pk,
                target=administration,
                to=to,
                subject="Ответ",
                text=f"{name} {number}",
                file_ids=[],
                connection_id=ways[name].pk if name in ways else None,
                is_urgent=True,
            )


def test_nothing_is_lost_or_doubled(
    administration: Administration, mailbox: tuple[Mailbox, int], telegram_server: Any, vk_server: Any, tmp_path: Path
) -> None:
    if database.vendor != "sqlite":
        pytest.skip("На PostgreSQL то же измеряет bench/kills.py.")
    ChannelConnection.objects.all().delete()
    ways = {
        "vk": connect(administration, "vk", vk_server),
        "telegram": connect(administration, "telegram", telegram_server),
    }
    write_all(administration, ways)
    path, box = copied(tmp_path), mailbox[0]
    environment = {
        "DATABASE_URL": f"sqlite:///{path}",
        "OTKLIK_DATA_DIR": str(tmp_path),
        "OTKLIK_SECRET_KEY": settings.SECRET_KEY,
        "OTKLIK_EMAIL_URL": f"smtp://127.0.0.1:{mailbox[1]}",
    }
    chance = random.Random(2025)  # noqa: S311 - moments, not secrets
    with worker(environment, lease=0.8) as killed:
        for _ in range(KILLS):
            killed.send_for(chance.uniform(0.03, 0.2))
        assert killed.send_until(lambda: is_settled(path), most=30)
    mail = compare(rows(path, None, "key"), [key.replace("-", "") for key in set(box.taken)])
    vk = compare(rows(path, ways["vk"].pk, "text"), [sent.text for sent in vk_server.sent])
    telegram = compare(rows(path, ways["telegram"].pk, "text"), [sent.text for sent in telegram_server.sent])
    assert mail.is_right, mail
    assert vk.is_right, vk
    assert telegram.is_right, telegram
    assert (mail.recorded, vk.recorded) == (EACH, EACH)
    assert telegram.uncertain <= KILLS
    assert len(box.taken) - len(set(box.taken)) <= KILLS
