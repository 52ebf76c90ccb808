"""An answer given by telephone: the operator's hands, nobody's name. Порядок: murashi 5.2."""

from otklik.base.actor import Actor
from otklik.base.errors import NotFound
from otklik.core.questionnaire.answers import Sent
from otklik.surveys.access import survey_for
from otklik.surveys.actions.record_response import record_response
from otklik.surveys.compiled import compiled_survey
from otklik.surveys.models import Survey, SurveyLink
from otklik.surveys.policies import can_enter_answers
from otklik.surveys.ways_in import way_in


def record_by_phone(*, actor: Actor, survey_id: int, sent: Sent, response_id: int) -> bool:
    """Store the answers as the public door does, by the link of the consultation line; False when they stand already.

    `response_id` comes from the form: a second click meets the first one's row.
    No audit row, as for every single answer: the day's count is audited. RuleBroken when the survey is not open,
    AnswersRefusedError where something required is missing.
    """
    survey = survey_for(actor, survey_id)
    if not can_enter_answers(actor) or survey.entry == Survey.Entry.INVITED:
        raise NotFound
    way = way_in(survey, SurveyLink.Source.PHONE)
    compiled = compiled_survey(actor.administration_slug, way.code)
    if compiled is None:
        raise NotFound
    return record_response(actor=actor, survey=compiled, sent=sent, response_id=response_id)
