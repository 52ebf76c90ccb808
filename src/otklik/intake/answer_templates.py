"""Ready answers with fields (`{имя}`, `{номер}` …) that are filled from the case; those that fit it stand first."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.utils import timezone

from otklik.base.actor import Actor
from otklik.base.errors import NotFound
from otklik.catalog.letterhead import letterhead_of
from otklik.core.periods import local_date
from otklik.core.russian import date_long
from otklik.intake.models import AnswerTemplate, FeedbackItem
from otklik.intake.queries import item_page

NAME_UNKNOWN = "уважаемый автор"
Fill = Callable[[FeedbackItem], str]
_FIELD = re.compile(r"\{([^{}\n]{0,60})\}")


@dataclass(frozen=True)
class TemplateField:
    """One field: what it is, and how it is filled; empty where the case does not know it."""

    meaning: str
    fill: Fill


def _long(day: date | None) -> str:
    return date_long(day) if day else ""


def _contact(name: str) -> Fill:
    return lambda item: str(getattr(getattr(item, "contact", None), name, "") or "")


def _topic(item: FeedbackItem) -> str:
    topic = next((question.topic for question in item.questions.all() if question.topic), None)
    return topic.name if topic else ""


def _outcome(item: FeedbackItem) -> str:
    return ", ".join(dict.fromkeys(question.get_outcome_display().lower() for question in item.questions.all()))


def _today(item: FeedbackItem) -> str:
    return date_long(local_date(timezone.now(), item.administration.time_zone))


FIELDS: Mapping[str, TemplateField] = {
    "имя": TemplateField("имя и отчество автора", lambda item: addressed(_contact("name")(item))),
    "фио": TemplateField("имя автора целиком", _contact("name")),
    "адрес": TemplateField("адрес автора", _contact("address")),
    "номер": TemplateField("регистрационный номер", lambda item: item.number),
    "дата": TemplateField("день регистрации", lambda item: _long(item.registered_on)),
    "срок": TemplateField("последний день ответа", lambda item: _long(item.due_on)),
    "сегодня": TemplateField("сегодняшний день", _today),
    "тема": TemplateField("тема первого вопроса", _topic),
    "место": TemplateField("место, о котором пишет автор", lambda item: item.place),
    "результат": TemplateField("результат по вопросам", _outcome),
    "подразделение": TemplateField(
        "кто рассматривает", lambda item: item.department.title if item.department else ""
    ),
    "исполнитель": TemplateField(
        "имя исполнителя", lambda item: item.assignee.full_name if item.assignee else ""
    ),
    "должность": TemplateField(
        "должность исполнителя", lambda item: item.assignee.position if item.assignee else ""
    ),
    "подписывающий": TemplateField(
        "кто подписывает письма", lambda item: letterhead_of(item.administration).signer_name
    ),
    "телефон": TemplateField(
        "телефон для вопросов",
        lambda item: letterhead_of(item.administration).executor_phone or letterhead_of(item.administration).phone,
    ),
    "администрация": TemplateField("название администрации", lambda item: item.administration.title),
}  # fmt: skip


def answer_templates(actor: Actor) -> QuerySet[AnswerTemplate]:
    """Ready answers of the actor's administration."""
    return AnswerTemplate.objects.filter(administration_id=actor.administration_id)


def answer_template(actor: Actor, template_id: int) -> AnswerTemplate:
    """One ready answer, or NotFound."""
    found = answer_templates(actor).filter(pk=template_id).first()
    if found is None:
        raise NotFound
    return found


@dataclass(frozen=True)
class OfferedTemplate:
    """A ready answer for a case: whether its topic, kind and result fit, and the words that make it so."""

    template: AnswerTemplate
    fits: bool
    why: str


def offered_templates(actor: Actor, item: FeedbackItem) -> list[OfferedTemplate]:
    """All ready answers: those that fit the case first, the nearest topic before the rest; foreign ones last."""
    codes = [question.topic.code for question in item.questions.all() if question.topic]
    rows = [_offer(template, item, codes) for template in answer_templates(actor)]
    return [offer for _, offer in sorted(rows, key=lambda row: row[0])]


def _offer(
    template: AnswerTemplate, item: FeedbackItem, codes: list[str]
) -> tuple[tuple[bool, int, str], OfferedTemplate]:
    of_topic = any(code.startswith(template.topic_code) for code in codes) if template.topic_code else None
    of_kind = template.kind == item.kind if template.kind else None
    fits = of_topic is not False and of_kind is not False
    reasons = [word for word, holds in (("по теме", of_topic), ("по виду", of_kind)) if holds]
    weight = (len(template.topic_code) if of_topic else 0) + bool(of_kind)
    return (not fits, -weight, template.title), OfferedTemplate(template, fits, ", ".join(reasons))


def filled(text: str, item: FeedbackItem) -> str:
    """The text with its fields filled; a field that nothing is known for stays as it is, to be seen and mended."""

    def value(found: re.Match[str]) -> str:
        known = FIELDS.get(found[1].strip().lower())
        return (known.fill(item) if known else "") or found[0]

    return _FIELD.sub(value, text)


def latest_case(actor: Actor) -> FeedbackItem | None:
    """The newest registered case that the actor may see, to try a template on; masked like any other page."""
    cases = FeedbackItem.objects.visible_to(actor).exclude(number="").newest_first()
    newest = cases.values_list("pk", flat=True).first()
    return item_page(actor, newest) if newest else None


def addressed(name: str) -> str:
    """«Иван Петрович» from «Сидоров Иван Петрович»: how one is addressed in a letter."""
    words = name.split()
    return " ".join(words[1:3]) if len(words) >= 3 else name.strip() or NAME_UNKNOWN  # noqa: PLR2004


def unknown_fields(text: str) -> list[str]:
    """Fields that nobody will fill: misspelt ones."""
    return [name for name in _FIELD.findall(text) if name.strip().lower() not in FIELDS]
