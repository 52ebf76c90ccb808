"""Low marks of the quarter's surveys: elements of a process and indicators of the decree below the profile's threshold.

Only what may be shown is taken: a group of fewer than the survey's minimum gives nothing. Порядок: murashi 5.14
"""

from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import replace
from datetime import date
from heapq import nsmallest

from otklik.analysis.indicators.answers import SurveyAnswers, answers_in, surveys_seen
from otklik.analysis.indicators.count import whole
from otklik.analysis.indicators.items import items_rating
from otklik.analysis.indicators.questions import rated_questions
from otklik.base.actor import system_actor
from otklik.catalog.queries import touchpoints
from otklik.core.questionnaire.enums import Rates
from otklik.core.ratings.rating import Rating, rate
from otklik.core.ratings.registry import rating_formulas
from otklik.core.ratings.tally import total
from otklik.core.russian import share_with_count
from otklik.core.spans import Span
from otklik.improvement.drafting.candidates import Candidate, Gathered, Scope
from otklik.improvement.enums import EvidenceKind

LONGEST = 1_000
#: What is rated as a whole speaks of no element.
GENERAL: frozenset[Rates | None] = frozenset({"whole", "quality", "activity"})


def gather_marks(scope: Scope, gathered: Gathered, known: Collection[str], today: date) -> None:
    """Add the low elements of each process, the lowest first, and the low indicators."""
    actor = system_actor(scope.administration_id, scope.slug)
    span = Span.of_quarter(scope.quarter)
    answers = [one for one in answers_in(surveys_seen(actor), [span], today).get(span, []) if _is_of_unit(scope, one)]
    found = list(_elements(scope, answers))
    if scope.department_id is None:
        found += _indicators(scope, answers)
    gathered.marks += [one for one in found if one.key not in known]


def _is_of_unit(scope: Scope, answers: SurveyAnswers) -> bool:
    survey = answers.survey
    organizer = survey.process.organizer_id if survey.process else None
    return scope.department_id in {None, survey.department_id, organizer}


def _elements(scope: Scope, answers: list[SurveyAnswers]) -> Iterator[Candidate]:
    places = {point.slug: point.pk for point in touchpoints(scope.administration_id)}
    formula = rating_formulas()["top_2_box"]
    low: dict[tuple[str, int | None], list[tuple[float, str, Candidate]]] = defaultdict(list)
    for one in answers:
        for column, item in rated_questions(one):
            rating = rate(formula, whole(formula, [item], one))
            if _is_low(scope, rating):
                key = f"survey:{one.survey.pk}:{column.name}"[:200]
                place = places.get(column.of) or one.survey.touchpoint_id
                told = _told(column.title, rating)
                found = _candidate(one, key, told, rating.value or 0.0, place)
                found = replace(found, is_general=column.rates in GENERAL)
                low[found.audience, found.process_id].append((rating.value or 0.0, key, found))
    for rows in low.values():
        yield from (found for _, _, found in nsmallest(scope.procedure.pain_rules.low_elements, rows))


def _indicators(scope: Scope, answers: list[SurveyAnswers]) -> Iterator[Candidate]:
    """Of the whole administration: no process of their own."""
    for entry in scope.procedure.indicators:
        formula = rating_formulas()[entry.formula]
        asked = [one for one in answers if one.survey.audience == entry.audience.value]
        parts = [whole(formula, items_rating(one.matrix, entry.rates, entry.of), one) for one in asked]
        rating = rate(formula, total(parts))
        if formula.unit == "share" and formula.good_is_high and _is_low(scope, rating):
            yield Candidate(
                kind=EvidenceKind.INDICATOR,
                audience=entry.audience.value,
                severity=round(1.0 - (rating.value or 0.0), 3),
                key=f"indicator:{entry.slug}",
                words=_told(entry.title, rating),
                is_general=True,
            )


def _is_low(scope: Scope, rating: Rating) -> bool:
    rules = scope.procedure.pain_rules
    return rating.value is not None and rating.n >= rules.low_indicator_n and rating.value < rules.low_indicator


def _told(title: str, rating: Rating) -> str:
    counts = share_with_count(rating.value, round(rating.numerator or 0), round(rating.denominator or 0))
    return f"{title[: LONGEST - 100]}: довольны {counts}"


def _candidate(one: SurveyAnswers, key: str, words: str, value: float, place: int | None) -> Candidate:
    survey = one.survey
    return Candidate(
        kind=EvidenceKind.INDICATOR,
        audience=survey.audience,
        severity=round(1.0 - value, 3),
        key=key,
        words=words,
        process_id=survey.process_id,
        touchpoint_id=place,
        department_id=survey.department_id,
    )
