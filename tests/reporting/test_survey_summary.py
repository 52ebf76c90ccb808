"""The paper «survey_summary»: sections in the decree's order, small surveys named without their figures."""

from datetime import date

import pytest
from tests.surveys.conftest import respond, surveys

from otklik.base.errors import NotFound
from otklik.core.document import Heading
from otklik.core.periods import Quarter
from otklik.reporting.queries import report_document

__all__ = ["respond", "surveys"]
pytestmark = pytest.mark.django_db


def test_a_small_survey_is_named_and_its_answers_are_not(actor, surveys, respond) -> None:
    small = surveys(title="Малый опрос", opens_on=date(2026, 3, 1))
    for _ in range(3):
        respond(small, on=date(2026, 3, 16), whole=1)

    paper = report_document(actor("organizer"), "survey_summary", Quarter(2026, 1))
    heads = [block.text for block in paper.blocks if isinstance(block, Heading)]

    assert heads[0].startswith("Уровень удовлетворенности клиента взаимодействием")
    assert heads[-1] == "Опрос «Малый опрос»"
    assert not list(paper.tables())


def test_the_paper_is_not_for_everybody(actor) -> None:
    with pytest.raises(NotFound):
        report_document(actor("specialist"), "survey_summary", Quarter(2026, 1))
