"""Rows of surveys, a file a subject."""

from otklik.surveys.models.invitation import Invitation
from otklik.surveys.models.outside import AnswerMapping, OutsideFile
from otklik.surveys.models.questionnaire import BankQuestion, Questionnaire, QuestionnaireVersion
from otklik.surveys.models.response import OpenAnswer, SurveyDay, SurveyResponse
from otklik.surveys.models.segments import SegmentRevision
from otklik.surveys.models.survey import Survey, SurveyLink

__all__ = [
    "AnswerMapping",
    "BankQuestion",
    "Invitation",
    "OpenAnswer",
    "OutsideFile",
    "Questionnaire",
    "QuestionnaireVersion",
    "SegmentRevision",
    "Survey",
    "SurveyDay",
    "SurveyLink",
    "SurveyResponse",
]
