"""Files to import: a header, a mapping that reads it, rows as a register prints them."""

import csv
from collections.abc import Iterable
from pathlib import Path

from otklik.importers.mapping import Mapping, mapping_from_toml

HEADER = (
    "Номер",
    "Получено",
    "Зарегистрировано",
    "Ответ",
    "Вид",
    "Канал",
    "Итог",
    "Текст",
    "Причина",
    "Автор",
    "Адрес",
)
TOML = """
name = "register"
title = "Журнал"
channel = "post"
[columns]
source_number = "Номер"
received_at = "Получено"
registered_at = "Зарегистрировано"
answered_at = "Ответ"
kind = "Вид"
channel = "Канал"
outcome = "Итог"
text = "Текст"
reason = "Причина"
name = "Автор"
address = "Адрес"
"""
REGISTER: Mapping = mapping_from_toml(TOML)
COLUMNS = {
    "received": "Получено",
    "registered": "Зарегистрировано",
    "answered": "Ответ",
    "kind": "Вид",
    "channel": "Канал",
    "outcome": "Итог",
    "reason": "Причина",
    "author": "Автор",
    "address": "Адрес",
}


def row(number: object, text: str = "", **facts: str) -> tuple[str, ...]:
    """One row; what is not said is usual: a complaint of 3 March 2025 by post, registered the same day, open."""
    given = {
        "Номер": str(number),
        "Получено": "03.03.2025 10:00",
        "Вид": "Жалоба",
        "Канал": "post",
        "Текст": text or f"Не чистят дорогу, дело {number}",
    } | {COLUMNS[name]: value for name, value in facts.items()}
    return tuple(given.get(name, "") for name in HEADER)


def write(path: Path, rows: Iterable[tuple[str, ...]]) -> Path:
    """A CSV as Excel saves it."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, delimiter=";")
        writer.writerow(HEADER)
        writer.writerows(rows)
    return path
