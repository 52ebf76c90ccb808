from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from otklik.core.appeals import (
    APPEAL_KINDS,
    TRANSITIONS,
    AppealKind,
    ItemKind,
    ItemStatus,
    Move,
    NotAllowed,
    Outcome,
    Verdict,
    allowed_moves,
    next_status,
    verdict_of,
)

outcomes = st.lists(st.sampled_from(Outcome), max_size=6)


def test_the_four_kinds_of_appeal() -> None:
    assert [kind.value for kind in AppealKind] == ["proposal", "statement", "complaint", "inquiry"]
    assert {kind for kind in ItemKind if kind.is_appeal} == APPEAL_KINDS
    assert not ItemKind.REVIEW.is_appeal


@pytest.mark.parametrize(("status", "move"), list(product(ItemStatus, Move)))
def test_each_pair_is_either_permitted_or_refused_in_words(status: ItemStatus, move: Move) -> None:
    if move in allowed_moves(status):
        assert next_status(status, move) is TRANSITIONS[status, move]
    else:
        with pytest.raises(NotAllowed, match=move.label):
            next_status(status, move)


def test_every_status_is_reached_and_left() -> None:
    reached, frontier = {ItemStatus.NEW}, [ItemStatus.NEW]
    while frontier:
        status = frontier.pop()
        assert allowed_moves(status)
        new = {next_status(status, move) for move in allowed_moves(status)} - reached
        reached |= new
        frontier.extend(new)
    assert reached == set(ItemStatus)


def test_an_appeal_is_registered_before_it_is_answered_and_a_review_is_not() -> None:
    assert next_status(ItemStatus.NEW, Move.ANSWER, kind=ItemKind.REVIEW) is ItemStatus.ANSWERED
    with pytest.raises(NotAllowed, match="сначала зарегистрируйте"):
        next_status(ItemStatus.NEW, Move.ANSWER, kind=ItemKind.COMPLAINT)


def test_the_term_is_prolonged_once_and_an_interim_answer_changes_nothing() -> None:
    with pytest.raises(NotAllowed):
        next_status(ItemStatus.PROLONGED, Move.PROLONG)
    assert next_status(ItemStatus.PROLONGED, Move.INTERIM) is ItemStatus.PROLONGED


@pytest.mark.parametrize(
    ("found", "verdict"),
    [
        ([], Verdict.OPEN),
        ([Outcome.SUPPORTED, Outcome.IN_WORK], Verdict.OPEN),
        ([Outcome.SUPPORTED, Outcome.EXPLAINED], Verdict.SATISFIED),
        ([Outcome.NOT_SUPPORTED, Outcome.TRANSFERRED], Verdict.REFUSED),
        ([Outcome.NOT_SUPPORTED, Outcome.SUPPORTED], Verdict.PARTLY),
        ([Outcome.TRANSFERRED, Outcome.TRANSFERRED], Verdict.FORWARDED),
        ([Outcome.LEFT_WITHOUT_ANSWER], Verdict.NO_ANSWER),
        ([Outcome.EXPLAINED, Outcome.TRANSFERRED], Verdict.EXPLAINED),
        ([Outcome.TRANSFERRED, Outcome.LEFT_WITHOUT_ANSWER], Verdict.ANSWERED),
        ([Outcome.ANSWERED], Verdict.ANSWERED),
    ],
)
def test_verdict_of_the_questions(found: list[Outcome], verdict: Verdict) -> None:
    assert verdict_of(found) is verdict


@given(outcomes)
def test_verdict_heeds_neither_order_nor_repetition(found: list[Outcome]) -> None:
    assert verdict_of(found) is verdict_of([*reversed(found), *found])


@given(outcomes)
def test_satisfied_and_refused_need_their_outcome(found: list[Outcome]) -> None:
    verdict = verdict_of(found)
    assert (verdict is Verdict.OPEN) == (not found or Outcome.IN_WORK in found)
    if verdict is Verdict.SATISFIED:
        assert Outcome.SUPPORTED in found
    if verdict is Verdict.REFUSED:
        assert Outcome.NOT_SUPPORTED in found
