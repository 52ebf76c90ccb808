"""The ways to a survey, and what one is asked there."""

from otklik.core.questionnaire.schema import Questionnaire
from otklik.surveys.models import Survey, SurveyLink
from otklik.surveys.version_columns import questionnaire_of


def links_of(survey: Survey) -> list[SurveyLink]:
    """Links of the survey in the order in which they were made."""
    return list(survey.links.select_related("process", "touchpoint"))


def asked_of(survey: Survey) -> Questionnaire:
    """The questionnaire as this survey asks it: whole, or its short form."""
    whole = questionnaire_of(survey.version)
    return whole.short_form() if survey.is_short else whole
