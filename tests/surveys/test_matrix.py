"""What a survey's figures are counted from: sealed days and the rows that are not sealed yet."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import numpy as np
import pytest
from tests.surveys.conftest import CONTENT, DAY, link_of

from otklik.core.questionnaire.columns import UNSURE, matrix_of
from otklik.surveys.blocks import pack, with_links
from otklik.surveys.matrix import matrices_of_surveys, matrix_of_survey
from otklik.surveys.models import QuestionnaireVersion, SurveyDay, SurveyResponse
from otklik.surveys.version_columns import columns_of_version

pytestmark = pytest.mark.django_db


def seal(survey, on=DAY):
    """Pack a day as the night does."""
    rows = list(SurveyResponse.objects.filter(survey=survey, answered_on=on).order_by("pk"))
    for version in QuestionnaireVersion.objects.filter(pk__in={row.version_id for row in rows}):
        own = [row for row in rows if row.version_id == version.pk]
        numbers = matrix_of(columns_of_version(version), [row.answers for row in own])
        block, links = with_links(numbers, [row.link_id for row in own])
        SurveyDay.objects.create(
            survey=survey, version=version, on=on, response_count=len(own), block=pack(block), link_ids=links
        )


def test_an_empty_survey_has_its_columns_and_no_rows(survey):
    matrix = matrix_of_survey(survey.pk)

    assert len(matrix) == 0
    assert [column.name for column in matrix.columns][:3] == ["whole", "parts.wait", "parts.staff"]


def test_a_survey_that_is_not_there(db):
    with pytest.raises(KeyError):
        matrix_of_survey(4)


def test_rows_are_read_before_their_day_is_sealed(survey, respond, link):
    respond(survey, whole=5, parts={"wait": 2, "staff": "dk"}, again="no", age="old")

    matrix = matrix_of_survey(survey.pk)

    assert matrix.column("whole").tolist() == [5]
    assert matrix.column("parts.staff").tolist() == [UNSURE]
    assert np.isnan(matrix.column("advise")[0])
    assert matrix.days.tolist() == [DAY.toordinal()]
    assert matrix.links.tolist() == [link.pk]


def test_sealing_changes_no_number(survey, respond):
    site, poster = link_of(survey), link_of(survey, "poster")
    for mark in (1, 2, 5, 5):
        respond(survey, whole=mark, link=site if mark < 3 else poster, why=["papers"])
    before = matrix_of_survey(survey.pk)
    seal(survey)
    after = matrix_of_survey(survey.pk)

    assert sorted(zip(before.column("whole"), before.links, strict=True)) == sorted(
        zip(after.column("whole"), after.links, strict=True)
    )
    assert after.column("why.papers").tolist() == [1, 1, 1, 1]


def test_a_sealed_day_is_not_counted_twice_and_days_around_it_are(survey, respond):
    for shift, mark in ((-3, 1), (0, 2), (1, 3), (2, 4), (5, 5)):
        respond(survey, whole=mark, on=DAY + timedelta(days=shift))
    seal(survey)
    seal(survey, DAY + timedelta(days=2))

    assert sorted(matrix_of_survey(survey.pk).column("whole").tolist()) == [1, 2, 3, 4, 5]


def test_a_period_has_both_its_ends(survey, respond):
    for shift in range(5):
        respond(survey, whole=shift + 1, on=DAY + timedelta(days=shift))
    seal(survey, DAY + timedelta(days=1))

    matrix = matrix_of_survey(survey.pk, since=DAY + timedelta(days=1), until=DAY + timedelta(days=3))

    assert sorted(matrix.column("whole").tolist()) == [2, 3, 4]


def another_version(survey, questions):
    version = QuestionnaireVersion.objects.create(
        questionnaire=survey.version.questionnaire,
        number=2,
        content={**CONTENT, "questions": questions},
        changed_at=datetime(2026, 9, 20, tzinfo=ZoneInfo("Europe/Moscow")),
    )
    survey.version = version
    survey.save()


def test_versions_are_joined_by_the_name_of_a_column(survey, respond):
    respond(survey, whole=4, age="old")
    respond(survey, whole=3, age="young")
    questions = [dict(one) for one in CONTENT["questions"][:5]]
    questions[4] = {**questions[4], "options": [{"slug": "old", "title": "60+"}, {"slug": "teen", "title": "До 18"}]}
    another_version(survey, questions)
    respond(survey, whole=2, age="teen", on=DAY + timedelta(days=1))
    respond(survey, whole=1, age="old", on=DAY + timedelta(days=1))
    seal(survey)

    matrix = matrix_of_survey(survey.pk)
    age = matrix.columns[matrix.place("age")]
    ages = {
        mark: age.codes[int(place)] for mark, place in zip(matrix.column("whole"), matrix.column("age"), strict=True)
    }

    assert ages == {4: "old", 3: "young", 2: "teen", 1: "old"}
    assert "advise" in [column.name for column in matrix.columns]


def test_a_changed_scale_stands_in_a_column_of_its_own(survey, respond):
    respond(survey, whole=4)
    questions = [{**CONTENT["questions"][0], "kind": "scale_10"}]
    another_version(survey, questions)
    respond(survey, whole=9)

    matrix = matrix_of_survey(survey.pk)

    assert np.nansum(matrix.column("whole")) == 9
    assert np.nansum(matrix.column("whole@1")) == 4


def test_where_keeps_days_and_links_in_step(survey, respond):
    for mark in (1, 5, 5):
        respond(survey, whole=mark, on=DAY + timedelta(days=mark))
    matrix = matrix_of_survey(survey.pk)

    happy = matrix.where(matrix.column("whole") == 5)

    assert (len(happy), set(happy.days.tolist())) == (2, {(DAY + timedelta(days=5)).toordinal()})


def test_many_surveys_cost_no_more_queries_than_one(surveys, respond, django_assert_max_num_queries):
    several = [surveys() for _ in range(4)]
    for one in several:
        respond(one, whole=5)
        seal(one)
        respond(one, whole=4, on=date(2026, 9, 20))

    with django_assert_max_num_queries(4):
        found = matrices_of_surveys(one.pk for one in several)

    assert [sorted(found[one.pk].column("whole").tolist()) for one in several] == [[4, 5]] * 4
