"""Ready answers: adding, changing, deleting."""

from django.db import transaction

from otklik.base import audit
from otklik.base.actor import Actor
from otklik.base.errors import NotFound, RuleBroken
from otklik.core.appeals import ItemKind, Outcome
from otklik.intake.answer_templates import FIELDS, answer_template, unknown_fields
from otklik.intake.models import AnswerTemplate
from otklik.intake.policies import can_answer_item

LONGEST_TEXT = 20_000


@transaction.atomic
def save_answer_template(
    *,
    actor: Actor,
    title: str,
    text: str,
    template_id: int | None = None,
    topic_code: str = "",
    kind: ItemKind | None = None,
    outcome: Outcome | None = None,
    is_interim: bool = False,
) -> AnswerTemplate:
    """Add a ready answer or change one.

    RuleBroken for an empty or taken title, an empty text, a field that does not exist (with the list of those that do),
    a topic that is no code.
    """
    if not can_answer_item(actor):
        raise NotFound
    template = answer_template(actor, template_id) if template_id else AnswerTemplate()
    title, text = title.replace("\0", "").strip(), text.replace("\0", "").strip()
    _check(actor, title, text, template_id)
    template.administration_id = actor.administration_id
    template.title, template.text = title[:200], text
    template.topic_code = _checked_code(topic_code)
    template.kind, template.outcome = (kind.value if kind else ""), (outcome.value if outcome else "")
    template.is_interim = is_interim
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
    if not title:
        raise RuleBroken("title_empty", "Назовите шаблон, чтобы его можно было найти.", "title")
    if not text:
        raise RuleBroken("text_empty", "Напишите текст шаблона.", "text")
    if len(text) > LONGEST_TEXT:
        raise RuleBroken("text_long", f"Текст шаблона длиннее {LONGEST_TEXT} знаков. Сократите его.", "text")
    if unknown := unknown_fields(text):
        known = ", ".join(f"{{{name}}}" for name in FIELDS)
        raise RuleBroken("field_unknown", f"Поля «{{{unknown[0]}}}» нет. Есть: {known}.", "text")
    same = AnswerTemplate.objects.filter(administration_id=actor.administration_id, title=title)
    if (same.exclude(pk=template_id) if template_id else same).exists():
        raise RuleBroken("title_taken", "Шаблон с таким названием уже есть. Назовите иначе.", "title")


def _checked_code(code: str) -> str:
    wanted = code.strip()
    if wanted and not all(len(part) == 4 and part.isdecimal() for part in wanted.split(".")):  # noqa: PLR2004
        message = "Код темы — группы по четыре цифры через точку, например 0003.0009. Можно начало кода."
        raise RuleBroken("topic_code", message, "topic_code")
    return wanted[:24]
