"""Opening a survey: at once, or by itself on its day."""

from django.db import transaction

from otklik.base import audit
from otklik.base.actor import Actor, system_actor
from otklik.base.errors import RuleBroken
from otklik.base.one_by_one import one_by_one
from otklik.catalog.models import Administration
from otklik.catalog.queries import administrations, procedure_of
from otklik.core.russian import date_long
from otklik.intake.queries import today_of
from otklik.surveys.access import survey_to_run
from otklik.surveys.draft import check_ready
from otklik.surveys.models import Survey


@transaction.atomic
def open_survey(*, actor: Actor, survey_id: int) -> Survey:
    """Take answers from now on, or from the first day if it is still ahead. Порядок: murashi 5.2 to 5.4."""
    survey = Survey.objects.select_for_update().get(pk=survey_to_run(actor, survey_id).pk)
    if survey.state == Survey.State.CLOSED:
        raise RuleBroken("closed", "Этот опрос уже завершён. Его можно продолжить.")
    if survey.state == Survey.State.DRAFT:
        launch(actor, survey)
    return survey


def launch(actor: Actor, survey: Survey) -> None:
    """The same inside the caller's transaction, the right already checked; RuleBroken says what is missing."""
    today = today_of(actor)
    check_ready(procedure_of(actor.administration_slug), survey, today)
    survey.opens_itself = survey.opens_on > today
    if not survey.opens_itself:
        survey.state = Survey.State.OPEN
    survey.save(update_fields=["opens_itself", "state"])
    when = f" (откроется {date_long(survey.opens_on)})" if survey.opens_itself else ""
    audit.record(actor, "open_survey", survey, f"Открыт опрос: {survey.title}{when}")


def open_due_surveys() -> int:
    """Open what was launched ahead and whose day has come, by each administration's own calendar."""
    return one_by_one(administrations(), _open_all, event="surveys_not_opened")


def _open_all(administration: Administration) -> int:
    actor = system_actor(administration.pk, administration.slug)
    due = Survey.objects.filter(administration=administration, state=Survey.State.DRAFT, opens_itself=True)
    ids = list(due.filter(opens_on__lte=today_of(actor)).values_list("pk", flat=True))
    return sum(_open_due(actor, survey_id) for survey_id in ids)


@transaction.atomic
def _open_due(actor: Actor, survey_id: int) -> int:
    """1 when it still waits for its day: somebody may have put it off a moment ago."""
    due = Survey.objects.select_for_update().filter(pk=survey_id, state=Survey.State.DRAFT, opens_itself=True)
    survey = due.filter(opens_on__lte=today_of(actor)).first()
    if survey is None:
        return 0
    survey.state, survey.opens_itself = Survey.State.OPEN, False
    survey.save(update_fields=["state", "opens_itself"])
    audit.record(actor, "open_survey", survey, f"Опрос открылся в свой день: {survey.title}")
    return 1
