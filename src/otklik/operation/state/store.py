"""Database, attachments, disks, copies: where everything that people wrote lies."""

import time
from collections.abc import Iterator
from datetime import datetime, timedelta
from importlib.metadata import version

from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from otklik.base.file_store import file_store
from otklik.operation.agreement import different_keys, different_orders
from otklik.operation.beats import node_name
from otklik.operation.models import Node
from otklik.operation.queries.backups import last_backup, last_good_backup
from otklik.operation.state.findings import Finding, good, notice, trouble
from otklik.operation.state.words import ago, size

SLOW_SECONDS = 0.5
#: Less room than this, or than this share of the disk: time to make room; a quarter of it: now.
LEAST_FREE, LEAST_SHARE = 5 * 1024**3, 0.10
#: The nightly copy is late when the day is over and some hours are for the copying itself.
COPY_LATE = timedelta(hours=30)
#: A machine that has been silent so long is switched off or cut off.
NODE_SILENT = timedelta(minutes=5)
KEY_ADVICE = (
    "Пароли каналов и почты, сеансы и личные ссылки одного ключа другому не прочесть. Положите всем узлам ключ того, "
    "где всё работает (secret.key в папке данных или OTKLIK_SECRET_KEY), и перезапустите службы."
)
ORDER_ADVICE = (
    "На узле, где порядок верен, выполните otklik create-administration --profile с его папкой. На остальных уберите "
    "прежнюю папку из OTKLIK_PROFILES_DIR и перезапустите службы: чего у узла нет, он берёт из базы."
)


def store(now: datetime) -> Iterator[Finding]:
    """Database, files, disk of every machine, the last copy, versions."""
    yield _database()
    yield _files()
    machines = list(Node.objects.filter(seen_at__gt=now - timedelta(days=2)).order_by("name"))
    for machine in machines:
        yield _disk(machine, now)
    yield _keys(now)
    yield _orders(now)
    yield _copy(now)
    yield _versions(machines)


def _database() -> Finding:
    began = time.monotonic()
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    took, title = time.monotonic() - began, "База данных"
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        advice = "Остановите систему и обновите базу: otklik upgrade."
        return trouble("database", title, "Схема базы старее программы.", advice)
    name = "PostgreSQL" if connection.vendor == "postgresql" else "SQLite"
    said = f"{name} {_server_version()}, занимает {size(database_bytes())}, отвечает за {took * 1000:.0f} мс."
    if took > SLOW_SECONDS:
        return notice("database", title, said, "База отвечает медленно: посмотрите нагрузку узла (top, iostat -x 5).")
    return good("database", title, said)


def _server_version() -> str:
    if connection.vendor == "postgresql":
        number = connection.pg_version  # type: ignore[attr-defined]
        return f"{number // 10000}.{number % 10000}"
    return ".".join(str(part) for part in connection.Database.sqlite_version_info)  # type: ignore[attr-defined]


def database_bytes() -> int:
    """How much room the database takes."""
    question = "SELECT pg_database_size(current_database())"
    if connection.vendor == "sqlite":
        question = "SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()"
    with connection.cursor() as cursor:
        cursor.execute(question)
        return int(cursor.fetchone()[0])


def _files() -> Finding:
    wrong = file_store().trouble()
    if wrong:
        return trouble("files", "Вложения", wrong, "Пока это не исправлено, файлы авторов не принимаются.")
    return good("files", "Вложения", "Хранилище доступно для записи.")


def _disk(machine: Node, now: datetime) -> Finding:
    slug, title = f"disk-{machine.name}"[:80], f"Узел {machine.name}"
    if now - machine.seen_at > NODE_SILENT:
        said = f"Не подаёт признаков жизни: последний раз {ago(machine.seen_at, now)}."
        return notice(slug, title, said, "Если узел выключен навсегда, через двое суток строка исчезнет сама.")
    said = f"Свободно {size(machine.disk_free)} из {size(machine.disk_size)}."
    advice = (
        "Освободите место: journalctl --vacuum-size=500M, старые копии в папке копий, apt-get clean. "
        "Когда место кончится, система перестанет принимать обращения."
    )
    least = min(LEAST_FREE, int(machine.disk_size * LEAST_SHARE))
    if machine.disk_free < least // 4:
        return trouble(slug, title, said, advice)
    return notice(slug, title, said, advice) if machine.disk_free < least else good(slug, title, said)


def _keys(now: datetime) -> Finding:
    said = different_keys(node_name(), now)
    if said:
        return trouble("secret-key", "Секретный ключ", said, KEY_ADVICE)
    return good("secret-key", "Секретный ключ", "На всех узлах один.")


def _orders(now: datetime) -> Finding:
    said = different_orders(node_name(), now)
    if said:
        return trouble("orders", "Порядки администраций", " ".join(said)[:900], ORDER_ADVICE)
    return good("orders", "Порядки администраций", "На всех узлах одни и те же.")


def _copy(now: datetime) -> Finding:
    title, advice = "Резервная копия", "Сделайте копию сейчас: otklik backup. Настройка описана в руководстве, «Копии»."
    newest, whole = last_backup(), last_good_backup()
    if whole is None:
        failed = f" Последняя попытка: {newest.problem}" if newest and newest.problem else ""
        return trouble("backup", title, f"Ни одной копии ещё нет.{failed}", advice)
    said = f"Последняя: {ago(whole.at, now)}, {size(whole.size_bytes)}, {whole.path}."
    if newest is not None and not newest.digest:
        return trouble("backup", title, f"Не удалась: {newest.problem} {said}", advice)
    if now - whole.at > COPY_LATE:
        return trouble("backup", title, f"{said} Должна быть каждую ночь.", advice)
    return good("backup", title, said)


def _versions(machines: list[Node]) -> Finding:
    own = version("otklik")
    others = sorted({f"{one.name} — {one.version}" for one in machines if one.version != own})
    if others:
        said = f"Здесь {own}, на других узлах иначе: {', '.join(others)}."
        return trouble("versions", "Версия программы", said, "Обновите все узлы до одной версии.")
    python = ", ".join(sorted({one.python for one in machines}))
    return good("versions", "Версия программы", f"Отклик {own}{f', Python {python}' if python else ''}.")
