"""What an author may do by number and code: mark once and in time, bring back, add, withdraw."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone

from otklik.base.actor import Actor
from otklik.base.errors import NotFound, RuleBroken
from otklik.base.models import AuditEntry
from otklik.catalog.models import Administration
from otklik.core.appeals import ItemKind, ItemStatus, Outcome
from otklik.core.author_marks import Mark
from otklik.core.incoming import IncomingFeedback
from otklik.intake.actions.answer_appeal import answer_appeal
from otklik.intake.actions.erase_contact import erase_contact
from otklik.intake.actions.mark_answer import mark_answer
from otklik.intake.actions.receive_feedback import Receipt, receive_feedback
from otklik.intake.actions.speak_as_author import add_to_message, withdraw_message
from otklik.intake.author_access import Ticket
from otklik.intake.due_dates import earlier_days
from otklik.intake.models import Answer, AnswerMark, FeedbackItem

pytestmark = pytest.mark.django_db
Answered = tuple[Ticket, Answer]


@pytest.fixture
def receipt(visitor: Actor) -> Receipt:
    incoming = IncomingFeedback(
        text="Яма",
        channel="web_form",
        received_at=timezone.now(),
        kind=ItemKind.COMPLAINT,
        name="Сидорова Нина Ивановна",
    )
    return receive_feedback(actor=visitor, incoming=incoming)


@pytest.fixture
def ticket(receipt: Receipt) -> Ticket:
    return Ticket(receipt.number, receipt.tracking_code)


@pytest.fixture
def answered(receipt: Receipt, ticket: Ticket, actor: Callable[..., Actor]) -> Answered:
    item = FeedbackItem.objects.get(pk=receipt.item_id)
    outcomes = {item.questions.get().pk: Outcome.SUPPORTED}
    person = actor("coordinator")
    return ticket, answer_appeal(actor=person, item_id=item.pk, text="Сделано.", outcomes=outcomes, way="status")


def set_rules(administration: Administration, **rules: object) -> None:
    administration.options = {"answers": rules}
    administration.save()


def test_a_satisfied_word_is_noted_and_nothing_moves(visitor: Actor, answered: Answered) -> None:
    ticket, answer = answered
    marked = mark_answer(actor=visitor, ticket=ticket, answer_id=answer.pk, mark=Mark.SATISFIED)
    item = FeedbackItem.objects.get(pk=answer.item_id)
    assert (item.status, item.author_mark, marked.mark.result) == (ItemStatus.ANSWERED, "satisfied", "noted")


def test_an_unsatisfied_word_brings_the_case_back_with_a_new_clock(visitor: Actor, answered: Answered) -> None:
    ticket, answer = answered
    FeedbackItem.objects.filter(pk=answer.item_id).update(due_on=timezone.localdate() - timedelta(days=9))
    mark_answer(actor=visitor, ticket=ticket, answer_id=answer.pk, mark=Mark.UNSATISFIED, comment="Яма на месте")
    item = FeedbackItem.objects.select_related("appeal").get(pk=answer.item_id)
    assert (item.status, item.verdict, item.answered_on) == (ItemStatus.IN_WORK, "open", None)
    assert item.due_on is not None
    assert item.due_on > timezone.localdate() + timedelta(days=20)
    assert "Автор вернул обращение" in item.appeal.due_explanation["steps"][0]
    assert [day.due_on for day in earlier_days(item.appeal)] == [timezone.localdate() - timedelta(days=9)]
    assert AnswerMark.objects.get().comment == "Яма на месте"
    assert "Яма на месте" not in " ".join(entry.summary for entry in AuditEntry.objects.all())


def test_a_repeat_by_setting(visitor: Actor, answered: Answered, administration: Administration) -> None:
    set_rules(administration, after_unsatisfied="repeat")
    ticket, answer = answered
    marked = mark_answer(actor=visitor, ticket=ticket, answer_id=answer.pk, mark=Mark.UNSATISFIED, comment="Не сделано")
    assert marked.receipt is not None
    repeat = FeedbackItem.objects.select_related("appeal", "contact").get(pk=marked.receipt.item_id)
    assert repeat.appeal.repeat_of_id == answer.item_id
    assert (repeat.text, repeat.contact.name) == ("Не сделано", "Сидорова Нина Ивановна")
    assert FeedbackItem.objects.get(pk=answer.item_id).status == ItemStatus.ANSWERED
    own = Ticket(marked.receipt.number, marked.receipt.tracking_code)
    add_to_message(actor=visitor, ticket=own, text="И фото", token="t")


def test_only_noted_by_setting(visitor: Actor, answered: Answered, administration: Administration) -> None:
    set_rules(administration, after_unsatisfied="note")
    ticket, answer = answered
    mark_answer(actor=visitor, ticket=ticket, answer_id=answer.pk, mark=Mark.UNSATISFIED, comment="Плохо")
    assert FeedbackItem.objects.get(pk=answer.item_id).status == ItemStatus.ANSWERED


@pytest.mark.parametrize("second", Mark)
def test_once_an_answer(visitor: Actor, answered: Answered, second: Mark) -> None:
    ticket, answer = answered
    mark_answer(actor=visitor, ticket=ticket, answer_id=answer.pk, mark=Mark.SATISFIED)
    with pytest.raises(RuleBroken) as broken:
        mark_answer(actor=visitor, ticket=ticket, answer_id=answer.pk, mark=second, comment="x")
    assert broken.value.code == "already_marked"


@pytest.mark.parametrize(("age", "is_taken"), [(10, True), (11, False)])
def test_within_the_days_of_the_administration(
    visitor: Actor, answered: Answered, administration: Administration, age: int, is_taken: bool
) -> None:
    set_rules(administration, mark_days=10)
    ticket, answer = answered
    Answer.objects.filter(pk=answer.pk).update(at=timezone.now() - timedelta(days=age))
    if is_taken:
        assert mark_answer(actor=visitor, ticket=ticket, answer_id=answer.pk, mark=Mark.SATISFIED)
    else:
        with pytest.raises(RuleBroken, match="можно было до"):
            mark_answer(actor=visitor, ticket=ticket, answer_id=answer.pk, mark=Mark.SATISFIED)


def test_an_unsatisfied_word_says_why(visitor: Actor, answered: Answered) -> None:
    ticket, answer = answered
    with pytest.raises(RuleBroken) as broken:
        mark_answer(actor=visitor, ticket=ticket, answer_id=answer.pk, mark=Mark.UNSATISFIED, comment=" \0 ")
    assert broken.value.field == "comment"


@pytest.mark.parametrize("wrong", [Ticket("Ж-99999/1999", "00000-00000"), Ticket("", "")])
def test_without_the_code_nothing(visitor: Actor, answered: Answered, wrong: Ticket) -> None:
    ticket, answer = answered
    for bad in (wrong, Ticket(ticket.number, "00000-00000"), Ticket(ticket.number, "мимо")):
        with pytest.raises(NotFound):
            mark_answer(actor=visitor, ticket=bad, answer_id=answer.pk, mark=Mark.SATISFIED)
        with pytest.raises(NotFound):
            add_to_message(actor=visitor, ticket=bad, text="x", token="t")
        with pytest.raises(NotFound):
            withdraw_message(actor=visitor, ticket=bad)


def test_only_the_last_final_answer_is_marked(visitor: Actor, answered: Answered) -> None:
    ticket, answer = answered
    with pytest.raises(NotFound):
        mark_answer(actor=visitor, ticket=ticket, answer_id=answer.pk + 1, mark=Mark.SATISFIED)


def test_additions_while_open_once_a_click(visitor: Actor, receipt: Receipt, ticket: Ticket) -> None:
    for _ in range(2):
        add_to_message(actor=visitor, ticket=ticket, text="Ещё фонарь", token="t")
    item = FeedbackItem.objects.get(pk=receipt.item_id)
    assert [addition.text for addition in item.additions.all()] == ["Ещё фонарь"]
    for text, files in (("  ", "nothing"), ("x" * 20_001, "text_long")):
        with pytest.raises(RuleBroken) as broken:
            add_to_message(actor=visitor, ticket=ticket, text=text, token="u")
        assert broken.value.code == files


def test_a_withdrawn_message_is_closed_and_takes_nothing_more(visitor: Actor, receipt: Receipt, ticket: Ticket) -> None:
    withdraw_message(actor=visitor, ticket=ticket)
    item = FeedbackItem.objects.get(pk=receipt.item_id)
    assert (item.status, item.verdict) == (ItemStatus.CLOSED, "no_answer")
    with pytest.raises(RuleBroken):
        withdraw_message(actor=visitor, ticket=ticket)
    with pytest.raises(RuleBroken):
        add_to_message(actor=visitor, ticket=ticket, text="x", token="t")


def test_after_erasure_the_code_changes_nothing(
    visitor: Actor, receipt: Receipt, ticket: Ticket, actor: Callable[..., Actor]
) -> None:
    erase_contact(actor=actor("coordinator"), item_id=receipt.item_id)
    with pytest.raises(NotFound):
        add_to_message(actor=visitor, ticket=ticket, text="x", token="t")
