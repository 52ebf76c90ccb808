"""Editions of the topic classifier: the shipped headings, and the administration's own file."""

import re
from collections.abc import Iterable, Mapping
from datetime import date
from importlib.resources import files

from django.db import transaction

from otklik.base import audit
from otklik.base.actor import Actor
from otklik.base.errors import NotFound, RuleBroken
from otklik.catalog.models import Administration, Topic, TopicEdition
from otklik.catalog.policies import can_manage_catalog

CODE = re.compile(r"\d{4}(\.\d{4}){3,4}")
LEVELS = range(1, 6)
#: Headings of the file by the names of our columns.
HEADINGS: Mapping[str, tuple[str, ...]] = {
    "code": ("code", "код", "код вопроса", "шифр"),
    "level": ("level", "уровень"),
    "name": ("name", "название", "наименование"),
    "parent_code": ("parent_code", "код вышестоящего", "вышестоящий код", "родительский код"),
}


def add_shipped_edition(administration: Administration, effective_on: date) -> TopicEdition:
    """Headings of levels 1 to 3 that the product ships; the full edition comes from the administration's file."""
    text = files("otklik.catalog.topics").joinpath("headings.csv").read_text(encoding="utf-8")
    header, *lines = text.splitlines()
    names = header.split(";")
    rows = [dict(zip(names, line.split(";"), strict=True)) for line in lines]
    return _store(administration, "Заголовки уровней 1–3 (поставка)", effective_on, rows, is_shipped=True)


@transaction.atomic
def import_topics(*, actor: Actor, rows: Iterable[Mapping[str, str]], title: str, effective_on: date) -> TopicEdition:
    """Store a full edition from rows `code, level, name, parent_code`; RuleBroken names the first wrong row.

    Порядок: murashi 4.2 («в соответствии с типовым тематическим классификатором»).
    """
    if not can_manage_catalog(actor):
        raise NotFound
    administration = Administration.objects.get(pk=actor.administration_id)
    if not title.strip():
        raise RuleBroken("title_empty", "Назовите редакцию, например «Классификатор 2025 года».", "title")
    checked = check_rows(rows)
    edition = _store(administration, title, effective_on, checked, is_shipped=False)
    audit.record(actor, "import_topics", edition, f"Редакция классификатора «{title}»: строк {len(checked)}")
    return edition


def check_rows(rows: Iterable[Mapping[str, str]]) -> list[dict[str, str]]:
    """The rows with clean values; RuleBroken for a wrong code, level, empty name or a code met twice."""
    checked: dict[str, dict[str, str]] = {}
    for number, row in enumerate(rows, start=2):
        cells = {name.strip().casefold(): text for name, text in row.items()}
        clean = {key: _cell(cells, names) for key, names in HEADINGS.items()}
        problem = _problem(clean, checked)
        if problem:
            raise RuleBroken("topic_row", f"Строка {number}: {problem}", "file")
        checked[clean["code"]] = clean
    if not checked:
        raise RuleBroken(
            "topic_empty", "В файле нет строк. Нужны столбцы «Код», «Уровень», «Название», «Код вышестоящего».", "file"
        )
    return list(checked.values())


def _cell(cells: Mapping[str, str], names: Iterable[str]) -> str:
    return next((cells[name].strip() for name in names if cells.get(name)), "")


def _problem(row: Mapping[str, str], seen: Mapping[str, object]) -> str | None:
    if not CODE.fullmatch(row["code"]):
        return f"код «{row['code']}» не похож на 0001.0002.0003.0004."
    if row["code"] in seen:
        return f"код {row['code']} уже был выше."
    if not row["level"].isdigit() or int(row["level"]) not in LEVELS:
        return f"уровень «{row['level']}» должен быть числом от 1 до 5."
    return None if row["name"] else f"у кода {row['code']} нет названия."


def _store(
    administration: Administration, title: str, effective_on: date, rows: list[dict[str, str]], *, is_shipped: bool
) -> TopicEdition:
    edition = TopicEdition.objects.create(
        administration=administration, title=title, effective_on=effective_on, is_shipped=is_shipped
    )
    topics = [
        Topic(
            edition=edition, code=r["code"], level=int(r["level"]), name=r["name"][:500], parent_code=r["parent_code"]
        )
        for r in rows
    ]
    Topic.objects.bulk_create(topics, batch_size=1000)
    return edition
