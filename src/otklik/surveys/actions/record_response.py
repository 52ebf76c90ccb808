"""Recording one filled-in questionnaire: a single durable insert, and nothing that tells who, from where and when."""

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import InterfaceError, OperationalError, connection, transaction

from otklik.base.actor import Actor
from otklik.base.errors import RuleBroken
from otklik.core.questionnaire.answers import Sent, read_answers
from otklik.surveys.codes import invitation_digest
from otklik.surveys.compiled import CompiledSurvey, Standing, forget_compiled
from otklik.surveys.envelope import shut
from otklik.surveys.models import Invitation, QuestionnaireVersion, SurveyResponse

_INSERT = """
INSERT INTO surveys_surveyresponse (id, survey_id, version_id, link_id, answered_on, language, answers)
VALUES (%s, %s, %s, %s, %s, '', %s) ON CONFLICT (id) DO NOTHING
"""
#: What is said when the survey's day has not come or is over.
_NOT_NOW = {
    Standing.EARLY: ("survey_early", "Опрос ещё не начался."),
    Standing.CLOSED: ("survey_closed", "Опрос уже завершён, ответы больше не принимаются."),
}


class AnswersRefusedError(RuleBroken):
    """Something required is missing or cannot be read: `problems` by slug of question, in Russian."""

    def __init__(self, problems: Mapping[str, str]) -> None:
        super().__init__("answers_refused", "Проверьте отмеченные ответы.")
        self.problems = problems


def record_response(
    *,
    actor: Actor,
    survey: CompiledSurvey,
    sent: Sent,
    response_id: int,
    language: str = "",
    secret: str = "",
) -> bool:
    """Store the answers sent; False when the same form was sent before: it counts once.

    Writes no audit entry: the day's count is audited when the day is sealed. `response_id` comes from the form, so
    that a second click meets the first one's row. RuleBroken when the survey is not open or the invitation was used,
    AnswersRefusedError for answers to be mended. Порядок: murashi 5.5, 5.7.
    """
    today = survey.today()
    standing = survey.standing(today)
    if standing is not Standing.OPEN or actor.administration_id != survey.administration_id:
        raise RuleBroken(*_NOT_NOW.get(standing, ("survey_absent", "Такого опроса нет.")))
    reading = read_answers(survey.questionnaire, sent)
    if reading.problems:
        raise AnswersRefusedError(reading.problems)
    row = [response_id, survey.survey_id, survey.version_id, survey.link_id, today]
    row.append(json.dumps(shut(reading.answers, language)))
    if survey.is_frozen or survey.made.get("frozen"):
        return _store(survey, row, secret)
    with transaction.atomic():
        _freeze(survey, today)
        is_new = _store(survey, row, secret)
    survey.made["frozen"] = True
    return is_new


def _store(survey: CompiledSurvey, row: list[Any], secret: str) -> bool:
    if not survey.is_by_invitation:
        return _insert(row) if connection.in_atomic_block else _insert_surely(row)
    with transaction.atomic():
        if _redeem(survey, secret):
            return _insert(row)
    if SurveyResponse.objects.filter(pk=row[0]).exists():
        return False
    raise RuleBroken("invitation_used", "По этой ссылке уже ответили, или приглашение отозвано.")


def _insert_surely(row: list[Any]) -> bool:
    """Without asking beforehand whether the kept connection lives: if it does not, once more by a new one.

    The question would be a second trip for every answer; the same id makes a second insert harmless.
    """
    connection.health_check_done = True  # type: ignore[attr-defined]
    try:
        return _insert(row)
    except (OperationalError, InterfaceError):
        connection.close()
        return _insert(row)


def _insert(row: list[Any]) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(_INSERT, row)
        return bool(cursor.rowcount)


def _redeem(survey: CompiledSurvey, secret: str) -> bool:
    """Delete the invitation: nothing is left of it that could be joined with an answer."""
    found = Invitation.objects.filter(digest=invitation_digest(secret), survey_id=survey.survey_id)
    return bool(secret) and bool(found.delete()[0])


def _freeze(survey: CompiledSurvey, today: date) -> None:
    """The version that was shown is the version answered; RuleBroken when it was changed since the page was made."""
    versions = QuestionnaireVersion.objects.filter(pk=survey.version_id)
    if versions.filter(frozen_on=None, changed_at=survey.changed_at).update(frozen_on=today):
        return
    if not versions.filter(frozen_on__isnull=False, changed_at=survey.changed_at).exists():
        forget_compiled()
        raise RuleBroken("questionnaire_changed", "Анкету только что изменили. Посмотрите вопросы ещё раз.")
