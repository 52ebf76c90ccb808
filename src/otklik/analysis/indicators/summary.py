"""The results of one survey: period, questions, cuts, categories of what was said in own words."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Count, Max, Min

from otklik.analysis.indicators.answers import SurveyAnswers, released, span_of_survey
from otklik.analysis.indicators.board import placed
from otklik.analysis.indicators.count import by_group
from otklik.analysis.indicators.dimensions import Cutter, Dimension, Division, dimensions_of, links_of
from otklik.analysis.indicators.figures import Placed
from otklik.analysis.indicators.own_scale import on_own_scale
from otklik.analysis.indicators.questions import QuestionFigures, question_figures, rated_questions
from otklik.base.actor import Actor
from otklik.base.errors import NotFound
from otklik.base.replica import reads_replica
from otklik.catalog.queries import procedure_of
from otklik.core.appeals import Audience
from otklik.core.periods import Quarter
from otklik.core.ratings.item import Item
from otklik.core.ratings.rating import rate
from otklik.core.ratings.registry import rating_formulas
from otklik.core.ratings.tally import Tally
from otklik.core.spans import Span
from otklik.intake.models import ItemCategory
from otklik.surveys.access import survey_for
from otklik.surveys.matrix import matrix_of_survey
from otklik.surveys.models import OpenAnswer, Survey, SurveyDay, SurveyResponse, SurveyWeights
from otklik.surveys.policies import can_view_internal_surveys, can_view_surveys
from otklik.surveys.version_columns import questionnaire_of


@dataclass(frozen=True)
class QuestionCut:
    """One rated question by groups, from the best to the worst."""

    title: str
    groups: tuple[Placed, ...]


@dataclass(frozen=True)
class OpenCounts:
    """What was said in own words: how many answers, how many are read, by category (most frequent first)."""

    total: int
    read: int
    categories: tuple[tuple[str, int], ...]


@dataclass(frozen=True)
class SurveySummary:
    """What a page or a paper shows of a survey.

    `spans`: periods to choose from, newest first; one for a survey that began and ended within a quarter. `dimensions`
    are empty until the period is over. `hidden`: groups of the cut of which something is not shown.
    """

    survey: Survey
    answers: SurveyAnswers
    spans: tuple[Span, ...]
    questions: tuple[QuestionFigures, ...]
    dimensions: tuple[Dimension, ...]
    dimension: Dimension | None
    cuts: tuple[QuestionCut, ...]
    hidden: tuple[str, ...]
    opened: OpenCounts
    versions: tuple[int, ...]

    @property
    def n(self) -> int:
        """Responses counted."""
        return len(self.answers.matrix)

    @property
    def rated(self) -> list[QuestionFigures]:
        """Questions with marks that are shown."""
        return [one for one in self.questions if one.rating is not None]

    @property
    def whole(self) -> QuestionFigures | None:
        """The question about the whole; else the only one that bears marks."""
        wholes = {column.name for column in self.answers.matrix.columns if column.rates == "whole"}
        alone = self.rated[0] if len(self.rated) == 1 else None
        return next((one for one in self.rated if one.key in wholes), alone)


@reads_replica
def survey_summary(actor: Actor, survey_id: int, today: date, *, span: str = "", cut: str = "") -> SurveySummary:
    """The results that the actor may see. NotFound without the right; an unknown period or cut gives the usual one."""
    survey = survey_for(actor, survey_id)
    may = can_view_internal_surveys if survey.audience == Audience.INTERNAL else can_view_surveys
    if not may(actor):
        raise NotFound
    return summary_of(survey, actor.administration_slug, today, span=span, cut=cut)


def summary_of(survey: Survey, slug: str, today: date, *, span: str = "", cut: str = "") -> SurveySummary:
    """The same; rights are the caller's matter."""
    spans = _spans(survey, today)
    chosen = next((one for one in spans if str(one) == span), spans[0])
    matrix = matrix_of_survey(survey.pk, since=chosen.start_on, until=chosen.end_on)
    weighs = SurveyWeights.objects.filter(survey=survey, uses=True).exists()
    answers = released(survey, matrix, chosen, today, weighs=weighs)
    cutter = Cutter(procedure_of(slug), links_of([answers]))
    dimensions = _dimensions(answers, cutter)
    dimension = next((one for one in dimensions if one.slug == cut), None)
    cuts, hidden = _cuts(answers, dimension, cutter) if dimension else ((), ())
    asked = questionnaire_of(survey.version)
    return SurveySummary(
        survey=survey,
        answers=answers,
        spans=spans,
        questions=question_figures(answers, {one.slug: one.title for one in asked.questions}),
        dimensions=dimensions,
        dimension=dimension,
        cuts=cuts,
        hidden=hidden,
        opened=_opened(survey, chosen),
        versions=_versions(survey, chosen),
    )


