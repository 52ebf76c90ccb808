"""Rows of pains, maps and measures, a file a subject."""

from otklik.improvement.models.measure import Measure, MeasureFile, MeasurePain, MeasureStep, MeasureSuggestion
from otklik.improvement.models.pain import PainPoint
from otklik.improvement.models.pain_map import PainEvidence, PainLine, PainMap

__all__ = [
    "Measure",
    "MeasureFile",
    "MeasurePain",
    "MeasureStep",
    "MeasureSuggestion",
    "PainEvidence",
    "PainLine",
    "PainMap",
    "PainPoint",
]
