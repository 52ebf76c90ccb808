"""From a raw file through the product's own import to the report: the figures of pandas again."""

import csv
import io
import json
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from django.db.models import F

from otklik.base.actor import Actor
from otklik.core.appeals import ItemKind
from otklik.core.periods import Quarter
from otklik.importers.mapping import mapping_from_toml
from otklik.intake.actions.change_kind import change_kind
from otklik.intake.actions.edit_questions import add_question
from otklik.intake.actions.import_feedback import import_feedback
from otklik.intake.models import AppealQuestion, FeedbackItem
from otklik.reporting.queries import render_report

MAPPING = """
name = "own"
title = "Файл проекта"
channel = "post"
[columns]
source_number = "Номер"
received_at = "Поступило"
registered_at = "Зарегистрировано"
answered_at = "Ответ"
kind = "Вид"
channel = "Канал"
outcome = "Результат"
text = "Текст"
"""
KINDS = ("Жалоба", "Заявление", "Запрос")
OUTCOMES = ("Поддержано", "Не поддержано", "Разъяснено", "")


@pytest.fixture
def raw(tmp_path: Path, system: Actor) -> pd.DataFrame:
    """300 rows of July to September 2025, imported; given back as pandas reads them."""
    dice, file = random.Random(11), io.StringIO()  # noqa: S311 - an invented sample
    writer = csv.writer(file)
    writer.writerow(["Номер", "Поступило", "Зарегистрировано", "Ответ", "Вид", "Канал", "Результат", "Текст"])
    for number in range(300):
        received = pd.Timestamp(2025, 7, 1) + pd.Timedelta(days=dice.randrange(92))
        registered, outcome = received + pd.Timedelta(days=dice.randrange(3)), dice.choice(OUTCOMES)
        answered = registered + pd.Timedelta(days=dice.randrange(45)) if outcome else ""
        days = [str(day)[:10] for day in (received, registered, answered)]
        channel = dice.choice(("post", "email", "phone"))
        writer.writerow([number, *days, dice.choice(KINDS), channel, outcome, f"Прошу ответить, дело {number}"])
    path = tmp_path / "raw.csv"
    path.write_text(file.getvalue(), encoding="utf-8")
    rejected = tmp_path / "rejected.csv"
    result = import_feedback(actor=system, path=path, mapping=mapping_from_toml(MAPPING), rejected_to=rejected)
    assert (result.accepted, result.rejected) == (300, 0)
    return pd.read_csv(path, parse_dates=["Поступило", "Зарегистрировано", "Ответ"])


@pytest.fixture
def rows(raw: pd.DataFrame, actor: Callable[..., Actor]) -> dict[str, dict[str, Any]]:
    """Rows of the report's metrics by slug and key."""
    report = json.loads(render_report(actor("head"), "monitoring", Quarter(2025, 3), "json").content)
    return {metric["slug"]: {row["key"]: row for row in metric["rows"]} for metric in report["metrics"]}


def test_the_report_equals_the_raw_file(raw: pd.DataFrame, rows: dict[str, dict[str, Any]]) -> None:
    assert {key: rows["channels"][key]["numerator"] for key in ("post", "email", "phone")} == dict(
        raw["Канал"].value_counts()
    )
    days = (raw["Ответ"] - raw["Зарегистрировано"]).dt.days
    waiting = rows["waiting_time"]
    assert waiting["mean"]["value"] == pytest.approx(days.mean())
    assert waiting["median"]["value"] == pytest.approx(days.median())
    assert waiting["p90"]["value"] == pytest.approx(days.quantile(0.9))
    assert waiting["waiting"]["numerator"] == int(raw["Ответ"].isna().sum())
    complaints = raw[raw["Вид"] == "Жалоба"]
    granted = rows["satisfied_share"]["satisfied"]
    assert granted["value"] == pytest.approx((complaints["Результат"] == "Поддержано").mean())
    assert granted["n"] == len(complaints)
    assert rows["topics"]["none"]["numerator"] == len(raw)


def test_a_question_stays_where_its_item_is(raw: pd.DataFrame, actor: Callable[..., Actor]) -> None:
    """The monitoring counts questions by the quarter and kind that stand beside them."""
    registrar = actor("registrar", "specialist")
    item = FeedbackItem.objects.filter(status="registered", kind="complaint")[0]
    add_question(actor=registrar, item_id=item.pk, text="И ещё одно.")
    change_kind(actor=registrar, item_id=item.pk, kind=ItemKind.INQUIRY, reason="Просит сведений.")
    questions = AppealQuestion.objects.all()
    same = questions.filter(
        kind=F("item__kind"), quarter=F("item__quarter"), administration_id=F("item__administration_id")
    )
    assert same.count() == questions.count() == 301
    assert {question.kind for question in item.questions.all()} == {"inquiry"}
