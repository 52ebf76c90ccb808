"""The only way from an id to a survey: through the actor's rights."""

from otklik.base.actor import Actor
from otklik.base.errors import NotFound
from otklik.surveys.models import Survey
from otklik.surveys.policies import may_run


def survey_for(actor: Actor, survey_id: int) -> Survey:
    """The survey if the actor may see it; NotFound otherwise, as if it were not there."""
    found = Survey.objects.visible_to(actor).select_related(
        "version__questionnaire", "process", "touchpoint", "department"
    )
    survey = found.filter(pk=survey_id).first()
    if survey is None:
        raise NotFound
    return survey


def survey_to_run(actor: Actor, survey_id: int) -> Survey:
    """The survey if the actor may change it; NotFound otherwise."""
    survey = survey_for(actor, survey_id)
    if not may_run(actor, survey.audience, survey.department_id):
        raise NotFound
    return survey
