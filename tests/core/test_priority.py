"""Impact and priority: their laws, and the sentences that explain them."""

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from otklik.core.grades import Grade, Steps
from otklik.core.priority import ImpactScale, PriorityScale, impact_of, priority_of

IMPACT = ImpactScale(severity=0.5, importance=0.3, spread=0.2, wide_processes=3, steps=Steps(0.35, 0.5))
PRIORITY = PriorityScale(prevalence=2, impact=2, feasibility=1, steps=Steps(9, 12))
PARTS = st.floats(0, 1)
GRADES = st.sampled_from(Grade)


def test_the_impact_is_the_weighted_mean_of_what_is_known() -> None:
    assert impact_of(0.8, 0.5, 2, IMPACT).value == pytest.approx(0.5 * 0.8 + 0.3 * 0.5 + 0.2 * 0.5)
    assert impact_of(0.8, None, 1, IMPACT).value == pytest.approx(0.5 * 0.8 / 0.7)


def test_the_impact_tells_whether_it_is_confined_to_one_process() -> None:
    assert "в одном процессе" in impact_of(0.5, None, 1, IMPACT).sentence
    assert "в 4 процессах" in impact_of(0.5, 0.9, 4, IMPACT).sentence
    assert "важность по опросам неизвестна" in impact_of(0.5, None, 1, IMPACT).sentence


@settings(max_examples=60)
@given(severity=PARTS, importance=st.none() | PARTS, processes=st.integers(0, 9), more=PARTS, wider=st.integers(0, 5))
def test_no_part_lowers_the_impact(
    severity: float, importance: float | None, processes: int, more: float, wider: int
) -> None:
    here = impact_of(severity, importance, processes, IMPACT).value
    assert 0 <= here <= 1
    graver = impact_of(max(severity, more), importance, processes, IMPACT).value
    wide = impact_of(severity, importance, processes + wider, IMPACT).value
    weighty = impact_of(severity, None if importance is None else max(importance, more), processes, IMPACT).value
    assert min(graver, wide, weighty) >= here - 1e-12


def test_no_part_lowers_the_priority_in_any_of_the_27_cases() -> None:
    for parts in product(Grade, repeat=3):
        here = priority_of(*parts, PRIORITY).grade
        for place in range(3):
            raised = list(parts)
            raised[place] = Grade(min(raised[place] + 1, Grade.HIGH))
            assert priority_of(*raised, PRIORITY).grade >= here


def test_the_table_of_priorities_is_the_one_that_was_agreed() -> None:
    """Rows: prevalence and impact; columns: feasibility hard, medium, easy."""
    letters = {Grade.LOW: "н", Grade.MEDIUM: "с", Grade.HIGH: "в"}
    table = [
        "".join(letters[priority_of(spread, impact, ease, PRIORITY).grade] for ease in Grade)
        for spread, impact in product(Grade, repeat=2)
    ]
    assert table == ["ннн", "ннс", "ссс", "ннс", "ссс", "свв", "ссс", "свв", "ввв"]


@settings(max_examples=30)
@given(prevalence=GRADES, impact=GRADES)
def test_a_feasibility_nobody_judged_counts_as_medium_and_says_so(prevalence: Grade, impact: Grade) -> None:
    guessed, judged = (priority_of(prevalence, impact, ease, PRIORITY) for ease in (None, Grade.MEDIUM))
    assert (guessed.score, guessed.grade) == (judged.score, judged.grade)
    assert "не оценена" in guessed.sentence
    assert "не оценена" not in judged.sentence


def test_the_sentence_is_the_sum() -> None:
    told = priority_of(Grade.HIGH, Grade.MEDIUM, Grade.HIGH, PRIORITY).sentence
    assert told.replace("\N{NO-BREAK SPACE}", " ") == (
        "Распространённость высокая (3 × 2) + воздействие среднее (2 × 2) + возможность устранить высокая (3 × 1) "
        "= 13 баллов из 15: приоритет высокий (от 12)."
    )
