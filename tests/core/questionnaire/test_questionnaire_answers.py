"""Reading answers: what a questionnaire permits is kept, everything else is said in Russian or dropped."""

import json
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from otklik.core.questionnaire.answers import read_answers
from otklik.core.questionnaire.columns import UNSURE, columns_of, matrix_of
from otklik.core.questionnaire.paths import asked
from otklik.core.questionnaire.schema import Questionnaire

FIRST = {"slug": "q1", "kind": "yes_no", "title": "Были?", "jumps": [{"answers": ["no"], "to": "end"}]}
MARK = {"slug": "q2", "kind": "scale", "title": "Как?", "required": True, "dont_know": True}
WORST = {"slug": "q3", "kind": "scale", "title": "Насколько долго?", "reversed": True}
WHY = {
    "slug": "q4",
    "kind": "multiple",
    "title": "Почему?",
    "options": [
        {"slug": "a", "title": "А"},
        {"slug": "none", "title": "Ничего", "alone": True},
        {"slug": "other", "title": "Другое", "own_words": True},
    ],
}
PARTS = {
    "slug": "q5",
    "kind": "matrix",
    "title": "Части",
    "rows": [{"slug": "x", "title": "X"}, {"slug": "y", "title": "Y"}],
}
COUNT = {"slug": "q6", "kind": "number", "title": "Сколько раз?", "least": 0, "most": 50}


def sheet(*questions: dict[str, Any]) -> Questionnaire:
    return Questionnaire.model_validate_json(
        json.dumps({"slug": "s", "title": "Анкета", "audience": "external", "questions": questions})
    )


def test_the_end_of_the_questionnaire_drops_what_was_answered_behind_it() -> None:
    read = read_answers(sheet(FIRST, MARK), {"q1": ["no"], "q2": ["5"]})
    assert read.answers == {"q1": "no"}
    assert read.problems == {}


def test_a_required_question_on_the_path_is_asked_for() -> None:
    assert read_answers(sheet(FIRST, MARK), {"q1": ["yes"]}).problems == {"q2": "Выберите оценку."}


def test_what_cannot_be_is_said_in_russian() -> None:
    sent = {"q2": ["6"], "q4": ["a", "none"], "q6": ["сто"]}
    problems = read_answers(sheet(MARK, WHY, COUNT), sent).problems
    assert problems["q2"] == "Выберите оценку от 1 до 5."
    assert "нельзя отметить вместе" in problems["q4"]
    assert "цифрами" in problems["q6"]


def test_own_words_belong_to_their_option() -> None:
    assert read_answers(sheet(WHY), {"q4": ["other"], "q4.own": ["дождь"]}).answers == {
        "q4": ["other"],
        "q4.own": "дождь",
    }
    assert read_answers(sheet(WHY), {"q4": ["a"], "q4.own": ["дождь"]}).answers == {"q4": ["a"]}


def test_columns_turn_reversed_marks_and_keep_unsure_apart() -> None:
    whole = sheet(MARK, WORST, WHY, PARTS)
    names = [column.name for column in columns_of(whole)]
    assert names == ["q2", "q3", "q4.a", "q4.none", "q4.other", "q5.x", "q5.y"]
    matrix = matrix_of(columns_of(whole), [{"q2": "dk", "q3": 5, "q4": ["a"], "q5": {"y": 4}}, {}])
    assert matrix[0].tolist()[:5] == [UNSURE, 1.0, 1.0, 0.0, 0.0]
    assert np.isnan(matrix[0, 5])
    assert matrix[0, 6] == 4.0
    assert np.isnan(matrix[1]).all()


def test_a_jump_backwards_is_refused() -> None:
    back = {**MARK, "jumps": [{"answers": ["1"], "to": "q1"}]}
    with pytest.raises(ValidationError, match="только вперёд"):
        sheet({**FIRST, "jumps": []}, back)


def test_the_short_form_keeps_jumps_whole() -> None:
    first = {**FIRST, "jumps": [{"answers": ["no"], "to": "q2"}]}
    short = sheet(first, {**COUNT, "slug": "q0"}, {**MARK, "form": "full"}, WORST).short_form()
    assert [question.slug for question in short.questions] == ["q1", "q0", "q3"]
    assert short.questions[0].jumps[0].to == "q3"


@given(st.dictionaries(st.sampled_from(["q1", "q2", "q3", "q4", "q4.own", "q5.x", "q5.y", "q6"]), st.lists(st.text())))
def test_whatever_is_sent_the_answers_lie_on_the_path_and_read_again_the_same(sent: dict[str, list[str]]) -> None:
    whole = sheet(FIRST, MARK, WORST, WHY, PARTS, COUNT)
    read = read_answers(whole, sent)
    path = {question.slug for question in asked(whole, read.answers)}
    assert {slug.removesuffix(".own") for slug in read.answers} <= path
    assert set(read.problems) <= path
    matrix_of(columns_of(whole), [read.answers])
