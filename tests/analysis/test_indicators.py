"""The profile's indicators over surveys: values, differences, cuts, and what stays hidden."""

from datetime import date, timedelta
from itertools import pairwise

import numpy as np
import pandas as pd
import pytest
from tests.surveys.conftest import CONTENT, link_of, respond, survey, surveys

from otklik.analysis.indicators.board import indicator_board
from otklik.analysis.indicators.modes import mode_of
from otklik.analysis.indicators.summary import survey_summary
from otklik.base.errors import NotFound
from otklik.catalog.models import Department
from otklik.catalog.queries import procedure_of
from otklik.core.periods import Quarter
from otklik.core.ratings.rating import wilson
from otklik.core.spans import Span
from otklik.surveys.models import Survey

__all__ = ["respond", "survey", "surveys"]
pytestmark = pytest.mark.django_db
DAY, TODAY = date(2026, 9, 14), date(2026, 11, 22)
QUARTER = Span.of_quarter(Quarter(2026, 3))


@pytest.fixture
def organizer(actor):
    return actor("organizer")


@pytest.fixture
def answered(respond):
    """Answers with these marks: `answered(survey, 5, 5, 1, age="old")`."""

    def answer(to, *marks, on=DAY, link=None, **answers):
        for mark in marks:
            respond(to, on=on, link=link, whole=mark, **answers)

    return answer


def line_of(board, slug="interaction"):
    return next(line for line in board.lines if line.entry.slug == slug)


def test_the_five_indicators_of_the_decree_stand_in_its_order(organizer):
    board = indicator_board(organizer, QUARTER, TODAY)

    assert [line.entry.slug for line in board.lines] == [
        "interaction",
        "quality",
        "elements",
        "information",
        "activity",
    ]
    assert all(line.rating.value is None for line in board.lines)


def test_an_indicator_is_the_share_of_satisfied_over_all_surveys(organizer, surveys, answered):
    one, two = surveys(), surveys()
    answered(one, 5, 5, 4, 2, 1, 3)
    answered(two, 5, 5, 5, 5, 1)

    line = line_of(indicator_board(organizer, QUARTER, TODAY))

    assert (line.rating.numerator, line.rating.denominator, line.rating.n) == (7, 11, 11)
    assert line.rating.ends == pytest.approx(wilson(7 / 11, 11))
    assert line.is_small


def test_elements_equal_pandas(organizer, surveys, respond):
    asked = surveys()
    generator = np.random.default_rng(5)
    table = pd.DataFrame(generator.integers(1, 6, (40, 2)), columns=["wait", "staff"])
    for row in table.to_dict("records"):
        respond(asked, whole=3, parts=row)

    line = line_of(indicator_board(organizer, QUARTER, TODAY), "elements")

    assert line.rating.value == pytest.approx((table >= 4).to_numpy().mean())
    expected = (table >= 4).mean().to_dict()
    assert {one.key: one.rating.value for one in line.elements} == pytest.approx(expected)
    assert [one.rating.value for one in line.elements] == sorted(expected.values(), reverse=True)


def test_the_difference_from_the_quarter_before_is_tested(organizer, surveys, answered):
    asked = surveys(opens_on=date(2026, 4, 1))
    answered(asked, *[5] * 60, *[1] * 40, on=date(2026, 5, 4))
    answered(asked, *[5] * 85, *[1] * 15)

    found = line_of(indicator_board(organizer, QUARTER, TODAY))

    assert found.against_previous.value == pytest.approx(0.25)
    assert found.against_previous.is_proven
    assert found.against_year_ago is None
    assert [value.rating.n for value in found.trend][-2:] == [100, 100]


def test_a_small_survey_is_in_no_sum(organizer, surveys, answered):
    large, small = surveys(), surveys()
    answered(large, 5, 5, 4, 4, 1, 1)
    answered(small, 1, 1, 1)

    board = indicator_board(organizer, QUARTER, TODAY)

    assert line_of(board).rating.n == 6
    assert board.left_out == 3


