"""How many interactions of a process ended on a day beside the answered cases: pressed, typed or from a file."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import F

from otklik.base import audit
from otklik.base.actor import Actor
from otklik.base.errors import NotFound, RuleBroken
from otklik.catalog.models import Process
from otklik.core.russian import count_with_word, date_short
from otklik.importers.contract import NumberedRow
from otklik.importers.moments import moment_reader
from otklik.intake.queries import today_of
from otklik.surveys.models import InteractionCount
from otklik.surveys.policies import can_enter_answers

EARLIEST = date(2000, 1, 1)
MOST = 100_000
#: Names that the columns of a file may bear.
PROCESS_COLUMNS = ("услуга", "процесс", "услуга или процесс", "наименование услуги", "наименование")
DAY_COLUMNS = ("дата", "день", "дата оказания")
COUNT_COLUMNS = ("количество", "число", "оказано", "взаимодействий", "всего")
Source = InteractionCount.Source
#: The zone matters not: only the day is taken.
_read_day = moment_reader("UTC")


@transaction.atomic
def type_interactions(*, actor: Actor, process_id: int, on: date, count: int) -> InteractionCount:
    """Set the day's number of the process; typed again, the later number holds. Порядок: murashi 5.10."""
    if not can_enter_answers(actor):
        raise NotFound
    process = Process.objects.filter(pk=process_id, administration_id=actor.administration_id).first()
    if process is None:
        raise NotFound
    _check(actor, on, count)
    row, _ = InteractionCount.objects.update_or_create(
        process=process,
        on=on,
        source=Source.TYPED,
        defaults={"count": count, "administration_id": actor.administration_id},
    )
    audit.record(actor, "type_interactions", row, f"{process}: за {date_short(on)} завершено {count}")
    return row


def add_interactions(actor: Actor, process_id: int, on: date, source: Source, count: int) -> None:
    """Add to the day's number inside the caller's transaction."""
    row, _ = InteractionCount.objects.get_or_create(
        process_id=process_id,
        on=on,
        source=source,
        defaults={"count": 0, "administration_id": actor.administration_id},
    )
    InteractionCount.objects.filter(pk=row.pk).update(count=F("count") + count)


@dataclass(frozen=True)
class FileTaken:
    """What became of a file: days taken, rows that were not understood (number of the row, why)."""

    taken_count: int
    problems: tuple[tuple[int, str], ...]


@transaction.atomic
def take_interactions(*, actor: Actor, rows: Sequence[NumberedRow]) -> FileTaken:
    """Days and numbers of a table: process, date, count. The same file again changes nothing.

    RuleBroken where the table lacks one of the three columns.
    """
    if not can_enter_answers(actor):
        raise NotFound
    columns = _columns(rows)
    own = Process.objects.filter(administration_id=actor.administration_id, is_active=True)
    processes = {_plain(one.title): one.pk for one in own}
    numbers: dict[tuple[int, date], int] = {}
    problems: list[tuple[int, str]] = []
    for number, row in rows:
        try:
            process, on, count = _read(actor, row, columns, processes)
        except ValueError as fault:
            problems.append((number, str(fault)))
            continue
        numbers[process, on] = numbers.get((process, on), 0) + count
    for (process, on), count in numbers.items():
        facts = {"count": count, "administration_id": actor.administration_id}
        InteractionCount.objects.update_or_create(process_id=process, on=on, source=Source.FILE, defaults=facts)
    days = count_with_word(len(numbers), "число", "числа", "чисел")
    audit.record(actor, "take_interactions", "surveys.interactions", f"Загружено из файла: {days} по процессам")
    return FileTaken(len(numbers), tuple(problems))


def _read(
    actor: Actor, row: dict[str, str], columns: tuple[str, str, str], processes: dict[str, int]
) -> tuple[int, date, int]:
    title, day, number = (row.get(column, "").strip() for column in columns)
    process = processes.get(_plain(title))
    if process is None:
        raise ValueError(f"в справочнике нет «{title[:80]}»")
    on = _read_day(day).date()
    if not number.isdecimal() or len(number) > len(str(MOST)):
        raise ValueError(f"«{number[:40]}» — не число")
    try:
        _check(actor, on, int(number))
    except RuleBroken as broken:
        raise ValueError(broken.message) from None
    return process, on, int(number)


def _columns(rows: Sequence[NumberedRow]) -> tuple[str, str, str]:
    names = list(rows[0][1]) if rows else []
    found = []
    for wanted in (PROCESS_COLUMNS, DAY_COLUMNS, COUNT_COLUMNS):
        column = next((name for name in names if _plain(name) in wanted), None)
        if column is None:
            message = f"В таблице нет столбца «{wanted[0].capitalize()}». Нужны три: Услуга, Дата, Количество."
            raise RuleBroken("columns", message, "file")
        found.append(column)
    return found[0], found[1], found[2]


def _plain(words: str) -> str:
    return " ".join(words.casefold().replace("ё", "е").split())


def _check(actor: Actor, on: date, count: int) -> None:
    if not EARLIEST <= on <= today_of(actor):
        raise RuleBroken("on", "День не может быть в будущем или до 2000 года.", "on")
    if not 0 <= count <= MOST:
        raise RuleBroken("count", f"Напишите число от 0 до {MOST}.", "count")
