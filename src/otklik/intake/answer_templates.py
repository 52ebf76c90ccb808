"""Ready answers and their blanks: `{имя}`, `{номер}`, `{дата}`, `{срок}`."""

import re

from django.db.models import QuerySet

from otklik.base.actor import Actor
from otklik.base.errors import NotFound
from otklik.core.russian import date_long
from otklik.intake.models import AnswerTemplate, FeedbackItem

BLANKS = {
    "имя": "имя и отчество автора",
    "номер": "регистрационный номер",
    "дата": "день регистрации",
    "срок": "последний день ответа",
}
_BLANK = re.compile(r"\{(\w+)\}")
NAME_UNKNOWN = "уважаемый автор"


def answer_templates(actor: Actor) -> QuerySet[AnswerTemplate]:
    """Ready answers of the actor's administration."""
    return AnswerTemplate.objects.filter(administration_id=actor.administration_id)


def answer_template(actor: Actor, template_id: int) -> AnswerTemplate:
    """One ready answer, or NotFound."""
    found = answer_templates(actor).filter(pk=template_id).first()
    if found is None:
        raise NotFound
    return found


def filled(text: str, item: FeedbackItem) -> str:
    """The text with its blanks filled; a blank that nothing is known for stays as it is, to be seen and mended."""
    contact = getattr(item, "contact", None)
    values = {
        "имя": addressed(contact.name if contact else ""),
        "номер": item.number,
        "дата": date_long(item.registered_on) if item.registered_on else "",
        "срок": date_long(item.due_on) if item.due_on else "",
    }
    return _BLANK.sub(lambda blank: values.get(blank[1].lower()) or blank[0], text)


def addressed(name: str) -> str:
    """«Иван Петрович» from «Сидоров Иван Петрович»: how one is addressed in a letter."""
    words = name.split()
    return " ".join(words[1:3]) if len(words) >= 3 else name.strip() or NAME_UNKNOWN  # noqa: PLR2004


def unknown_blanks(text: str) -> list[str]:
    """Blanks that nobody will fill: misspelt ones."""
    return [name for name in _BLANK.findall(text) if name.lower() not in BLANKS]
