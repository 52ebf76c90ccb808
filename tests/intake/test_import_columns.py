"""Rows made column by column are the rows that are made one by one, whatever stands in the cells."""

import csv
import random
from pathlib import Path
from typing import Any

import pytest

from otklik.catalog.models import Administration, Process
from otklik.importers.mapping import mapping_from_toml
from otklik.intake.bulk import reading
from otklik.intake.bulk.catalogue import gather_lookups
from otklik.intake.bulk.columns import PlainRows
from otklik.intake.bulk.packing import Vendor
from otklik.intake.bulk.reader import told_by
from otklik.intake.bulk.telling import OuterTold

pytestmark = pytest.mark.django_db
MAPPING = mapping_from_toml(
    """
name = "all"
title = "Всё"
channel = "post"
labelled = ["answer"]
[columns]
source_number = "Номер"
received_at = ["Дата", "Время"]
registered_at = "Зарегистрировано"
answered_at = "Ответ дан"
kind = "Вид"
channel = "Канал"
audience = "Клиент"
outcome = "Итог"
text = "Текст"
title = "Заголовок"
answer = ["Ответ"]
reason = "Причина"
topic_code = "Тема"
process = "Процесс"
category = "Категория"
department = "Исполнитель"
author_count = "Авторов"
name = "Автор"
address = "Адрес"
[values.outcome]
"Решено" = "supported"
[[kind_rules]]
kind = "gratitude"
column = "Текст"
contains = ["спасибо"]
[[skip_when]]
column = "Автор"
equals = ["тест"]
"""
)
CELLS = {
    "Номер": ["{n}", "№ {n}", "{n}", "7", "", " - ", "9" * 101],
    "Дата": ["03.03.2025", "2025-03-04", "31.12.2024", "1.2.25", "05.03.2025", "31.02.2025", ""],
    "Время": ["10:00", "10:17:42", "23:59:59", "00:00", "", "9:05", "24:00", "10:17:42.5"],
    "Зарегистрировано": ["", "05.03.2025 09:00", "2025-03-06T11:12:13", "06.03.2025", "05.03.2025 09", "вчера", "нет"],
    "Ответ дан": [
        "", "{day:02d}.04.2025 12:30:00", "01.04.2026 08:00", "20.02.2025", "28 марта 2025 г.", "-",
        "2025-03-27 10:00:00+05:00",
    ],
    "Вид": ["Жалоба", "Заявление", "Запрос", "Отзыв", "Благодарность", "", "Иное", "Донос"],
    "Канал": ["post", "phone", "email", "", "social_networks", "pigeon"],
    "Клиент": ["", "", "", "internal"],
    "Итог": ["", "Решено", "Не поддержано", "Направлено по компетенции", "Оставлено без ответа автору", "в работе?"],
    "Текст": [
        "Яма {n}", "Большое спасибо {n}", "Таб\tи \\N\nстрока", "<b>Темно</b>\r\nво дворе", "Не чистят", " ",
        "\x01\x02яма",
    ],
    "Заголовок": ["", "Дорога", "Заголовок " * 40],
    "Ответ": ["", "", "Засыпано\\n."],
    "Причина": ["", "Гололёд", "гололёд", "Новая {n}"],
    "Тема": ["", "0001.0001", "нет"],
    "Процесс": ["", "permits", "ВЫДАЧА разрешений", "неведомый"],
    "Категория": ["", "Дороги", "Категория " * 25],
    "Исполнитель": ["", "Кто-то"],
    "Авторов": ["", "3", "2.0", "0"],
    "Автор": ["Иванова Нина", "О\\'Нил", "", "тест", "Ли"],
    "Адрес": ["", "ул. Лесная, 3", "д. 1" * 200],
}  # fmt: skip
ROWS = 1500


def written(path: Path) -> Path:
    """Mostly the first cells of each column, so that enough rows are plain; some rows too short or too long."""
    dice = random.Random(53)  # noqa: S311 - invented rows
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter=";")
        writer.writerow(CELLS)
        for number in range(ROWS):
            chosen = [dice.choice(some if dice.random() < 0.2 else some[:2]) for some in CELLS.values()]
            cells = [cell.format(n=number, day=number % 28 + 1) for cell in chosen]
            writer.writerow(cells[:-1] if number % 97 == 5 else [*cells, "лишняя"] if number % 97 == 6 else cells)
    return path


def none_is_plain(*_: Any) -> Any:
    return lambda _: PlainRows([], [], [], {})


def chunks(path: Path, administration: Administration, vendor: Vendor) -> list[reading.Chunk]:
    asked: list[str] = []

    def add_reason(title: str) -> str:
        asked.append(title)
        return str(1000 + asked.index(title))

    job = reading.Job(path, MAPPING, None, gather_lookups(administration), vendor, 400, reads_states=True)
    return list(reading.read_chunks(job, add_reason))


@pytest.mark.parametrize("vendor", ["postgresql", "sqlite"])
def test_rows_by_columns_are_the_rows_one_by_one(
    administration: Administration, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, vendor: Vendor
) -> None:
    Process.objects.create(administration=administration, slug="permits", title="Выдача разрешений", subject="services")
    path = written(tmp_path / "register.csv")
    by_columns = chunks(path, administration, vendor)
    monkeypatch.setattr(reading, "ColumnMaker", none_is_plain)
    one_by_one = chunks(path, administration, vendor)
    assert 200 < sum(len(one.rejected) for one in by_columns) < ROWS - 200
    assert len(by_columns) == len(one_by_one)
    for ours, theirs in zip(by_columns, one_by_one, strict=True):
        assert ours.messages is not None
        assert theirs.messages is not None
        assert ours.rejected == theirs.rejected
        assert ours.skipped == theirs.skipped
        for name, mine, other in zip(ours.messages._fields, ours.messages, theirs.messages, strict=True):
            assert list(mine) == list(other), name
        told, expected = (
            {key: OuterTold.from_plain(one) for key, one in told_by(chunk).items()} for chunk in (ours, theirs)
        )
        assert told == expected
