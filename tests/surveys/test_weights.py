"""Weights of a survey, the course of its field and the papers that tell of both."""

import io
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from tests.surveys.sampled import WISH, stated, weighed

from otklik.base.actor import Actor
from otklik.base.errors import RuleBroken
from otklik.surveys.actions.draw_sample import SampleWish, plan_sample
from otklik.surveys.actions.set_population import read_from_file
from otklik.surveys.actions.weigh_survey import use_weights, weigh_survey
from otklik.surveys.models import Survey
from otklik.surveys.sampling.method_sheet import method_facts, method_limits
from otklik.surveys.sampling.overview import sample_overview
from otklik.surveys.sampling.papers import list_document, method_document, quota_document
from otklik.surveys.weights import weights_of


@pytest.fixture
def organizer(actor: Callable[..., Actor]) -> Actor:
    """Who runs surveys."""
    return actor("coordinator")


def people_file(count: int = 60) -> bytes:
    """A list as an office keeps it."""
    rows = [
        f"Иванов {n};i{n}@example.org;+7 912 000-00-{n:02};{'Женщины' if n % 3 else 'Мужчины'}" for n in range(count)
    ]
    return ("ФИО;Электронная почта;Телефон;Пол\n" + "\n".join(rows)).encode("cp1251")


def weighed_raking(organizer: Actor, survey: Survey) -> Any:
    return weigh_survey(actor=organizer, survey_id=survey.pk, method="raking", dimensions=["age"])


def test_weights_give_each_cell_its_share(organizer: Actor, survey: Survey, respond: Callable[..., Any]) -> None:
    stored = weighed(organizer, survey, respond)
    assert (stored.n, stored.unplaced) == (10, 1)
    factors = {codes[0]: factor for codes, _, factor in stored.factors}
    assert factors == pytest.approx({"young": 0.5, "middle": 5 / 3, "old": 2.0})
    weights = weights_of(survey)
    assert weights is not None
    assert sorted(weights.tolist()) == pytest.approx([0.5] * 6 + [1.0] + [5 / 3] * 3 + [2.0])
    squares = 6 * 0.25 + 3 * 25 / 9 + 4
    assert stored.design_effect == pytest.approx(squares / 10)
    assert weighed_raking(organizer, survey).design_effect == pytest.approx(squares / 10), "one margin: the same"


def test_weights_fit_a_part_of_the_answers(organizer: Actor, survey: Survey, respond: Callable[..., Any]) -> None:
    from otklik.surveys.matrix import matrix_of_survey

    weighed(organizer, survey, respond)
    matrix = matrix_of_survey(survey.pk)
    part = matrix.where(matrix.column("whole") == 4)
    weights = weights_of(survey.pk, part)
    assert weights is not None
    assert np.allclose(weights, 5 / 3)


def test_weights_can_be_switched_off(organizer: Actor, survey: Survey, respond: Callable[..., Any]) -> None:
    assert weights_of(survey) is None
    weighed(organizer, survey, respond)
    use_weights(actor=organizer, survey_id=survey.pk, uses=False)
    assert weights_of(survey) is None
    assert sample_overview(survey).design_effect == 1


def test_a_silent_cell_and_a_missing_question_are_named(
    organizer: Actor, survey: Survey, respond: Callable[..., Any]
) -> None:
    stated(organizer, survey)
    respond(survey, age="young")
    with pytest.raises(RuleBroken, match="35–59"):
        weigh_survey(actor=organizer, survey_id=survey.pk, method="poststrata", dimensions=["age"])
    with pytest.raises(RuleBroken, match="хотя бы один"):
        weigh_survey(actor=organizer, survey_id=survey.pk, method="poststrata", dimensions=["income"])
    read_from_file(
        actor=organizer, survey_id=survey.pk, content=people_file(9), name="a.csv", columns=["Пол"], basis="Выплата"
    )
    with pytest.raises(RuleBroken, match="нет вопроса о признаке «Пол»"):
        weigh_survey(actor=organizer, survey_id=survey.pk, method="raking", dimensions=["Пол"])


def test_the_method_sheet_says_what_was_done_and_what_not(
    organizer: Actor, survey: Survey, respond: Callable[..., Any]
) -> None:
    assert "не определена" in " ".join(method_limits(sample_overview(survey)))
    weighed(organizer, survey, respond)
    plan_sample(actor=organizer, survey_id=survey.pk, wish=WISH)
    found = sample_overview(survey)
    facts = dict(method_facts(found))
    assert (
        facts["Генеральная совокупность"].startswith("1\N{NARROW NO-BREAK SPACE}000 человек")
        or "000" in facts["Генеральная совокупность"]
    )
    assert "с учётом весов" in facts["Достигнутая погрешность"]
    assert "Эффект плана (Киш)" in facts
    assert "не отбирали случайно" in " ".join(method_limits(found))


def test_papers_are_made_in_every_format(organizer: Actor, survey: Survey, respond: Callable[..., Any]) -> None:
    from otklik.exporters.registry import exporter

    weighed(organizer, survey, respond)
    plan_sample(actor=organizer, survey_id=survey.pk, wish=WISH)
    for make in (method_document, quota_document, list_document):
        for name in ("docx", "pdf", "xlsx"):
            assert len(exporter(name).render(make(organizer, survey.pk))) > 1000
    assert io.BytesIO(exporter("pdf").render(method_document(organizer, survey.pk))).read(4) == b"%PDF"


def test_the_field_is_counted_by_cell(organizer: Actor, survey: Survey, respond: Callable[..., Any]) -> None:
    weighed(organizer, survey, respond)
    plan_sample(actor=organizer, survey_id=survey.pk, wish=SampleWish(margin=0.4, confidence=0.95))
    found = sample_overview(survey)
    assert [(cell.title, cell.target, cell.done, cell.left) for cell in found.cells] == [
        ("До 35", 2, 6, 0),
        ("35–59", 3, 3, 0),
        ("60 и старше", 1, 1, 0),
    ]
    assert found.unplaced == 1
    assert found.answers == 11
    assert found.is_stale is False


def test_small_groups_of_employees_are_not_counted_aloud(
    actor: Callable[..., Actor], surveys: Callable[..., Survey], respond: Callable[..., Any]
) -> None:
    survey = surveys(audience="internal", minimum_group=10)
    officer = actor("coordinator", "internal_officer")
    stated(officer, survey)
    for _ in range(3):
        respond(survey, age="old")
    shown = {cell.title: cell.shown for cell in sample_overview(survey).cells}
    assert shown == {"До 35": True, "35–59": True, "60 и старше": False}
    assert "мало" in str(quota_document(officer, survey.pk))
