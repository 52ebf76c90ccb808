"""The answers to surveys that a package tells of, gathered once for its indicators and its factors."""

from dataclasses import dataclass
from datetime import date, timedelta

from otklik.analysis.indicators.answers import SurveyAnswers, answers_in, surveys_seen
from otklik.core.spans import Span
from otklik.reporting.packages.scope import PackageScope
from otklik.surveys.models import Survey


@dataclass(frozen=True)
class Asked:
    """Surveys of the unit (of the administration where there is none) with answers in the quarter."""

    span: Span
    as_of: date
    answers: tuple[SurveyAnswers, ...]


def asked(scope: PackageScope) -> Asked:
    """The surveys, the most answered first."""
    span = Span.of_quarter(scope.quarter)
    as_of = min(scope.today, span.end_on + timedelta(days=1))
    found = scope.shared.get(("answers", span, as_of))
    if found is None:
        found = answers_in(surveys_seen(scope.actor), [span], as_of)[span]
        scope.shared["answers", span, as_of] = found
    own = [one for one in found if (len(one.matrix) or one.left_out) and _is_of(one.survey, scope.unit_id)]
    return Asked(span, as_of, tuple(sorted(own, key=lambda one: (-len(one.matrix), one.survey.pk))))


def _is_of(survey: Survey, unit_id: int | None) -> bool:
    """Whose survey it is: of the unit, or about a process whose assessment the unit organises."""
    return unit_id is None or unit_id in {survey.department_id, survey.process.organizer_id if survey.process else None}
