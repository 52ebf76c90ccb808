"""The answers that may be counted: of each survey in a period, as far as they are many enough to be shown."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from django.db.models import Max
from numpy.typing import NDArray

from otklik.base.actor import Actor
from otklik.core.anonymity import days_released
from otklik.core.periods import Quarter
from otklik.core.spans import Span
from otklik.surveys.matrix import SurveyMatrix, matrices_of_surveys
from otklik.surveys.models import Survey, SurveyDay, SurveyWeights
from otklik.surveys.weights import weights_of


@dataclass(frozen=True)
class SurveyAnswers:
    """A survey's answers in a period, those that may be shown.

    `is_complete`: no more can come, so that the answers may be cut; `left_out` answers are too few to be shown, or
    wait until more have come. `weights` stand beside the rows where the survey is weighed.
    """

    survey: Survey
    span: Span
    matrix: SurveyMatrix
    is_complete: bool
    left_out: int
    weights: NDArray[np.float64] | None = None


def surveys_seen(actor: Actor, audience: str | None = None) -> list[Survey]:
    """Surveys with answers that the actor may see, drafts left out."""
    found = Survey.objects.visible_to(actor).exclude(state=Survey.State.DRAFT)
    found = found.filter(audience=audience) if audience else found
    return list(found.select_related("process__organizer", "touchpoint", "department", "version").order_by("pk"))


def newest_quarter(surveys: Sequence[Survey]) -> Quarter | None:
    """The quarter of the last sealed day of these surveys; None when none is sealed."""
    last = SurveyDay.objects.filter(survey_id__in=[one.pk for one in surveys]).aggregate(last=Max("on"))["last"]
    return Quarter.of(last) if last else None


def answers_in(surveys: Sequence[Survey], spans: Sequence[Span], today: date) -> dict[Span, list[SurveyAnswers]]:
    """The answers of each span; spans must not overlap. A handful of queries whatever the number of surveys."""
    if not spans:
        return {}
    since, until = min(span.start_on for span in spans), max(span.end_on for span in spans)
    asked = [one for one in surveys if one.opens_on <= until and (one.closes_on is None or one.closes_on >= since)]
    matrices = matrices_of_surveys([one.pk for one in asked], since=since, until=until)
    weighed = _weighed(asked)
    return {
        span: [
            released(one, matrices[one.pk], span, today, weighs=one.pk in weighed)
            for one in asked
            if len(matrices[one.pk])
        ]
        for span in spans
    }


def released(survey: Survey, matrix: SurveyMatrix, span: Span, today: date, *, weighs: bool = False) -> SurveyAnswers:
    """What of these answers may be shown for the span. Порядок: murashi 5.5"""
    is_complete = span.end_on < today or _is_over(survey, today)
    last = span.end_on.toordinal() if is_complete else min(span.end_on.toordinal(), today.toordinal() - 1)
    inside = (matrix.days >= span.start_on.toordinal()) & (matrix.days <= span.end_on.toordinal())
    days, counts = np.unique(matrix.days[inside & (matrix.days <= last)], return_counts=True)
    count = days_released(counts.tolist(), survey.minimum_group, is_complete=is_complete)
    shown = inside & (matrix.days <= days[count - 1]) if count else np.zeros(len(matrix), dtype=bool)
    kept = matrix if shown.all() else matrix.where(shown)
    weights = weights_of(survey, kept) if weighs else None
    return SurveyAnswers(survey, span, kept, is_complete, int(np.count_nonzero(inside)) - len(kept), weights)


def _is_over(survey: Survey, today: date) -> bool:
    """Ended on or before that day; of a survey without a last day the state alone tells."""
    return survey.state == Survey.State.CLOSED and (survey.closes_on is None or survey.closes_on <= today)


def span_of_survey(survey: Survey) -> Span | None:
    """The quarter that a survey begins and ends in; None for one that lasts longer, which is shown by quarters."""
    quarter = Quarter.of(survey.opens_on)
    within = survey.closes_on is not None and quarter.contains(survey.closes_on)
    return Span.of_quarter(quarter) if within else None


def _weighed(surveys: Iterable[Survey]) -> frozenset[int]:
    keys = [one.pk for one in surveys]
    return frozenset(SurveyWeights.objects.filter(survey_id__in=keys, uses=True).values_list("survey_id", flat=True))
