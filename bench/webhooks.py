"""A thousand webhooks a minute while the registry is in use: what each costs, when the last stands in the registry."""

import json
import os
import threading
import time
import urllib.parse
from dataclasses import dataclass, field

from bench import source, stage
from bench.machine import percentile, tell
from bench.serving import Visitor, request, served
from bench.stage import Run

PER_MINUTE, CALLERS = 1000, 4
SECONDS = float(os.environ.get("BENCH_SECONDS", "60"))
TARGET_P95_MS, TARGET_WITHIN_SECONDS = 200.0, 60.0
HOOK_KEY, SECRET = "bench-hook-key", "bench-hook-secret"
#: What each person says: what is the matter, that it may be registered, no topic, no place, and «send».
WORDS = ("На улице Полевой, {} не горит фонарь у школы", "Согласен", "Пропустить", "Пропустить", "Отправить")
LONGEST_WAIT = 300.0


@dataclass
class Load:
    """What the callers and the reader of the registry saw, in milliseconds."""

    hooks: list[float] = field(default_factory=list)
    pages: list[float] = field(default_factory=list)
    refused: int = 0


def run(here: Run) -> None:
    """Call for a minute at an even pace, turn pages of the registry meanwhile, wait until all is read."""
    connect()
    with served(here.folder) as (port, _):
        load, session = Load(), sign_in()
        over = threading.Event()
        reader = threading.Thread(target=turn_pages, args=(port, session, load, over))
        reader.start()
        count = call(port, load)
        over.set()
        reader.join()
        ended = time.monotonic()
        settled = wait_until_read()
        within = time.monotonic() - ended
    kept, items = numbers()
    tell(
        "webhooks", here.database, sent=count, refused=load.refused, kept=kept, items=items,
        expected_items=count // len(WORDS), per_minute=PER_MINUTE, p50_ms=percentile(load.hooks, 0.5),
        p95_ms=percentile(load.hooks, 0.95), longest_ms=max(load.hooks), target_p95_ms=TARGET_P95_MS,
        registry_pages=len(load.pages), registry_p95_ms=percentile(load.pages, 0.95),
        all_read_seconds_after=within, target_within_seconds=TARGET_WITHIN_SECONDS,
        reached=settled and not load.refused and kept == count and items == count // len(WORDS)
        and percentile(load.hooks, 0.95) <= TARGET_P95_MS and within <= TARGET_WITHIN_SECONDS,
    )  # fmt: skip


def connect() -> None:
    """A bot of Telegram whose answers go to a port where nobody listens: they wait in the outbox, as on a bad day."""
    from otklik.catalog.models import Administration, Channel
    from otklik.channels.registry import channel
    from otklik.delivery.connections import seal_settings
    from otklik.delivery.models import ChannelConnection

    place = Administration.objects.get(slug=source.PLACE)
    filled = channel("telegram").settings.model_validate({
        "token": "1:bench", "api_url": "http://127.0.0.1:9", "hook_secret": SECRET,
        "hook_url": f"http://127.0.0.1:9/hooks/{HOOK_KEY}/",
    })  # fmt: skip
    own = Channel.objects.filter(administration=place, audience="external").order_by("position")
    ChannelConnection.objects.update_or_create(
        administration_id=place.pk, title="Бот для измерений",
        defaults={
            "adapter": "telegram", "channel": own[0].slug, "hook_key": HOOK_KEY, "is_enabled": True,
            "sealed_settings": seal_settings(filled),
        },
    )  # fmt: skip


def sign_in() -> str:
    """The session of a coordinator."""
    from django.test import Client

    client = Client()
    client.force_login(stage.person_with("coordinator"))
    return client.cookies["sessionid"].value


def call(port: int, load: Load) -> int:
    """At an even pace; a person's messages come in their order, by one caller. Returns how many calls were made."""
    people = int(PER_MINUTE * SECONDS / 60 / len(WORDS))
    shares = [range(caller, people, CALLERS) for caller in range(CALLERS)]
    threads = [threading.Thread(target=call_for, args=(port, share, load)) for share in shares]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return people * len(WORDS)


def call_for(port: int, people: range, load: Load) -> None:
    """One connection of the network: everybody's first words, then everybody's second."""
    visitor, started = Visitor(port), time.monotonic()
    pause = SECONDS / max(1, len(people) * len(WORDS))
    for number, (word, person) in enumerate((word, person) for word in range(len(WORDS)) for person in people):
        time.sleep(max(0.0, started + number * pause - time.monotonic()))
        status, _, _, seconds = visitor.ask(update(port, person, word))
        load.hooks.append(seconds * 1000)
        load.refused += status != 200


def update(port: int, person: int, word: int) -> bytes:
    """What Telegram sends for one message."""
    chat = {"id": 5000 + person, "type": "private", "first_name": f"Житель {person}"}
    message = {
        "message_id": word + 1, "date": int(time.time()), "text": WORDS[word].format(person), "chat": chat,
        "from": {"id": chat["id"], "is_bot": False, "first_name": chat["first_name"]},
    }  # fmt: skip
    body = json.dumps({"update_id": person * len(WORDS) + word + 1, "message": message}).encode()
    headers = f"X-Telegram-Bot-Api-Secret-Token: {SECRET}\r\n"
    return request("POST", f"/hooks/{HOOK_KEY}/", port, body=body, headers=headers)


def turn_pages(port: int, session: str, load: Load, over: threading.Event) -> None:
    """A coordinator who reads the registry: a page a second, found by word or by state."""
    visitor, filters = Visitor(port), ("", "?status=registered", "?kind=complaint", "?q=фонарь")
    turn = 0
    while not over.wait(1.0):
        path = f"/{source.PLACE}/staff/registry/{quote(filters[turn % len(filters)])}"
        status, _, _, seconds = visitor.ask(request("GET", path, port, cookies=f"sessionid={session}"))
        assert status == 200, status
        load.pages.append(seconds * 1000)
        turn += 1


def quote(query: str) -> str:
    """Cyrillic as it stands in an address."""
    return urllib.parse.quote(query, safe="?=&")


def wait_until_read() -> bool:
    """Until nothing waits to be read; False when that takes too long."""
    from otklik.correspondence.models import InboundMessage

    deadline = time.monotonic() + LONGEST_WAIT
    while time.monotonic() < deadline:
        if not InboundMessage.objects.filter(state=InboundMessage.State.WAITING).exists():
            return True
        time.sleep(0.25)
    return False


def numbers() -> tuple[int, int]:
    """Arrivals that are kept, items that they became."""
    from otklik.correspondence.models import InboundMessage

    own = InboundMessage.objects.filter(connection__hook_key=HOOK_KEY)
    return own.count(), own.filter(became__startswith="обращение").values("item").distinct().count()
