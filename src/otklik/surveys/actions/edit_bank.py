"""The bank of questions: a question is put in, found again, taken out."""

from django.db import transaction

from otklik.base import audit
from otklik.base.actor import Actor
from otklik.base.errors import NotFound, RuleBroken
from otklik.core.questionnaire.editing import written
from otklik.core.questionnaire.schema import Question
from otklik.surveys.launch import audiences_run
from otklik.surveys.models import BankQuestion
from otklik.surveys.questionnaires import bank_words

LONGEST_THEME = 120


@transaction.atomic
def put_into_bank(*, actor: Actor, question: Question, theme: str = "") -> BankQuestion:
    """Keep the question for other questionnaires; its jumps belong to the old one and are left behind."""
    _check(actor)
    if len(theme) > LONGEST_THEME:
        raise RuleBroken("long_theme", f"Тема длиннее {LONGEST_THEME} знаков.", "theme")
    taken = set(BankQuestion.objects.filter(administration_id=actor.administration_id).values_list("slug", flat=True))
    bare = question.model_copy(update={"jumps": ()})
    same = BankQuestion.objects.filter(
        administration_id=actor.administration_id, title=question.title, content=written(bare), is_active=True
    ).exists()
    if same:
        raise RuleBroken("banked", "Такой вопрос в банке уже есть.")
    slug = _free(question.slug, taken)
    row = BankQuestion.objects.create(
        administration_id=actor.administration_id,
        slug=slug,
        theme=theme.strip(),
        title=question.title,
        content=written(bare),
    )
    audit.record(actor, "put_into_bank", row, f"Вопрос положен в банк: «{question.title[:80]}»")
    return row


@transaction.atomic
def drop_from_bank(*, actor: Actor, bank_id: int) -> None:
    """The question is offered no longer; questionnaires that took it keep it."""
    _check(actor)
    row = _row(actor, bank_id)
    row.is_active = False
    row.save(update_fields=["is_active"])
    audit.record(actor, "drop_from_bank", row, f"Вопрос убран из банка: «{row.title[:80]}»")


def banked_question(actor: Actor, bank_id: int) -> Question:
    """The question as it lies in the bank; NotFound when it was dropped."""
    _check(actor)
    return bank_words(_row(actor, bank_id).content)


def _row(actor: Actor, bank_id: int) -> BankQuestion:
    found = BankQuestion.objects.filter(administration_id=actor.administration_id, is_active=True, pk=bank_id).first()
    if found is None:
        raise NotFound("Этого вопроса в банке уже нет.")
    return found


def _check(actor: Actor) -> None:
    if not audiences_run(actor):
        raise NotFound


def _free(slug: str, taken: set[str]) -> str:
    if slug not in taken:
        return slug
    return next(name for number in range(2, len(taken) + 3) if (name := f"{slug[:55]}_{number}") not in taken)
