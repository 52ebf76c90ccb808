"""Entry of sheets by keyboard: codes and answers say the same, both ways."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.surveys.conftest import CONTENT

from otklik.core.questionnaire.keyed import differences, keyed_fields, read_keyed, typed_again
from otklik.core.questionnaire.schema import Questionnaire

SHEET = Questionnaire.model_validate_json(json.dumps(CONTENT))


def code(**typed: str) -> dict[str, str]:
    """Codes by box; a double underscore stands for the dot."""
    return {name.replace("__", "."): value for name, value in typed.items()}


def test_every_row_of_a_table_and_the_own_words_have_a_box_in_the_papers_order() -> None:
    assert [(field.place, field.name) for field in keyed_fields(SHEET)] == [
        ("1", "whole"),
        ("2.1", "parts.wait"),
        ("2.2", "parts.staff"),
        ("3", "again"),
        ("4", "why"),
        ("4", "why.own"),
        ("5", "age"),
        ("6", "advise"),
        ("7", "comment"),
    ]


def test_codes_are_read_as_they_are_printed() -> None:
    typed = code(
        whole="4", parts__wait="-", parts__staff="5", again="1", why="1, 3", why__own="Далеко", age="3", advise="10"
    )
    reading = read_keyed(SHEET, typed)
    assert not reading.problems
    assert reading.answers == {
        "whole": 4,
        "parts": {"wait": "dk", "staff": 5},
        "again": "yes",
        "why": ["papers", "else"],
        "why.own": "Далеко",
        "age": "old",
        "advise": 10,
    }


@pytest.mark.parametrize(
    ("typed", "box"),
    [
        (code(whole="6"), "whole"),
        (code(whole="-"), "whole"),
        (code(age="4"), "age"),
        (code(age="²"), "age"),
        (code(again="1", why="1,9"), "why"),
        (code(advise="11"), "advise"),
    ],
)
def test_a_code_that_means_nothing_is_said_beside_its_box(typed: dict[str, str], box: str) -> None:
    assert box in read_keyed(SHEET, typed).problems


def test_a_required_question_left_empty_on_paper_stays_empty() -> None:
    reading = read_keyed(SHEET, {"age": "1"})
    assert (reading.answers, reading.problems) == ({"age": "young"}, {})


marks = st.integers(1, 5)
answers: st.SearchStrategy[dict[str, Any]] = st.fixed_dictionaries(
    {"again": st.just("yes")},
    optional={
        "whole": marks,
        "parts": st.fixed_dictionaries({"wait": marks | st.just("dk"), "staff": marks}),
        "why": st.sampled_from([["papers"], ["papers", "refused"], ["refused"]]),
        "age": st.sampled_from(["young", "middle", "old"]),
        "advise": st.integers(0, 10),
        "comment": st.text("абв ", min_size=1).map(str.strip).filter(bool),
    },
)


@given(answers)
def test_what_was_typed_again_reads_the_same(given_answers: dict[str, Any]) -> None:
    reading = read_keyed(SHEET, typed_again(SHEET, given_answers))
    assert (reading.answers, reading.problems) == (given_answers, {})


@given(answers, answers)
def test_two_entries_differ_where_their_boxes_differ(one: dict[str, Any], two: dict[str, Any]) -> None:
    found = {difference.field.name for difference in differences(SHEET, one, two)}
    assert (not found) == (typed_again(SHEET, one) == typed_again(SHEET, two))
    assert all(name.split(".")[0] in {*one, *two} for name in found)


def test_words_that_differ_in_case_and_spaces_are_the_same() -> None:
    assert not differences(SHEET, {"comment": "Хорошо,  спасибо"}, {"comment": "хорошо, спасибо "})


def test_a_jump_is_told_in_codes() -> None:
    told = {field.name: field.directions for field in keyed_fields(SHEET) if field.directions}
    assert told == {"again": ("если 2, переходите к вопросу 5",)}
