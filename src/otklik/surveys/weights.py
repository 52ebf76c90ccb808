"""The weights with which a survey's figures are counted."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from otklik.core.sampling.cells import Codes, Frame
from otklik.surveys.matrix import SurveyMatrix, matrix_of_survey
from otklik.surveys.models import Survey, SurveyWeights, TargetPopulation
from otklik.surveys.sampling.field import Matched, matched, place_codes

Weights = NDArray[np.float64]


def weights_of(survey: Survey | int, matrix: SurveyMatrix | None = None) -> Weights | None:
    """A weight for each answer of the matrix (its mean is about 1); None where the survey is not weighed.

    `matrix` may be a part of the survey's answers; without it all answers are taken, in `matrix_of_survey`'s order.
    An answer that leaves a dimension open, or says what the weights do not know, weighs 1. Порядок: biysk 4, livny 4.
    """
    survey_id = survey if isinstance(survey, int) else survey.pk
    stored = SurveyWeights.objects.filter(survey_id=survey_id, uses=True).first()
    population = TargetPopulation.objects.filter(survey_id=survey_id).first() if stored else None
    if stored is None or population is None:
        return None
    answers = matrix if matrix is not None else matrix_of_survey(survey_id)
    factors = {tuple(codes): factor for codes, _, factor in stored.factors}
    pairs = chosen_dimensions(matched(Frame.of(population.frame), answers.columns), stored.dimensions)
    return np.array([factor_of(factors, codes) for codes in place_codes(answers, pairs)], dtype=np.float64)


def chosen_dimensions(pairs: Sequence[Matched], slugs: Sequence[str]) -> tuple[Matched, ...]:
    """The matched dimensions of these slugs, in their order."""
    found = {pair.dimension.slug: pair for pair in pairs}
    return tuple(found[slug] for slug in slugs if slug in found)


def factor_of(factors: dict[Codes, float], codes: Codes | None) -> float:
    """The factor of a combination; 1 for what is unknown."""
    return 1.0 if codes is None else factors.get(codes, 1.0)
