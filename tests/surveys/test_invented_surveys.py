"""Surveys of the demonstration: the same each time, within the invented year and a half, and nothing left to seal."""

from datetime import date

import pytest

from otklik.catalog.models import Administration, Department
from otklik.surveys.actions.seal_days import days_to_seal
from otklik.surveys.demonstration import load_surveys
from otklik.surveys.demonstration.plan import FIRST, LAST
from otklik.surveys.matrix import matrix_of_survey
from otklik.surveys.models import OpenAnswer, Survey, SurveyResponse

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 22)


@pytest.fixture
def loaded(administration: Administration) -> Administration:
    """The first administration with its surveys."""
    for number in range(8):
        title = f"Отдел {number}"
        Department.objects.create(administration=administration, slug=f"unit{number}", title=title)
    load_surveys(administration.slug, TODAY)
    return administration


def test_answers_stay_within_the_year_and_are_sealed(loaded: Administration) -> None:
    days = SurveyResponse.objects.order_by("answered_on").values_list("answered_on", flat=True)
    assert days[0] >= FIRST
    assert days.last() <= LAST
    assert not list(days_to_seal(loaded.pk, TODAY))
    for survey in Survey.objects.all():
        assert len(matrix_of_survey(survey.pk)) == survey.responses.count() > 0


def test_one_unit_is_smaller_than_may_be_shown(loaded: Administration) -> None:
    survey = Survey.objects.filter(audience="internal").first()
    units = [row.answers["department"] for row in survey.responses.all() if "department" in row.answers]
    sizes = {unit: units.count(unit) for unit in units}
    assert min(sizes.values()) < survey.minimum_group <= sorted(sizes.values())[1]


def test_words_are_cut_off_the_answers(loaded: Administration) -> None:
    assert OpenAnswer.objects.filter(survey__audience="external", state="passed").exists()
    assert OpenAnswer.objects.filter(survey__audience="internal", state="waiting").exists()
    assert not [row for row in SurveyResponse.objects.all() if "comment" in row.answers]
