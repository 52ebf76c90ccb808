"""Rows of surveys, a file a subject."""

from otklik.surveys.models.invitation import Invitation
from otklik.surveys.models.questionnaire import BankQuestion, Questionnaire, QuestionnaireVersion
from otklik.surveys.models.response import OpenAnswer, SurveyDay, SurveyResponse
from otklik.surveys.models.survey import Survey, SurveyLink

__all__ = [
    "BankQuestion",
    "Invitation",
    "OpenAnswer",
    "Questionnaire",
    "QuestionnaireVersion",
    "Survey",
    "SurveyDay",
    "SurveyLink",
    "SurveyResponse",
]