def test_a_running_survey_grows_by_whole_batches(organizer, surveys, answered):
    asked = surveys()
    for shift in range(12):
        answered(asked, 5, 5, on=DAY + timedelta(days=shift))
    shown = [line_of(indicator_board(organizer, QUARTER, DAY + timedelta(days=shift))).rating.n for shift in range(16)]

    steps = {later - earlier for earlier, later in pairwise(shown)}
    assert steps <= {0, 6}
    assert shown[0] == 0
    assert shown[-1] == 18


def test_the_end_of_a_survey_shows_all_of_it(organizer, surveys, answered):
    asked = surveys(state=Survey.State.CLOSED, closes_on=DAY)
    answered(asked, 5, 5, 5, 4, 4, 1, 1)

    assert line_of(indicator_board(organizer, QUARTER, DAY)).rating.n == 7


def test_a_cut_hides_the_small_group_and_its_cover(organizer, surveys, answered):
    asked = surveys()
    answered(asked, 5, 5, 1, age="young")
    answered(asked, *[5] * 8, *[1] * 4, age="middle")
    answered(asked, *[5] * 10, *[1] * 10, age="old")

    (cut, *_) = indicator_board(organizer, QUARTER, TODAY, cut="own-age").cut

    assert {group.key: group.rating.n for group in cut.groups} == {"old": 20}
    assert set(cut.hidden) == {"До 35", "35–59"}
    assert cut.counted == 20


def test_a_group_is_summed_over_surveys_only_where_each_shows_it(organizer, surveys, answered):
    one, two = surveys(), surveys()
    for asked, count in ((one, 3), (two, 12)):
        answered(asked, *[5] * count, age="young")
        answered(asked, *[5] * 20, age="middle")
        answered(asked, *[1] * 20, age="old")

    (cut, *_) = indicator_board(organizer, QUARTER, TODAY, cut="own-age").cut
    shown = {group.key: group.rating.n for group in cut.groups}

    assert shown["young"] == 12


def test_answers_are_cut_by_the_way_and_its_mode(organizer, surveys, answered):
    asked = surveys()
    site, poster = link_of(asked), link_of(asked, "poster")
    answered(asked, *[5] * 10, link=site)
    answered(asked, *[1] * 10, link=poster)

    board = indicator_board(organizer, QUARTER, TODAY, cut="mode")

    assert {one.key: one.rating.value for one in board.cut[0].groups} == {"online": 1.0, "offline": 0.0}
    assert [one.place for one in board.cut[0].groups] == [(1, 1), (2, 2)]


def test_decrees_count_the_telephone_differently():
    assert mode_of(procedure_of("biysk"), "phone")[0] == "online"
    assert mode_of(procedure_of("murashi"), "phone")[0] == "offline"
    assert mode_of(procedure_of("biysk"), "paper")[0] == "offline"


def test_the_units_are_rated_and_ties_are_ties(organizer, surveys, answered, administration):
    units = [
        Department.objects.create(administration=administration, slug=f"unit{at}", title=f"Отдел {at}") for at in "ab"
    ]
    for unit in units:
        answered(surveys(department=unit), *[5] * 10, *[1] * 10)

    board = indicator_board(organizer, QUARTER, TODAY, cut="department")

    assert [(one.title, one.place) for one in board.cut[0].groups] == [("Отдел a", (1, 2)), ("Отдел b", (1, 2))]


def test_a_running_period_is_not_cut_by_who_answered(organizer, surveys, answered):
    asked = surveys()
    for shift in range(4):
        answered(asked, *[5] * 10, on=DAY + timedelta(days=shift), age="old")

    board = indicator_board(organizer, QUARTER, DAY + timedelta(days=5), cut="own-age")

    assert line_of(board).rating.n == 30
    assert board.cut[0].groups == ()


