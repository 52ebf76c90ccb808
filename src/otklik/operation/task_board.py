"""Background tasks for the keeper: what waits, runs and failed, named in Russian; never what they are about."""

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django_tasks_db.models import DBTaskResult

from otklik.base.log_words import without_people
from otklik.operation.state.flow import failed_tasks, without_addresses
from otklik.operation.state.parts import QUEUE_TITLES

SHOWN = 100
TITLES = {
    "otklik.alerts.tasks.tell_people": "Сообщить о тревогах",
    "otklik.analysis.tasks.run_learning": "Учиться на решениях регистраторов",
    "otklik.correspondence.tasks.read_arrivals": "Разобрать поступившее из каналов",
    "otklik.delivery.tasks.send_waiting": "Отправить письма и сообщения",
    "otklik.improvement.tasks.run_draft": "Собрать карту болей",
    "otklik.intake.tasks.gather_destruction": "Собрать акт уничтожения данных",
    "otklik.intake.tasks.index_words": "Подготовить поиск по словам",
    "otklik.intake.tasks.run_destruction": "Уничтожить данные по акту",
    "otklik.intake.tasks.run_import": "Загрузить файл обращений",
    "otklik.intake.tasks.run_recount": "Пересчитать сроки",
    "otklik.mentions.tasks.read_feed": "Прочитать ленту упоминаний",
    "otklik.offline.tasks.run_pack": "Прочитать пачку сканов",
    "otklik.offline.tasks.run_text": "Распознать текст скана",
    "otklik.registers.tasks.look_into_source": "Взять файлы другой системы",
    "otklik.reporting.packages.tasks.run_package": "Собрать отчётные материалы",
    "otklik.reporting.tasks.run_consolidated": "Собрать сводный отчёт",
}
_OWN_PLACE = re.compile(r'File "[^"]*?/(otklik/[^"]+)", line (\d+)')
#: Errors whose text the program itself wrote for people to read.
_OURS = ("otklik.base.lost_tasks.WorkerDied", "otklik.base.errors.RuleBroken", "otklik.base.errors.NotFound")


@dataclass(frozen=True, slots=True)
class FailedTask:
    """One task that failed; `reason` for the keeper, `place` for whoever mends the program."""

    id: str
    title: str
    queue: str
    failed_at: datetime | None
    attempts: int
    reason: str
    place: str


def title_of(path: str) -> str:
    """The task in Russian; its path where it is not known (another release's)."""
    return TITLES.get(path, path)


def queue_title(queue: str) -> str:
    """The queue in Russian."""
    return QUEUE_TITLES.get(queue, queue)


def failed_board() -> list[FailedTask]:
    """The newest failed tasks first."""
    rows = failed_tasks().order_by("-finished_at")[:SHOWN]
    return [
        FailedTask(
            str(row.pk),
            title_of(row.task_path),
            queue_title(row.queue_name),
            row.finished_at,
            len(row.worker_ids),
            reason_of(row),
            _place(row.traceback),
        )
        for row in rows
    ]


def reason_of(row: DBTaskResult[Any, Any]) -> str:
    """The last line of the error: whole where we wrote it for people, else its kind without anybody's words."""
    last = row.traceback.strip().rpartition("\n")[2]
    if row.exception_class_path in _OURS:
        return without_addresses(last.removeprefix(f"{row.exception_class_path}: "))
    kind = row.exception_class_path.rpartition(".")[2]
    _, _, said = last.partition(": ")
    told = without_people(said)
    return f"{kind}: {told}" if any(letter.isalnum() for letter in told) else f"Ошибка программы ({kind})."


def _place(trace: str) -> str:
    found = _OWN_PLACE.findall(trace)
    return ":".join(found[-1]) if found else ""


@dataclass(frozen=True, slots=True)
class RunningTask:
    """One task that is being done, or is due."""

    title: str
    queue: str
    since: datetime
    is_running: bool


def open_board() -> list[RunningTask]:
    """What is being done now, then what is due, the oldest first."""
    running = DBTaskResult.objects.running().order_by("started_at")[:SHOWN]
    ready = DBTaskResult.objects.ready().order_by("enqueued_at")[:SHOWN]
    told = [
        RunningTask(title_of(row.task_path), queue_title(row.queue_name), row.started_at, is_running=True)
        for row in running
    ]
    told += [
        RunningTask(title_of(row.task_path), queue_title(row.queue_name), row.enqueued_at, is_running=False)
        for row in ready
    ]
    return told
