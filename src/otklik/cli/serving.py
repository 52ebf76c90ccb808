"""`otklik demo` and `otklik serve`: a running system with one command."""

import os
import signal
import sys
import time
from types import FrameType
from typing import Annotated

import typer
from django.conf import settings

from otklik.base.queues import PATIENT_QUEUE, QUICK_QUEUE
from otklik.cli.first_run import say_first_run
from otklik.cli.parts import Part, PartFalls, end, is_taken
from otklik.cli.start import bring_up_database, fail, say, set_up

PAUSE = 0.5
#: Seconds that the other parts wait at most until the pages answer.
PAGES_FIRST = 60.0
#: Seconds between looks whether somebody has connected a mailbox.
LOOK_EVERY = 5.0
_OTKLIK = [sys.executable, "-m", "otklik.cli"]
_WORKER = [*_OTKLIK, "manage", "db_worker", "--interval", "1"]


def demo() -> None:
    """Наполнить пустую базу: пять администраций и демонстрационный год. Повторный запуск ничего не портит."""
    bring_up_database()
    from otklik.cli.demonstration import DEMONSTRATED, load_demonstration  # noqa: PLC0415 - after the settings are read

    missing = DEMONSTRATED.missing()
    if not missing:
        say("Демонстрационные данные уже загружены.")
        return
    load_demonstration(missing)
    say("Готово: загружены пять администраций с обратной связью с 1 июля 2024 г. по 31 декабря 2025 г.")


PagesOnly = Annotated[bool, typer.Option("--pages", help="Только страницы: остальное — службы этого или других узлов.")]


def serve(pages: PagesOnly = False) -> None:
    """Запустить систему: страницы, фоновые задания, часы и приём сообщений одной группой. Остановка — Ctrl-C."""
    set_up()
    if is_taken(settings.HOST, int(settings.PORT)):
        fail(f"Порт {settings.PORT} занят: система уже запущена или его занимает другая программа (OTKLIK_PORT).")
    if pages:  # the program of the pages takes this process's place: whoever looks after it sees it itself
        say_disagreements()
        os.execv(sys.executable, _pages())  # noqa: S606 - our own command
    bring_up_database()
    from otklik.surveys.actions.found_questionnaires import found_everywhere  # noqa: PLC0415 - after the settings

    found_everywhere()
    say_disagreements()
    say_addresses()
    parts: list[Part] = [Part("страницы", _pages())]

    def stop(_signal: int, _frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    for ending in (signal.SIGTERM, signal.SIGINT):  # a shell's background job begins with SIGINT ignored
        signal.signal(ending, stop)
    try:
        _watch(parts)
    except PartFalls as part:
        fail(f"Не запускается часть системы: {part}; причина — в строках выше. Остальные части останавливаю.")
    except KeyboardInterrupt:
        say("Останавливаю…")
    finally:
        end(parts)


def _pages() -> list[str]:
    web = [sys.executable, "-m", "granian", "--interface", "wsgi", "--no-ws", "--log-level", "error"]
    web += ["--no-access-log"]  # nobody is to read there who had which page open, surveys above all
    # More threads of one process only wait for each other: measured by `bench intake`.
    web += ["--host", settings.HOST, "--port", settings.PORT, "--workers", settings.WEB_WORKERS]
    web += ["--blocking-threads", "2", "--backlog", "1024"]
    # A worker that waits for a kept connection would outlive granian's own end; one that was killed is replaced.
    web += ["--workers-kill-timeout", "4", "--respawn-failed-workers"]
    return [*web, "otklik.config.wsgi:application"]


def _watch(parts: list[Part]) -> None:
    """The pages first: whoever started the system waits for them, and the rest would take their processor."""
    began, looked_at = time.monotonic(), 0.0
    others = [
        Part("письма и приём", [*_WORKER, "--queue-name", QUICK_QUEUE]),
        Part("фоновые задания", _WORKER),
        Part("обучение", [*_WORKER, "--queue-name", PATIENT_QUEUE]),
        Part("часы", [*_OTKLIK, "tick", "--every", "60"]),
    ]
    if settings.STREAM_DIR and str(settings.DATABASES["default"]["ENGINE"]).endswith("sqlite3"):
        others.append(Part("запись базы на второй диск", [*_OTKLIK, "stream"]))
    receiver = Part("приём сообщений", [*_OTKLIK, "receive"])
    while True:
        now = time.monotonic()
        if others and (is_taken(settings.HOST, int(settings.PORT)) or now - began > PAGES_FIRST):
            parts += others
            others = []
        if receiver not in parts and not others and now - looked_at > LOOK_EVERY:
            looked_at = now
            parts += [receiver] if _has_to_ask() else []
        for said in filter(None, [part.look(now) for part in parts]):
            say(said)
        time.sleep(PAUSE)


def say_disagreements() -> None:
    """Take the orders that other nodes have. One with another secret key starts all the same, but not in silence."""
    from django.db import DatabaseError, connections  # noqa: PLC0415 - after the settings are read

    from otklik.catalog.shared_profiles import share_profiles  # noqa: PLC0415
    from otklik.operation.soundness import node_disagreements  # noqa: PLC0415

    try:
        share_profiles()
        for line in node_disagreements():
            say(f"! {line}")
    except DatabaseError:  # the pages wait for it, and /healthz tells
        return
    finally:
        connections.close_all()


def _has_to_ask() -> bool:
    """Whether a mailbox or a network is connected that has to be asked; until then nobody waits for one."""
    from django.db import DatabaseError, connections  # noqa: PLC0415 - after the settings are read

    from otklik.correspondence.polled import polled_connections  # noqa: PLC0415

    try:
        return bool(polled_connections())
    except DatabaseError:  # the others will tell
        return False
    finally:
        connections.close_all()


def say_addresses() -> None:
    """Addresses, and the demonstration logins while their passwords are still the demonstration's."""
    from otklik.cli.demonstration import DEMO_PASSWORD, DEMONSTRATED  # noqa: PLC0415 - after the settings are read

    base = settings.BASE_URL
    say(f"Отклик: {base}/")
    if say_first_run():
        return
    for administration in DEMONSTRATED.administrations():
        own = f"{base}/{administration.slug}/"
        say(f"  {administration.short_title}: {own} — сотрудникам {own}staff/")
    logins = DEMONSTRATED.logins()
    if logins:
        first = DEMONSTRATED.administrations()[0].slug
        say(f"Вход для показа: имя — адрес администрации и роль, пароль у всех «{DEMO_PASSWORD}».")
        for role, endings in logins:
            say(f"  {role}: {', '.join(first + ending for ending in endings)}")
        say(f"Для другой администрации замените «{first}» её адресом.")
        region = DEMONSTRATED.region()
        if region:
            title, path, login = region
            say(f"Регион «{title}»: {base}{path} — имя {login}, пароль тот же.")
        keeper = DEMONSTRATED.node_keeper()
        if keeper:
            say(f"Состояние узла: {base}/node/ — имя {keeper}, пароль тот же.")
