"""Rows of surveys, a file a subject."""

from otklik.surveys.models.contact import SurveyContact
from otklik.surveys.models.given import GivenCount, GivenRule, GivenWay, InteractionCount
from otklik.surveys.models.invitation import Invitation, InvitationCount
from otklik.surveys.models.outside import AnswerMapping, OutsideFile
from otklik.surveys.models.paper import PaperBatch, PaperEntry
from otklik.surveys.models.proposal import ProposalWatch, SurveyProposal
from otklik.surveys.models.qualitative import Passage, PassageCoding, QualitativeSource
from otklik.surveys.models.questionnaire import BankQuestion, Questionnaire, QuestionnaireVersion
from otklik.surveys.models.response import OpenAnswer, SurveyDay, SurveyResponse
from otklik.surveys.models.sample import FramePerson, Sample, SurveyWeights, TargetPopulation
from otklik.surveys.models.segments import SegmentRevision
from otklik.surveys.models.summed_up import SummedUp
from otklik.surveys.models.survey import Survey, SurveyLink

__all__ = [
    "AnswerMapping",
    "BankQuestion",
    "FramePerson",
    "GivenCount",
    "GivenRule",
    "GivenWay",
    "InteractionCount",
    "Invitation",
    "InvitationCount",
    "OpenAnswer",
    "OutsideFile",
    "PaperBatch",
    "PaperEntry",
    "Passage",
    "PassageCoding",
    "ProposalWatch",
    "QualitativeSource",
    "Questionnaire",
    "QuestionnaireVersion",
    "Sample",
    "SegmentRevision",
    "SummedUp",
    "Survey",
    "SurveyContact",
    "SurveyDay",
    "SurveyLink",
    "SurveyProposal",
    "SurveyResponse",
    "SurveyWeights",
    "TargetPopulation",
]