def _spans(survey: Survey, today: date) -> tuple[Span, ...]:
    """The quarter that the survey lay in, or every quarter with answers; with none the quarter of today."""
    within = span_of_survey(survey)
    if within is not None:
        return (within,)
    sealed = SurveyDay.objects.filter(survey=survey).aggregate(first=Min("on"), last=Max("on"))
    rows = SurveyResponse.objects.filter(survey=survey).aggregate(first=Min("answered_on"), last=Max("answered_on"))
    days = [day for found in (sealed, rows) for day in found.values() if day is not None] or [today]
    found = [Quarter.of(max(days))]
    while found[-1] > Quarter.of(min(days)):
        found.append(found[-1].previous())
    return tuple(Span.of_quarter(one) for one in found)


def _dimensions(answers: SurveyAnswers, cutter: Cutter) -> tuple[Dimension, ...]:
    """Only when no more answers can come, and only what divides them."""
    if not answers.is_complete or not len(answers.matrix):
        return ()
    found = ((one, cutter.divided(answers, one)) for one in dimensions_of([answers]))
    return tuple(one for one, division in found if division is not None and len(division.keys) > 1)


def _cuts(
    answers: SurveyAnswers, dimension: Dimension, cutter: Cutter
) -> tuple[tuple[QuestionCut, ...], tuple[str, ...]]:
    division = cutter.divided(answers, dimension)
    if division is None:
        return (), ()
    return tuple(_question_cuts(answers, division)), division.hidden


def _question_cuts(answers: SurveyAnswers, division: Division) -> Sequence[QuestionCut]:
    formula = rating_formulas()["top_2_box"]
    titles = dict(zip(division.keys, division.titles, strict=True))
    found = []
    for column, item in rated_questions(answers):
        sums = by_group(formula, [item], answers, division)
        if sums:
            means = by_group(rating_formulas()["mean"], [item], answers, division)
            groups = tuple(_with_mean(group, item, means) for group in placed(formula, sums, titles))
            found.append(QuestionCut(column.title, groups))
    return found


def _with_mean(group: Placed, item: Item, means: Mapping[str, Tally]) -> Placed:
    """The mean of the same marks, where the group may be shown."""
    found = means.get(group.key)
    return replace(group, mean=on_own_scale(rate(rating_formulas()["mean"], found), item)) if found else group


def _opened(survey: Survey, span: Span) -> OpenCounts:
    said = OpenAnswer.objects.filter(survey=survey, on__gte=span.start_on, on__lte=span.end_on)
    items = said.exclude(item_id=None).values("item_id")
    rows = ItemCategory.objects.filter(item_id__in=items).values_list("category__title").annotate(rows=Count("*"))
    found: Counter[str] = Counter(dict(rows.order_by()))
    read = ItemCategory.objects.filter(item_id__in=items).values("item_id").distinct().count()
    return OpenCounts(said.count(), read, tuple(found.most_common()))


def _versions(survey: Survey, span: Span) -> tuple[int, ...]:
    days = SurveyDay.objects.filter(survey=survey, on__gte=span.start_on, on__lte=span.end_on)
    numbers = set(days.values_list("version__number", flat=True))
    return tuple(sorted(numbers or {survey.version.number}))
