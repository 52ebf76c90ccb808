"""A register of appeals as another system would export it: six years, in order of receipt, fixed seed."""

import csv
import random
from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path

from xlsxwriter import Workbook

PLACE = "murashi"
MAPPING = Path(__file__).with_name("mapping.toml")
HEADER = (
    "Номер", "Получено", "Зарегистрировано", "Ответ дан", "Вид", "Текст", "Код темы", "Причина", "Результат",
    "Исполнитель", "Заявитель", "Адрес", "Канал",
)  # fmt: skip
FIRST, LAST = datetime(2020, 1, 1, 8), datetime(2025, 12, 31, 17)  # noqa: DTZ001 - local times, as registers print them
KINDS = (("complaint", 60), ("statement", 22), ("proposal", 8), ("inquiry", 10))
OUTCOMES = (("supported", 34), ("not_supported", 21), ("explained", 37), ("transferred", 8))
OPEN_DAYS = 40


@cache
def words() -> tuple[list[str], list[str], list[str]]:
    """Texts, names and addresses of the demonstration, for lengths and words as in life."""
    from otklik.demonstration import generate

    cases = [case for case in generate(PLACE) if case.name]
    return [case.text for case in cases], [case.name for case in cases], [case.address for case in cases]


@cache
def lists() -> tuple[list[str], list[str], list[str], list[str]]:
    """Channels, reasons, units and topic codes of the administration."""
    from otklik.catalog import models

    own = {"administration__slug": PLACE}
    channels = models.Channel.objects.filter(**own, audience="external").values_list("slug", flat=True)
    reasons = models.Reason.objects.filter(**own).values_list("title", flat=True)
    units = models.Department.objects.filter(**own).values_list("title", flat=True)
    topics = models.Topic.objects.filter(edition__administration__slug=PLACE, level=3).values_list("code", flat=True)
    return list(channels), list(reasons), list(units), list(topics)


def chosen(dice: random.Random, weighted: tuple[tuple[str, int], ...], count: int) -> list[str]:
    return dice.choices([word for word, _ in weighted], [weight for _, weight in weighted], k=count)


def rows(count: int) -> Iterator[tuple[str, ...]]:
    """So many rows; every text is its own, as it names its number."""
    dice = random.Random(530)  # noqa: S311 - invented rows
    texts, names, addresses = words()
    channels, reasons, units, topics = lists()
    step = (LAST - FIRST) / count
    kinds, outcomes = chosen(dice, KINDS, count), chosen(dice, OUTCOMES, count)
    for number in range(count):
        received = FIRST + step * number
        registered = received + timedelta(days=dice.randrange(3))
        answered = registered + timedelta(days=min(60, int(dice.expovariate(1 / 17)) + 1))
        is_open = answered > LAST or (LAST - received).days < OPEN_DAYS * dice.random()
        pick = dice.randrange(1 << 30)
        yield (
            f"В-{number + 1}", stamp(received), stamp(registered), "" if is_open else stamp(answered), kinds[number],
            f"{texts[pick % len(texts)]} Дело {number + 1}.", topics[pick % len(topics)], reasons[pick % len(reasons)],
            "in_work" if is_open else outcomes[number], units[pick % len(units)], names[pick % len(names)],
            addresses[pick % len(addresses)], channels[pick % len(channels)],
        )  # fmt: skip


def stamp(moment: datetime) -> str:
    return moment.strftime("%d.%m.%Y %H:%M:%S")


def write_csv(path: Path, count: int) -> None:
    """UTF-8 with BOM and «;», as offices save it."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, delimiter=";")
        writer.writerow(HEADER)
        writer.writerows(rows(count))


def write_xlsx(path: Path, count: int) -> None:
    """A sheet of texts, written row by row."""
    with Workbook(str(path), {"constant_memory": True}) as book:
        sheet = book.add_worksheet("Обращения")
        sheet.write_row(0, 0, HEADER)
        for number, row in enumerate(rows(count), start=1):
            sheet.write_row(number, 0, row)
