"""The card of a visit by article 13: what is answered on the spot, what is registered with a clock, what is refused."""

from collections.abc import Callable
from typing import Any

import pytest
from tests.reception.conftest import TEXT, Booked

from otklik.base.actor import Actor
from otklik.base.errors import RuleBroken
from otklik.core.appeals import Form, ItemKind, ItemStatus, Outcome, Verdict
from otklik.core.deadlines import LegalClass
from otklik.core.reception import VisitOutcome, VisitState
from otklik.intake.models import Answer, FeedbackItem
from otklik.reception.actions.record_visit import Asked, record_visit
from otklik.reception.models import Schedule, Visit, VisitQuestion

pytestmark = pytest.mark.django_db
EXPLAINED = Asked(TEXT, VisitOutcome.EXPLAINED, "Крыша в плане на июнь, подрядчик выбран.")
WRITTEN = Asked("Когда вернут деньги за справку?", VisitOutcome.WRITTEN_ANSWER)
ON_PAPER = Asked("Прошу перенести остановку.", VisitOutcome.APPEAL)
ELSEWHERE = Asked("Не платят пенсию.", VisitOutcome.FORWARDED, "Объяснили.", forwarded_to="Социальный фонд")


@pytest.fixture
def head(actor: Callable[..., Actor]) -> Actor:
    """The one who receives may answer on the spot, though a head answers nothing at the desk."""
    return actor("head")


@pytest.fixture
def received(came: Booked, head: Actor) -> Booked:
    """A visitor to the head himself."""

    def make(**facts: Any) -> Visit:
        visit = came(**facts)
        Schedule.objects.filter(pk=visit.schedule_id).update(user=head.user_id)
        return visit

    return make


def test_an_oral_answer_with_consent_is_registered_and_answered(received: Booked, head: Actor) -> None:
    visit = received()
    recorded = record_visit(actor=head, visit_id=visit.pk, asked=[EXPLAINED], document_shown=True, agreed_orally=True)
    item = FeedbackItem.objects.get()
    assert recorded[0].receipt.number == item.number
    assert (item.form, item.status, item.verdict) == (Form.ORAL, ItemStatus.ANSWERED, Verdict.EXPLAINED)
    assert (item.channel.kind, item.legal_class) == ("reception", LegalClass.APPEAL_59FZ)
    assert (item.contact.name, item.source_number) == ("Громова Зинаида Львовна", f"{visit.number}/1")
    assert Answer.objects.get().way == Answer.Way.ORAL
    visit.refresh_from_db()
    assert (visit.state, visit.document_shown, visit.held_by_id) == (VisitState.CAME, True, head.user_id)


def test_without_consent_there_is_no_oral_answer(received: Booked, head: Actor) -> None:
    with pytest.raises(RuleBroken) as refused:
        record_visit(actor=head, visit_id=received().pk, asked=[EXPLAINED])
    assert refused.value.field == "agreed_orally"
    assert not FeedbackItem.objects.exists()


def test_questions_go_their_own_ways(received: Booked, head: Actor) -> None:
    visit = received()
    asked = [
        EXPLAINED,
        WRITTEN,
        ON_PAPER,
        ELSEWHERE,
        Asked("И ещё про забор?", VisitOutcome.SUPPORTED, "Уберём 5 мая."),
    ]
    recorded = record_visit(
        actor=head, visit_id=visit.pk, asked=asked, agreed_orally=True, kind=ItemKind.COMPLAINT, address="ул. Лесная, 5"
    )
    items = {one.outcome: FeedbackItem.objects.get(pk=one.receipt.item_id) for one in recorded}
    oral = items[VisitOutcome.EXPLAINED]
    assert [question.outcome for question in oral.questions.all()] == [Outcome.EXPLAINED, Outcome.SUPPORTED]
    assert oral.verdict == Verdict.SATISFIED
    written, paper = items[VisitOutcome.WRITTEN_ANSWER], items[VisitOutcome.APPEAL]
    assert (written.form, paper.form) == (Form.ORAL, Form.WRITTEN)
    assert written.due_on == paper.due_on is not None
    assert {written.status, paper.status} == {ItemStatus.REGISTERED}
    assert items[VisitOutcome.FORWARDED].status == ItemStatus.FORWARDED
    assert paper.contact.address == "ул. Лесная, 5"
    assert paper.kind == ItemKind.COMPLAINT
    kept = list(VisitQuestion.objects.values_list("position", "outcome"))
    assert len(kept) == 5
    assert all(one.receipt.tracking_code for one in recorded)


def test_refusal_needs_the_answer_given_before(received: Booked, head: Actor) -> None:
    record_visit(actor=head, visit_id=received().pk, asked=[EXPLAINED], agreed_orally=True)
    first = FeedbackItem.objects.get()
    again = received()
    with pytest.raises(RuleBroken, match="ответ по существу"):
        record_visit(actor=head, visit_id=again.pk, asked=[Asked(TEXT, VisitOutcome.REFUSED, earlier="нет такого")])
    refused = Asked(TEXT, VisitOutcome.REFUSED, earlier=first.number.lower())
    record_visit(actor=head, visit_id=again.pk, asked=[refused])
    item = FeedbackItem.objects.exclude(pk=first.pk).get()
    assert (item.status, item.appeal.repeat_of_id) == (ItemStatus.CLOSED, first.pk)


def test_a_card_is_filled_in_once(received: Booked, head: Actor) -> None:
    visit = received()
    record_visit(actor=head, visit_id=visit.pk, asked=[WRITTEN])
    with pytest.raises(RuleBroken, match="уже заполнена"):
        record_visit(actor=head, visit_id=visit.pk, asked=[WRITTEN])
    assert FeedbackItem.objects.count() == 1


@pytest.mark.parametrize(
    ("asked", "field"),
    [
        (Asked(" ", VisitOutcome.EXPLAINED, "Да"), "text_1"),
        (Asked(TEXT, VisitOutcome.EXPLAINED), "explanation_1"),
        (Asked(TEXT, VisitOutcome.FORWARDED), "forwarded_to_1"),
        (Asked("паспорт 4508 123456", VisitOutcome.APPEAL), "text_1"),
    ],
)
def test_what_is_missing_is_named(received: Booked, head: Actor, asked: Asked, field: str) -> None:
    with pytest.raises(RuleBroken) as refused:
        record_visit(actor=head, visit_id=received().pk, asked=[asked], agreed_orally=True)
    assert refused.value.field == field
