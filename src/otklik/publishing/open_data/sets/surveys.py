"""Answers to the questions of published surveys, as they stand on their pages."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from otklik.base.actor import Actor
from otklik.publishing.open_data.dataset import Collected, Dataset, Field, Row
from otklik.publishing.queries import PublicationView, published
from otklik.publishing.survey_tables import survey_tables


def collect(actor: Actor) -> Collected:
    """Only what two persons let out already: the set says nothing that the pages do not."""
    shown = published(actor.administration_id, "survey_results")
    ordered = sorted(shown, key=lambda one: (one.payload["opens_on"], int(one.key)))
    rows = [row for one in ordered for row in _rows(one)]
    return Collected(rows, [table for one in ordered for table in survey_tables(dict(one.payload))])


def _rows(one: PublicationView) -> Iterator[Row]:
    found = one.payload
    survey = {
        "survey": int(one.key),
        "title": found["title"],
        "period": found["period"],
        "opens_on": found["opens_on"],
        "closes_on": found["closes_on"] or None,
        "respondents": found["n"],
    }
    for number, question in enumerate(found["questions"], start=1):
        told = survey | {"number": number, "question": question["title"], "answered": question["n"]}
        yield from (told | line for line in _answers(question))


def _answers(question: Mapping[str, Any]) -> Iterator[Row]:
    for bar in question["bars"]:
        hidden = bar["share"] is None
        count = None if hidden else round(bar["share"] * question["n"])
        share = None if hidden else round(bar["share"], 4)
        yield {"measure": "ответ", "answer": bar["title"], "count": count, "value": share}
    for name, title in (("mean", "среднее"), ("median", "медиана")):
        if question.get(name) is not None:
            yield {"measure": title, "answer": "", "count": None, "value": round(float(question[name]), 4)}


DATASET = Dataset(
    slug="surveys",
    artifact="survey_results",
    title="Результаты опросов жителей",
    description=(
        "Сколько человек дали каждый ответ в опубликованных опросах. Пустое число ответов значит, что ответ дали "
        "слишком немногие или что по нему можно было бы вычислить такой ответ."
    ),
    keywords=("опросы", "удовлетворённость", "обратная связь"),
    fields=(
        Field("survey", "integer", "Номер опроса", "Survey number"),
        Field("title", "string", "Название опроса", "Survey title"),
        Field("period", "string", "За какой срок", "Period"),
        Field("opens_on", "date", "Первый день опроса", "First day"),
        Field("closes_on", "date", "Последний день опроса", "Last day", is_optional=True),
        Field("respondents", "integer", "Сколько человек заполнили анкету", "Respondents"),
        Field("number", "integer", "Номер вопроса", "Question number"),
        Field("question", "string", "Вопрос", "Question"),
        Field("answered", "integer", "Сколько человек ответили на вопрос", "Answered the question"),
        Field("measure", "string", "Что в строке: ответ, среднее или медиана", "What the row tells"),
        Field("answer", "string", "Ответ", "Answer"),
        Field("count", "integer", "Сколько человек дали ответ", "Number of people", is_optional=True),
        Field("value", "number", "Доля ответа от 0 до 1 либо среднее или медиана", "Share or value", is_optional=True),
    ),
    structure_on=date(2025, 7, 1),
    collect=collect,
)
