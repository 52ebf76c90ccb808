"""Factors of a survey and of a process: what is said, and when nothing is."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from tests.surveys.conftest import link_of, respond, surveys  # noqa: F401 - fixtures of another folder
from tests.surveys.factor_answers import SHEET, answer_factors

from otklik.analysis.factor_words import chart_of, factor_blocks, recommendations, table_of
from otklik.analysis.factors import process_factors, survey_factors
from otklik.base.errors import NotFound
from otklik.catalog.models import Process
from otklik.core.document import Chart, Document, Paragraph, Table
from otklik.core.periods import Quarter
from otklik.core.spans import Span
from otklik.exporters.registry import all_exporters
from otklik.surveys.models import Survey

TODAY = date(2026, 11, 20)


@pytest.fixture
def reception(surveys: Callable[..., Survey], respond: Callable[..., Any]) -> Survey:  # noqa: F811
    survey = surveys(content=SHEET, closes_on=date(2026, 9, 30))
    answer_factors(survey, respond)
    return survey


def _process(administration_id: int) -> Process:
    return Process.objects.create(administration_id=administration_id, slug="land", title="Участки", subject="service")


def test_the_strongest_and_worst_is_where_to_begin(actor: Callable[..., Any], reception: Survey) -> None:
    found = survey_factors(actor("coordinator"), reception.pk, TODAY)
    assert [one.title for one in found.elements][:2] == ["Время ожидания", "Вежливость сотрудника"]
    first = recommendations(found)[0]
    assert first.startswith("Сильнее всего с общей оценкой связано «Время ожидания»")
    assert "стоит начать с этого" in first


def test_what_chance_may_have_made_is_not_called_worse(actor: Callable[..., Any], reception: Survey) -> None:
    found = survey_factors(actor("coordinator"), reception.pk, TODAY)
    first, *others = found.elements
    even = tuple(replace(one, satisfied=70, n=100) for one in others)
    close = replace(found, elements=(replace(first, satisfied=69, n=100), *even))
    assert "что это хуже остального, не доказано" in recommendations(close)[0]
    assert chart_of(close).title == "Что важное оценено хуже остального, не доказано"
    assert not any(point.accent for point in chart_of(close).points)
    proven = replace(found, elements=(replace(first, satisfied=40, n=100), *even))
    assert "стоит начать с этого" in recommendations(proven)[0]
    assert chart_of(proven).title == "Важно и хуже остального — «Время ожидания»"


def test_the_table_and_the_picture_bear_the_same_numbers(actor: Callable[..., Any], reception: Survey) -> None:
    found = survey_factors(actor("coordinator"), reception.pk, TODAY)
    shares = [row.cells[1].value for row in table_of(found).rows]
    assert [point.value for point in chart_of(found).points] == shares
    assert sum(float(share or 0) for share in shares) == pytest.approx(1)  # type: ignore[arg-type]


def test_blocks_of_a_report_are_written_in_every_format(actor: Callable[..., Any], reception: Survey) -> None:
    blocks = factor_blocks(survey_factors(actor("coordinator"), reception.pk, TODAY))
    assert {type(block) for block in blocks} >= {Paragraph, Chart, Table}
    paper = Document("Факторы", "Администрация", blocks)
    for slug, exporter in all_exporters().items():
        assert exporter.render(paper), slug


def test_few_answers_are_refused_with_the_number_that_is_needed(
    actor: Callable[..., Any],
    surveys: Callable[..., Survey],  # noqa: F811
    respond: Callable[..., Any],  # noqa: F811
) -> None:
    survey = surveys(content=SHEET, closes_on=date(2026, 9, 30))
    answer_factors(survey, respond, 30)
    found = survey_factors(actor("coordinator"), survey.pk, TODAY)
    assert "30, а нужно не меньше 50" in found.refusal
    assert isinstance(factor_blocks(found)[1], Paragraph)


def test_a_questionnaire_without_a_whole_is_refused_in_words(
    actor: Callable[..., Any],
    surveys: Callable[..., Survey],  # noqa: F811
) -> None:
    survey = surveys(content={**SHEET, "questions": SHEET["questions"][1:]})
    assert "нет вопроса о целом" in survey_factors(actor("coordinator"), survey.pk, TODAY).refusal


def test_surveys_about_a_process_are_taken_together(
    actor: Callable[..., Any],
    surveys: Callable[..., Survey],  # noqa: F811
    respond: Callable[..., Any],  # noqa: F811
) -> None:
    coordinator = actor("coordinator")
    process = _process(coordinator.administration_id)
    for own in (process, None, process):
        survey = surveys(content=SHEET, process=own, closes_on=date(2026, 9, 30))
        link_of(survey)
        answer_factors(survey, respond, 40)
    span = Span.of_quarter(Quarter(2026, 3))
    found = process_factors(coordinator, process.pk, span, TODAY)
    assert found.found is not None
    assert found.found.cases == 80


def test_another_administrations_process_is_not_there(actor: Callable[..., Any], administrations: Any) -> None:
    other = _process(administrations("biysk").pk)
    with pytest.raises(NotFound):
        process_factors(actor("coordinator"), other.pk, Span.of_quarter(Quarter(2026, 3)), TODAY)