def test_the_internal_is_not_for_the_organiser(actor, surveys, answered):
    inside = surveys(audience="internal", minimum_group=10)
    answered(inside, *[5] * 12)
    shown = {line.entry.slug for line in indicator_board(actor("organizer"), QUARTER, TODAY).lines}

    assert "internal" not in shown
    with pytest.raises(NotFound):
        survey_summary(actor("organizer"), inside.pk, TODAY)
    with pytest.raises(NotFound):
        indicator_board(actor("specialist"), QUARTER, TODAY)


def test_the_board_costs_the_same_queries_for_many_surveys(organizer, surveys, answered, django_assert_max_num_queries):
    for _ in range(5):
        answered(surveys(), 5, 4, 3, 2, 1)

    with django_assert_max_num_queries(12):
        indicator_board(organizer, QUARTER, TODAY, cut="source")


def test_a_summary_tells_each_question(organizer, survey, respond):
    for mark in (5, 5, 4, 2, 1, 1):
        respond(
            survey, whole=mark, parts={"wait": mark, "staff": "dk"}, again="yes", why=["papers"], age="old", advise=9
        )

    found = survey_summary(organizer, survey.pk, TODAY)
    by_key = {one.key: one for one in found.questions}

    assert [bar.count for bar in by_key["whole"].bars] == [2, 1, 0, 1, 2]
    assert by_key["whole"].rating.value == pytest.approx(0.5)
    assert by_key["whole"].mean.value == pytest.approx(3.0)
    assert (by_key["parts.staff"].n, by_key["parts.staff"].unsure, by_key["parts.staff"].is_hidden) == (0, 6, True)
    assert next((bar.title, bar.count) for bar in by_key["why"].bars) == ("Не хватило документов", 6)
    assert by_key["advise"].rating.value == 1.0
    assert found.whole.key == "whole"


def test_the_spread_of_a_cut_question_gives_no_small_group_away(organizer, survey, answered):
    answered(survey, 5, 5, age="young")
    answered(survey, *[5] * 6, age="middle")
    answered(survey, *[5] * 9, age="old")

    found = {one.key: one for one in survey_summary(organizer, survey.pk, TODAY).questions}

    assert [bar.count for bar in found["age"].bars] == [None, None, 9]


def test_a_survey_of_one_quarter_is_shown_whole_and_a_lasting_one_by_quarters(organizer, surveys, answered):
    short = surveys(closes_on=date(2026, 9, 30))
    lasting = surveys(opens_on=date(2026, 4, 1))
    answered(lasting, *[5] * 6, on=date(2026, 5, 4))
    answered(lasting, *[1] * 6)

    assert [str(one) for one in survey_summary(organizer, short.pk, TODAY).spans] == ["2026Q3"]
    found = survey_summary(organizer, lasting.pk, TODAY, span="2026Q2")
    assert [str(one) for one in found.spans] == ["2026Q3", "2026Q2"]
    assert found.whole.rating.value == 1.0


def test_a_summary_is_cut_by_one_dimension(organizer, survey, answered):
    answered(survey, *[5] * 10, age="young")
    answered(survey, *[1] * 10, age="old")

    found = survey_summary(organizer, survey.pk, TODAY, cut="own-age")

    assert "own-age" in [one.slug for one in found.dimensions]
    assert {one.key: one.rating.value for one in found.cuts[0].groups} == {"young": 1.0, "old": 0.0}
    assert survey_summary(organizer, survey.pk, TODAY, cut="own-nothing").dimension is None


def test_reversed_scores_of_options_are_turned_round(organizer, surveys, respond):
    options = [{"slug": "no", "title": "Нет", "score": 0}, {"slug": "yes", "title": "Да", "score": 1}]
    question = {"slug": "again", "kind": "single", "title": "Приходили снова?", "rates": "whole", "options": options}
    asked = surveys(content={**CONTENT, "questions": [{**question, "reversed": True}]})
    for answer in ("no", "no", "no", "yes", "yes", "no"):
        respond(asked, again=answer)

    assert line_of(indicator_board(organizer, QUARTER, TODAY)).rating.value == pytest.approx(4 / 6)
