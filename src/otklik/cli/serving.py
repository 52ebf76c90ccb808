"""`otklik demo` and `otklik serve`: a running system with one command."""

import signal
import subprocess
import sys
import time
from types import FrameType

from django.conf import settings

from otklik.cli.start import bring_up_database, fail, say

STOP_AFTER = 10.0
PAUSE = 0.5


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


def serve() -> None:
    """Запустить систему: страницы, фоновые задания и часы в одной группе процессов. Остановка — Ctrl-C."""
    bring_up_database()
    from otklik.surveys.actions.found_questionnaires import found_everywhere  # noqa: PLC0415 - after the settings

    found_everywhere()
    say_addresses()
    children = [subprocess.Popen(command) for command in _commands()]  # noqa: S603 - our own commands

    def stop(_signal: int, _frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    for ending in (signal.SIGTERM, signal.SIGINT):  # a shell's background job begins with SIGINT ignored
        signal.signal(ending, stop)
    try:
        _watch(children)
    except KeyboardInterrupt:
        say("Останавливаю…")
    finally:
        _stop(children)


def _commands() -> list[list[str]]:
    otklik = [sys.executable, "-m", "otklik.cli"]
    web = [sys.executable, "-m", "granian", "--interface", "wsgi", "--no-ws", "--log-level", "warning"]
    web += ["--no-access-log"]  # nobody is to read there who had which page open, surveys above all
    # More threads of one process only wait for each other: measured by `bench intake`.
    web += ["--host", settings.HOST, "--port", settings.PORT, "--workers", settings.WEB_WORKERS]
    web += ["--blocking-threads", "2", "--backlog", "1024"]
    # A worker that waits for a kept connection would outlive granian's own end.
    web += ["--workers-kill-timeout", "4", "otklik.config.wsgi:application"]
    return [web, [*otklik, "manage", "db_worker", "--interval", "1"], [*otklik, "tick", "--every", "60"]]


def _watch(children: list[subprocess.Popen[bytes]]) -> None:
    while all(child.poll() is None for child in children):
        time.sleep(PAUSE)
    fail("Одна из частей системы остановилась; причина — в строках выше. Остальные части останавливаю.")


def _stop(children: list[subprocess.Popen[bytes]]) -> None:
    for child in children:
        if child.poll() is None:
            child.send_signal(signal.SIGTERM)
    deadline = time.monotonic() + STOP_AFTER
    for child in children:
        try:
            child.wait(max(0.1, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            child.kill()


def say_addresses() -> None:
    """Addresses, and the demonstration logins while their passwords are still the demonstration's."""
    from otklik.cli.demonstration import DEMO_PASSWORD, DEMONSTRATED  # noqa: PLC0415 - after the settings are read

    base = settings.BASE_URL
    say(f"Отклик: {base}/")
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
