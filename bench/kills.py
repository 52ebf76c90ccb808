"""`kill -9` of the sending process a hundred times in a row at random moments: what was recorded beside what arrived.

E-mail is repeated with the same Message-ID and VK with the same random_id, so that the other side takes a repetition
for the same message; Telegram knows no keys, and what broke off there is «неизвестно, дошло ли», counted apart.
"""

import os
import random
from contextlib import ExitStack
from typing import Any

from bench.machine import tell
from bench.outbox.book import Compared, compare, totals
from bench.outbox.killing import worker
from bench.outbox.mailserver import Mailbox, mailserver
from bench.stage import Run

KILLS = int(os.environ.get("BENCH_KILLS", "100"))
EACH_ROUND, LEASE, LONGEST = 6, 2.0, 0.6
PEOPLE = {"mail": "petrova@example.org", "vk": "51001", "telegram": "610001"}


def run(here: Run) -> None:
    """Kill, add work, kill again; then let it end and compare the books of three ways."""
    from tests.channels.servers.base import serving
    from tests.channels.servers.telegram import TelegramServer
    from tests.channels.servers.vk import VkServer

    with ExitStack() as stack:
        servers: dict[str, Any] = {
            "vk": stack.enter_context(serving(VkServer())),
            "telegram": stack.enter_context(serving(TelegramServer())),
        }
        box = Mailbox(seconds=0.005)
        port = stack.enter_context(mailserver(box))
        ways = connect(servers)
        chance = random.Random(2025)  # noqa: S311 - moments, not secrets
        killed = stack.enter_context(worker({"OTKLIK_EMAIL_URL": f"smtp://127.0.0.1:{port}"}, LEASE))
        for round_number in range(KILLS):
            write(ways, round_number)
            killed.send_for(chance.uniform(0.0, LONGEST))
        ended = killed.send_until(nothing_waits, most=300)
        sent = {slug: [one.text for one in server.sent] for slug, server in servers.items()}
    books = compared(ways, {**sent, "mail": list(dict.fromkeys(box.taken))})
    repeated = len(box.taken) - len(set(box.taken))
    right = ended and all(book.is_right for book in books.values())
    tell(
        "kills", here.database, kills=KILLS, **totals(books), letters_repeated_with_the_same_id=repeated, reached=right
    )


def connect(servers: dict[str, Any]) -> dict[str, int | None]:
    """A connection to each protocol server; e-mail leaves by the installation's own server."""
    from bench.source import PLACE
    from otklik.catalog.models import Administration
    from otklik.channels.registry import channel
    from otklik.delivery.connections import seal_settings
    from otklik.delivery.models import ChannelConnection, OutgoingMessage

    OutgoingMessage.objects.all().delete()
    administration_id = Administration.objects.get(slug=PLACE).pk
    ways: dict[str, int | None] = {"mail": None}
    for slug, server in servers.items():
        made, _ = ChannelConnection.objects.update_or_create(
            administration_id=administration_id,
            title=f"bench {slug}",
            defaults={
                "adapter": slug,
                "channel": slug,
                "sealed_settings": seal_settings(channel(slug).settings(**server.settings())),
                "is_enabled": True,
                "hook_key": f"bench-{slug}",
            },
        )
        ways[slug] = made.pk
    return ways


def write(ways: dict[str, int | None], round_number: int) -> None:
    """Some messages more for each way."""
    from bench.source import PLACE
    from otklik.catalog.models import Administration
    from otklik.delivery.actions.send_later import send_later

    administration = Administration.objects.get(slug=PLACE)
    for number in range(EACH_ROUND):
        for name, connection_id in ways.items():
            send_later(
                administration_id=administration.pk, target=administration, to=PEOPLE[name], subject="Ответ",
                text=f"{name} {round_number} {number}", file_ids=[], connection_id=connection_id, is_urgent=True,
            )  # fmt: skip


def nothing_waits() -> bool:
    """All is settled."""
    from otklik.delivery.models import OutgoingMessage

    return not OutgoingMessage.objects.filter(state__in=("waiting", "sending")).exists()


def compared(ways: dict[str, int | None], received: dict[str, list[str]]) -> dict[str, Compared]:
    """The books of every way."""
    from otklik.delivery.models import OutgoingMessage

    books = {}
    for name, connection_id in ways.items():
        rows = OutgoingMessage.objects.filter(connection_id=connection_id, subject="Ответ")
        named = "key" if name == "mail" else "text"
        states = [(str(found), state) for found, state in rows.values_list(named, "state")]
        books[name] = compare(states, received[name])
    return books
