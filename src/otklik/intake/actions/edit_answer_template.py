"""Ready answers: adding, changing, deleting."""

from django.db import transaction

from otklik.base import audit
from otklik.base.actor import Actor
from otklik.base.errors import NotFound, RuleBroken
from otklik.intake.answer_templates import BLANKS, answer_template, unknown_blanks
from otklik.intake.models import AnswerTemplate
from otklik.intake.policies import can_answer_item


@transaction.atomic
def save_answer_template(*, actor: Actor, title: str, text: str, template_id: int | None = None) -> AnswerTemplate:
    """Add a ready answer or change one; RuleBroken for an empty or taken title, an empty text, a misspelt blank."""
    if not can_answer_item(actor):
        raise NotFound
    template = answer_template(actor, template_id) if template_id else AnswerTemplate()
    _check(actor, title, text, template_id)
    template.administration_id = actor.administration_id
    template.title, template.text = title.strip()[:200], text.strip()
    template.save()
    audit.record(actor, "save_answer_template", template, f"Шаблон ответа: {template.title}")
    return template


@transaction.atomic
def delete_answer_template(*, actor: Actor, template_id: int) -> None:
    """Remove a ready answer; answers that were made from it stay."""
    if not can_answer_item(actor):
        raise NotFound
    template = answer_template(actor, template_id)
    audit.record(actor, "delete_answer_template", template, f"Шаблон ответа удалён: {template.title}")
    template.delete()


def _check(actor: Actor, title: str, text: str, template_id: int | None) -> None:
    if not title.strip():
        raise RuleBroken("title_empty", "Назовите шаблон, чтобы его можно было найти.", "title")
    if not text.strip():
        raise RuleBroken("text_empty", "Напишите текст шаблона.", "text")
    if unknown := unknown_blanks(text):
        known = ", ".join(f"{{{name}}}" for name in BLANKS)
        raise RuleBroken("blank_unknown", f"Подстановки «{{{unknown[0]}}}» нет. Есть: {known}.", "text")
    same = AnswerTemplate.objects.filter(administration_id=actor.administration_id, title=title.strip())
    if (same.exclude(pk=template_id) if template_id else same).exists():
        raise RuleBroken("title_taken", "Шаблон с таким названием уже есть. Назовите иначе.", "title")
