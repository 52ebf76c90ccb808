"""Which questionnaire is given after what: set by the organiser, else as the decree's permanent surveys have it."""

from typing import Any

from django.db import transaction

from otklik.base import audit
from otklik.base.actor import Actor
from otklik.base.errors import NotFound, RuleBroken
from otklik.catalog.models import Administration, Process
from otklik.catalog.queries import procedure_of
from otklik.surveys.giving import surveys_that_may_be_given
from otklik.surveys.models import GivenRule, Survey
from otklik.surveys.policies import can_run_surveys


@transaction.atomic
def set_given_rule(
    *, actor: Actor, subject: str = "", process_id: int | None = None, survey_id: int | None = None
) -> GivenRule:
    """Give this survey after the process, the object (its slug) or, with neither, everything; None gives nothing.

    Порядок: murashi 5.2, 5.6.
    """
    if not can_run_surveys(actor):
        raise NotFound
    place = _place(actor, subject, process_id)
    survey = _survey(actor, survey_id)
    rule, _ = GivenRule.objects.update_or_create(**place, defaults={"survey": survey})
    what = f"даётся анкета «{survey.title}»" if survey else "анкета не даётся"
    audit.record(actor, "set_given_rule", rule, f"После взаимодействия {what}", **_named(place))
    return rule


@transaction.atomic
def drop_given_rule(*, actor: Actor, subject: str = "", process_id: int | None = None) -> None:
    """Go by the decree again."""
    if not can_run_surveys(actor):
        raise NotFound
    place = _place(actor, subject, process_id)
    if GivenRule.objects.filter(**place).delete()[0]:
        audit.record(actor, "drop_given_rule", "surveys.given", "Анкета даётся, как в порядке", **_named(place))


def _named(place: dict[str, Any]) -> dict[str, Any]:
    return {"subject": place["subject"], "process": place["process_id"]}


def _place(actor: Actor, subject: str, process_id: int | None) -> dict[str, Any]:
    own = {"administration_id": actor.administration_id, "subject": "", "process_id": None}
    if process_id is not None:
        if not Process.objects.filter(pk=process_id, administration_id=actor.administration_id).exists():
            raise NotFound
        return own | {"process_id": process_id}
    known = {one.slug for one in procedure_of(actor.administration_slug).subjects}
    if subject and subject not in known:
        raise RuleBroken("subject", "Такого объекта оценки в порядке нет.", "subject")
    return own | {"subject": subject}


def _survey(actor: Actor, survey_id: int | None) -> Survey | None:
    if survey_id is None:
        return None
    administration = Administration.objects.get(pk=actor.administration_id)
    found = next((one for one in surveys_that_may_be_given(administration) if one.pk == survey_id), None)
    if found is None:
        message = "Давать можно только открытый опрос внешних клиентов без последнего дня и с общей ссылкой."
        raise RuleBroken("survey", message, "survey")
    return found
