"""Indicators of satisfaction by quarters, as they stand on the pages of results."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from otklik.base.actor import Actor
from otklik.publishing.kinds.quarter_results import KIND
from otklik.publishing.open_data.dataset import Collected, Dataset, Field, Row
from otklik.publishing.queries import published


def collect(actor: Actor) -> Collected:
    """Only quarters that two persons let out already."""
    shown = sorted(published(actor.administration_id, KIND.slug), key=lambda one: one.key)
    rows = [row for one in shown for line in one.payload["indicators"] for row in _rows(one.key, line)]
    return Collected(rows, [table for one in shown for table in KIND.tables(dict(one.payload))])


def _rows(quarter: str, line: Mapping[str, Any]) -> Iterator[Row]:
    about = {"quarter": quarter, "indicator": line["slug"], "title": line["title"], "formula": line["formula"]}
    yield about | {"element": ""} | _figures(line)
    for one in line["elements"]:
        yield about | {"element": one["title"]} | _figures(one)


def _figures(line: Mapping[str, Any]) -> Row:
    found = {
        name: line[name] if line[name] is None else round(float(line[name]), 4) for name in ("value", "low", "high")
    }
    return found | {"unit": line["unit"], "people": line["n"]}


DATASET = Dataset(
    slug="indicators",
    artifact="survey_results",
    title="Показатели удовлетворённости по кварталам",
    description="Значения показателей по опросам жителей с границами 95-процентного интервала и числом ответивших.",
    keywords=("показатели", "удовлетворённость", "качество услуг"),
    fields=(
        Field("quarter", "string", "Квартал", "Quarter"),
        Field("indicator", "string", "Код показателя", "Indicator code"),
        Field("title", "string", "Показатель", "Indicator"),
        Field("formula", "string", "Как посчитан", "Formula"),
        Field("element", "string", "Элемент показателя; пусто у показателя в целом", "Element; empty for the whole"),
        Field("value", "number", "Значение", "Value", is_optional=True),
        Field("low", "number", "Нижняя граница интервала", "Lower bound", is_optional=True),
        Field("high", "number", "Верхняя граница интервала", "Upper bound", is_optional=True),
        Field("unit", "string", "Единица: share — доля от 0 до 1", "Unit"),
        Field("people", "integer", "Сколько человек ответили", "Number of people"),
    ),
    structure_on=date(2025, 7, 1),
    collect=collect,
)
