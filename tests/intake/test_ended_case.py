"""A page that stood open while somebody else ended the case changes nothing of it."""

from collections.abc import Callable
from typing import Any

import pytest
from tests.intake.conftest import Receive

from otklik.base.actor import Actor
from otklik.base.errors import RuleBroken
from otklik.core.appeals import ItemKind, Outcome
from otklik.core.deadlines import LegalClass
from otklik.intake.actions.answer_appeal import answer_appeal, send_interim_answer
from otklik.intake.actions.change_kind import change_kind
from otklik.intake.actions.edit_questions import add_question, remove_question
from otklik.intake.actions.move_case import change_legal_class, close_item, prolong_appeal, reopen_item, take_item
from otklik.intake.models import Answer, FeedbackItem

pytestmark = pytest.mark.django_db
LATE: dict[str, tuple[Callable[..., Any], dict[str, Any]]] = {
    "take": (take_item, {}),
    "legal class": (change_legal_class, {"legal_class": LegalClass.POS_FAST, "reason": "x"}),
    "kind": (change_kind, {"kind": ItemKind.REVIEW, "reason": "x"}),
    "add question": (add_question, {"text": "И ещё"}),
    "remove question": (remove_question, {"question_id": 1}),
    "prolong": (prolong_appeal, {"reason": "x"}),
    "close": (close_item, {"reason": "x"}),
    "interim answer": (send_interim_answer, {"text": "x", "way": "status"}),
}


@pytest.fixture
def answered(receive: Receive, actor: Callable[..., Actor]) -> tuple[Actor, FeedbackItem]:
    person, item = actor("coordinator"), receive()
    outcomes = {item.questions.get().pk: Outcome.SUPPORTED}
    answer_appeal(actor=person, item_id=item.pk, text="Сделано.", outcomes=outcomes, way="status")
    return person, item


def facts(item: FeedbackItem) -> dict[str, Any]:
    return FeedbackItem.objects.filter(pk=item.pk).values().get()


@pytest.mark.parametrize("late", LATE)
def test_an_ended_case_stays_as_it_ended(answered: tuple[Actor, FeedbackItem], late: str) -> None:
    (person, item), (action, given) = answered, LATE[late]
    before = facts(item)
    with pytest.raises(RuleBroken):
        action(actor=person, item_id=item.pk, **given)
    assert facts(item) == before
    assert item.questions.count() == 1


def test_the_second_click_gives_no_second_answer(answered: tuple[Actor, FeedbackItem]) -> None:
    person, item = answered
    outcomes = {item.questions.get().pk: Outcome.NOT_SUPPORTED}
    with pytest.raises(RuleBroken):
        answer_appeal(actor=person, item_id=item.pk, text="Иначе.", outcomes=outcomes, way="status")
    assert Answer.objects.get(item=item).text == "Сделано."
    assert item.questions.get().outcome == Outcome.SUPPORTED


def test_a_reopened_case_waits_again(answered: tuple[Actor, FeedbackItem]) -> None:
    person, item = answered
    reopen_item(actor=person, item_id=item.pk, reason="Сделано не всё")
    found = facts(item)
    assert [found[name] for name in ("answered_on", "waiting_days", "is_late", "verdict")] == [
        None,
        None,
        False,
        "open",
    ]
