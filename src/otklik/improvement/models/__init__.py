"""Rows of pains, maps and measures, a file a subject."""

from otklik.improvement.models.case import (
    CaseState,
    ReengineeringCase,
    Requirement,
    RequirementKind,
    RequirementState,
    RequirementValue,
)
from otklik.improvement.models.change_proposal import ChangeProposal
from otklik.improvement.models.effect import MeasureEffect
from otklik.improvement.models.map_change import MapChange
from otklik.improvement.models.measure import Measure, MeasureFile, MeasurePain, MeasureStep, MeasureSuggestion
from otklik.improvement.models.notice import MeasureSurvey, NoticeItem, OutcomeNotice
from otklik.improvement.models.pain import PainPoint
from otklik.improvement.models.pain_map import PainEvidence, PainLine, PainMap
from otklik.improvement.models.practice import DevelopmentDirection, Practice, PracticeOffer
from otklik.improvement.models.term_move import TermMove
from otklik.improvement.models.unit_list import UnitList

__all__ = [
    "CaseState",
    "ChangeProposal",
    "DevelopmentDirection",
    "MapChange",
    "Measure",
    "MeasureEffect",
    "MeasureFile",
    "MeasurePain",
    "MeasureStep",
    "MeasureSuggestion",
    "MeasureSurvey",
    "NoticeItem",
    "OutcomeNotice",
    "PainEvidence",
    "PainLine",
    "PainMap",
    "PainPoint",
    "Practice",
    "PracticeOffer",
    "ReengineeringCase",
    "Requirement",
    "RequirementKind",
    "RequirementState",
    "RequirementValue",
    "TermMove",
    "UnitList",
]
