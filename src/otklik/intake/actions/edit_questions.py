"""Several questions out of one text: each with its own topic, reason and outcome."""

from django.db import transaction

from otklik.base import audit
from otklik.base.actor import Actor
from otklik.base.errors import RuleBroken
from otklik.intake.access import check_open, item_for
from otklik.intake.models import AppealQuestion, question_of
from otklik.intake.policies import can_classify_item

MOST = 20


@transaction.atomic
def add_question(*, actor: Actor, item_id: int, text: str) -> AppealQuestion:
    """Add the next question; at most 20 in one item."""
    item = item_for(actor, item_id, can_classify_item)
    check_open(item)
    last = item.questions.order_by("-position").first()
    position = last.position + 1 if last else 1
    if position > MOST:
        raise RuleBroken("too_many", f"В одном обращении не больше {MOST} вопросов.")
    if not text.strip():
        raise RuleBroken("text_empty", "Напишите, в чём вопрос.", "text")
    question = question_of(item, position=position, text=text.strip()[:1000])
    question.save()
    audit.record(actor, "add_question", item, f"Вопрос {position} выделен")
    return question


@transaction.atomic
def remove_question(*, actor: Actor, item_id: int, question_id: int) -> None:
    """Remove a question; the only one stays, since what came in asks at least one thing."""
    item = item_for(actor, item_id, can_classify_item)
    check_open(item)
    if item.questions.count() == 1:
        raise RuleBroken("last_question", "Единственный вопрос убрать нельзя.")
    item.questions.filter(pk=question_id).delete()
    audit.record(actor, "remove_question", item, "Вопрос убран")
