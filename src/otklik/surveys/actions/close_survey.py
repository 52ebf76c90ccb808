"""Ending a survey: by hand, or by itself after its last day."""

from datetime import date

from django.db import transaction

from otklik.base import audit
from otklik.base.actor import Actor, system_actor
from otklik.base.errors import RuleBroken
from otklik.base.one_by_one import one_by_one
from otklik.catalog.models import Administration
from otklik.catalog.queries import administrations
from otklik.intake.queries import today_of
from otklik.surveys.access import survey_to_run
from otklik.surveys.models import Survey


@transaction.atomic
def close_survey(*, actor: Actor, survey_id: int) -> Survey:
    """Take no more answers; today becomes the last day if it was still ahead."""
    survey = Survey.objects.select_for_update().get(pk=survey_to_run(actor, survey_id).pk)
    if survey.state == Survey.State.CLOSED:
        return survey  # the button was pressed twice
    if survey.state == Survey.State.DRAFT and not survey.opens_itself:
        raise RuleBroken("draft", "Этот опрос ещё не открыт.")
    if survey.state == Survey.State.DRAFT:
        survey.opens_itself = False
        survey.save(update_fields=["opens_itself"])
        audit.record(actor, "close_survey", survey, f"Опрос отложен: {survey.title}")
        return survey
    _close(actor, survey, today_of(actor))
    return survey


def close_due_surveys() -> int:
    """End the surveys whose last day has passed, by each administration's own calendar."""
    return one_by_one(administrations(), _close_all, event="surveys_not_closed")


def _close_all(administration: Administration) -> int:
    actor = system_actor(administration.pk, administration.slug)
    today = today_of(actor)
    due = Survey.objects.filter(administration=administration, state=Survey.State.OPEN, closes_on__lt=today)
    return sum(_close_due(actor, survey_id, today) for survey_id in list(due.values_list("pk", flat=True)))


@transaction.atomic
def _close_due(actor: Actor, survey_id: int, today: date) -> int:
    """1 when it is still due: somebody may have prolonged it a moment ago."""
    due = Survey.objects.select_for_update().filter(pk=survey_id, state=Survey.State.OPEN, closes_on__lt=today)
    survey = due.first()
    if survey is None:
        return 0
    _close(actor, survey, today)
    return 1


def _close(actor: Actor, survey: Survey, today: date) -> None:
    survey.state = Survey.State.CLOSED
    survey.closes_on = min(survey.closes_on or today, today)
    survey.is_announced = False
    survey.save(update_fields=["state", "closes_on", "is_announced"])
    audit.record(actor, "close_survey", survey, f"Завершён опрос: {survey.title}")
