"""Questionnaires as files: every kind of survey is served, every aspect is asked, a fault is named."""

from collections.abc import Callable
from pathlib import Path

import pytest
from tests.procedures.conftest import SLUGS

from otklik.core.questionnaire.enums import Criterion
from otklik.procedures.questionnaire_files import questionnaire_from, read_questionnaire
from otklik.procedures.registry import PROFILES, Problem, ProfileBrokenError, check_profile, load_procedure, procedures
from otklik.procedures.serving import questionnaires_for, rated

Spoil = Callable[[str, str], list[Problem]]
SHIPPED = PROFILES.parent / "questionnaires"
FILES = sorted([*SHIPPED.glob("*.toml"), *PROFILES.glob("*/questionnaires/*.toml")])


@pytest.mark.parametrize("slug", SLUGS)
def test_every_kind_of_survey_is_named_by_a_questionnaire_of_its_audience(slug: str) -> None:
    procedure = procedures()[slug]
    for kind in procedure.surveys:
        found = questionnaires_for(procedure, kind)
        assert found, kind.slug
        assert all(kind.slug in one.surveys and one.audience == kind.audience for one in found)


@pytest.mark.parametrize(("slug", "count"), [("murashi", 8), ("biysk", 8), ("livny", 10), ("gatchina", 3)])
def test_the_employees_rate_exactly_the_aspects_of_the_decree(slug: str, count: int) -> None:
    procedure = procedures()[slug]
    staff = next(one for one in procedure.questionnaires if one.slug == "staff")
    asked = [of for _question, rates, of in rated(staff.short_form()) if rates == "aspect"]
    assert asked == [aspect.slug for aspect in procedure.internal.aspects]
    assert len(asked) == count


def test_the_groups_of_processes_are_rated_beside_the_whole_and_the_aspects() -> None:
    procedure = procedures()["livny"]
    staff = next(one for one in procedure.questionnaires if one.slug == "staff")
    groups = [of for _question, rates, of in rated(staff) if rates == "element"]
    assert groups == [subject.slug for subject in procedure.subjects]
    assert [of for _question, rates, of in rated(staff) if rates == "whole"] == [""]
    assert "форм" in staff.unverified
    assert "форма № 1" not in staff.title.lower()


def test_the_five_criteria_are_asked_once_each() -> None:
    five = read_questionnaire(SHIPPED / "five_criteria.toml")
    assert [question.criterion for question in five.questions if question.criterion] == list(Criterion)


@pytest.mark.parametrize("file", FILES, ids=lambda file: f"{file.parent.parent.name}-{file.stem}")
def test_a_file_is_named_as_its_questionnaire_and_reads_well(file: Path) -> None:
    sheet = read_questionnaire(file)
    assert sheet.slug == file.stem
    assert sheet.lead.endswith(".")
    for question in sheet.questions:
        assert len(question.title) <= 100, question.title
        assert " и/или " not in question.title
        assert not question.required or question.kind != "yes_no" or question.jumps


def test_a_file_based_on_a_shipped_one_takes_its_questions() -> None:
    own = read_questionnaire(PROFILES / "biysk" / "questionnaires" / "service.toml")
    shipped = read_questionnaire(SHIPPED / "service.toml")
    assert own.questions == shipped.questions
    assert own.title != shipped.title
    assert own.unverified
    with pytest.raises(ProfileBrokenError, match="анкеты «nothing»"):
        questionnaire_from('based_on = "nothing"', "x.toml")


def test_an_aspect_left_out_is_named(profile: Path) -> None:
    file = profile / "questionnaires" / "staff.toml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace('of = "surveys"', 'of = "information"'), encoding="utf-8")
    assert [problem.message for problem in check_profile(profile)] == [
        "анкета «staff»: не спрошено о предмете оценки «Участие в опросах»"
    ]


def test_an_element_that_the_profile_does_not_know_is_named(profile: Path) -> None:
    file = profile / "questionnaires" / "staff.toml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace('of = "surveys"', 'of = "weather"'), encoding="utf-8")
    messages = [problem.message for problem in check_profile(profile)]
    assert "анкета «staff»: вопрос «surveys» оценивает «weather», но в профиле такого нет" in messages


def test_a_profile_without_files_asks_its_employees_about_its_aspects(profile: Path) -> None:
    (profile / "questionnaires" / "staff.toml").unlink()
    procedure = load_procedure(profile)
    staff = questionnaires_for(procedure, procedure.surveys[0])
    assert [of for _question, rates, of in rated(staff[0]) if rates] == [
        aspect.slug for aspect in procedure.internal.aspects
    ]


def test_a_kind_of_survey_that_nothing_serves_is_named(profile: Path, spoil: Spoil) -> None:
    problems = spoil(
        'audience = "internal"\nrates = "aspect"\nevery', 'audience = "internal"\nrates = "activity"\nevery'
    )
    assert any("в его анкетах нет вопроса с такой оценкой" in problem.message for problem in problems)
