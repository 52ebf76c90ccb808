"""24 simulated hours with servers that fail, slow down, break off and repeat: sent = acknowledged = recorded.

Both ways: what leaves, and what people write while the network repeats its notices. The clock is compressed: all
pauses between attempts are scaled, an hour takes BENCH_DAY_SECONDS / 24. Telegram knows no keys: what broke off after
it was taken is «неизвестно, дошло ли» and counted apart.
"""

import os
import random
import time
from collections.abc import Mapping
from contextlib import ExitStack
from datetime import timedelta
from typing import Any

from bench.kills import compared, connect, nothing_waits
from bench.machine import tell
from bench.outbox.book import totals
from bench.outbox.mailserver import TROUBLES, Mailbox, mailserver
from bench.stage import Run

SECONDS = float(os.environ.get("BENCH_DAY_SECONDS", "120"))
HOURS, OUT_AN_HOUR, IN_AN_HOUR = 24, 8, 3
#: How often a request meets a trouble.
SHARE = 0.15


def run(here: Run) -> None:
    """Hour by hour: people write to us, we write to them, everything fails now and then; then the books."""
    from django.conf import settings as site
    from tests.channels.servers.base import serving
    from tests.channels.servers.telegram import TelegramServer
    from tests.channels.servers.vk import VkServer

    compress()
    chance = random.Random(2025)  # noqa: S311 - troubles, not secrets
    with ExitStack() as stack:
        servers: dict[str, Any] = {
            "vk": stack.enter_context(serving(VkServer())),
            "telegram": stack.enter_context(serving(TelegramServer())),
        }
        box = Mailbox(seconds=0.005, trouble=lambda: chance.choice(TROUBLES) if chance.random() < SHARE else "")
        port = stack.enter_context(mailserver(box))
        site.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        site.EMAIL_HOST, site.EMAIL_PORT, site.EMAIL_TIMEOUT = "127.0.0.1", port, 5
        ways = connect(servers)
        said = live(ways, servers, chance)
        ended = drain(SECONDS)
        sent = {slug: [one.text for one in it.sent if one.text.startswith(slug)] for slug, it in servers.items()}
    books = compared(ways, {**sent, "mail": list(dict.fromkeys(box.taken))})
    kept, read = arrived(ways["telegram"])
    right = ended and all(book.is_right for book in books.values()) and kept == read == said
    tell(
        "day", here.database, hours=HOURS, seconds=SECONDS, **totals(books), said_to_us=said, kept=kept, read=read,
        letters_repeated_with_the_same_id=len(box.taken) - len(set(box.taken)), reached=right,
    )  # fmt: skip


def compress() -> None:
    """A day of pauses becomes the seconds of this run."""
    from otklik.delivery import settling

    scale = SECONDS / timedelta(hours=HOURS).total_seconds()
    settling.PAUSES = tuple(max(pause * scale, timedelta(seconds=0.05)) for pause in settling.PAUSES)
    settling.LONGEST_PAUSE = timedelta(seconds=1)


def live(ways: Mapping[str, int | None], servers: Mapping[str, Any], chance: random.Random) -> int:
    """The hours; returns how many different messages people wrote to us."""
    from bench.kills import PEOPLE
    from bench.source import PLACE
    from otklik.catalog.models import Administration
    from otklik.delivery.actions.send_later import send_later

    administration, said = Administration.objects.get(slug=PLACE), 0
    for hour in range(HOURS):
        ends = time.monotonic() + SECONDS / HOURS
        for number in range(OUT_AN_HOUR):
            for name, connection_id in ways.items():
                send_later(
                    administration_id=administration.pk, target=administration, to=PEOPLE[name], subject="Ответ",
                    text=f"{name} {hour} {number}", file_ids=[], connection_id=connection_id, is_urgent=True,
                )  # fmt: skip
        for server in servers.values():
            make_trouble(server, chance)
        said += sum(hear(ways["telegram"], hour * IN_AN_HOUR + number, chance) for number in range(IN_AN_HOUR))
        work()
        time.sleep(max(0.0, ends - time.monotonic()))
    return said


def make_trouble(server: Any, chance: random.Random) -> None:
    """Some of the next requests end badly, each in its own way."""
    from tests.channels.servers.base import Reply, Trouble

    kinds = (
        Trouble(breaks=True),
        Trouble(breaks=True, is_done=True),
        Trouble(reply=Reply({"ok": False}, 500)),
        Trouble(reply=Reply({"ok": False}, 503)),
        Trouble(seconds=0.5),
    )
    server.trouble(*[chance.choice(kinds) for _ in range(OUT_AN_HOUR) if chance.random() < SHARE])


def hear(connection_id: int | None, number: int, chance: random.Random) -> int:
    """A person writes; the network repeats the same notice as often as it likes."""
    from django.utils import timezone

    from otklik.channels.contract import RawArrival
    from otklik.correspondence.actions.keep_arrivals import keep_arrivals

    body = (
        f'{{"update_id": {7000 + number}, "message": {{"message_id": {number}, "date": 1741942800, "text": "привет",'
        f' "from": {{"id": 610001, "is_bot": false, "first_name": "Анна"}},'
        f' "chat": {{"id": 610001, "type": "private"}}}}}}'
    ).encode()
    arrival = RawArrival(str(7000 + number), body, timezone.now())
    for _ in range(chance.choice((1, 1, 2, 5))):
        keep_arrivals(connection_id or 0, [arrival])
    return 1


def work() -> None:
    """What worker and ticker do."""
    from otklik.correspondence.actions.read_arrivals import read_waiting_arrivals
    from otklik.delivery.actions.send_waiting import send_waiting_messages

    read_waiting_arrivals()
    send_waiting_messages(seconds=SECONDS / HOURS, lease=timedelta(seconds=10))


def drain(most: float) -> bool:
    """The day is over: until nothing waits."""
    ends = time.monotonic() + most
    while not nothing_waits() and time.monotonic() < ends:
        work()
        time.sleep(0.05)
    return nothing_waits()


def arrived(connection_id: int | None) -> tuple[int, int]:
    """How many arrivals of the connection are kept, and how many of them were read."""
    from otklik.correspondence.models import InboundMessage

    rows = InboundMessage.objects.filter(connection_id=connection_id)
    return rows.count(), rows.exclude(state__in=("waiting", "dead")).count()
