"""Making a survey: stated once, with all its ways in; opened at once, on its day, or kept as a draft."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from otklik.base import audit
from otklik.base.actor import Actor
from otklik.surveys.actions.add_links import make_links
from otklik.surveys.actions.open_survey import launch
from otklik.surveys.draft import SurveyDraft, check_draft
from otklik.surveys.models import Survey

#: The same survey from the same person within this time is the same button pressed again.
TWICE = timedelta(seconds=20)


@transaction.atomic
def create_survey(*, actor: Actor, draft: SurveyDraft, open_it: bool = False) -> Survey:
    """Store the survey with a link for every source that suits it. Порядок: murashi 5.2 to 5.4, 5.7.

    `open_it`: answers are taken from the first day on; RuleBroken says what is still missing, and nothing is stored.
    """
    check_draft(actor, draft)
    twin = _made_a_moment_ago(actor, draft)
    if twin is not None:
        return twin
    survey = Survey.objects.create(
        administration_id=actor.administration_id,
        created_at=timezone.now(),
        created_by_id=actor.user_id,
        **draft.facts(),
    )
    make_links(survey)
    audit.record(actor, "create_survey", survey, f"Создан опрос: {survey.title}", kind=survey.kind)
    if open_it:
        launch(actor, survey)
    return survey


def _made_a_moment_ago(actor: Actor, draft: SurveyDraft) -> Survey | None:
    """What the first press of a button that was pressed twice has made."""
    own = Survey.objects.filter(administration_id=actor.administration_id, created_by_id=actor.user_id)
    same = own.filter(title=draft.title, version_id=draft.version_id, opens_on=draft.opens_on, kind=draft.kind)
    return same.filter(created_at__gte=timezone.now() - TWICE).first() if actor.user_id else None
