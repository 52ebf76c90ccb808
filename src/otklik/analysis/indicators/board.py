"""The profile's indicators in a period, with their trend, elements, cuts and places."""

from collections.abc import Mapping, Sequence
from datetime import date

from otklik.analysis.indicators.answers import SurveyAnswers, answers_in, surveys_seen
from otklik.analysis.indicators.count import by_element, by_group, whole
from otklik.analysis.indicators.dimensions import Cutter, Dimension, dimensions_of, links_of
from otklik.analysis.indicators.figures import Board, IndicatorCut, IndicatorLine, Placed, Value
from otklik.analysis.indicators.items import items_rating
from otklik.base.actor import Actor
from otklik.base.errors import NotFound
from otklik.catalog.queries import procedure_of, touchpoints
from otklik.core.appeals import Audience
from otklik.core.ratings.comparison import in_order, ranks
from otklik.core.ratings.formula import RatingFormula
from otklik.core.ratings.rating import Rating, rate
from otklik.core.ratings.registry import rating_formulas
from otklik.core.ratings.tally import NOTHING, Tally, total
from otklik.core.spans import Span
from otklik.procedures.schema import Procedure
from otklik.procedures.schema_analysis import SatisfactionIndicator
from otklik.surveys.policies import audiences_seen, can_view_surveys

TREND = 8


def indicator_board(actor: Actor, span: Span, today: date, *, cut: str = "", audience: str = "") -> Board:
    """The indicators that the actor may see. NotFound without the right; an unknown cut is no cut.

    Порядок: murashi 5.12, biysk 4, livny 4, gatchina 4.2, naryan-mar 4.2
    """
    if not can_view_surveys(actor) and Audience.INTERNAL not in audiences_seen(actor):
        raise NotFound
    procedure = procedure_of(actor.administration_slug)
    spans = _spans(span)
    answers = answers_in(surveys_seen(actor, audience or None), spans, today)
    now = answers.get(span, [])
    seen = audiences_seen(actor)
    entries = [one for one in procedure.indicators if one.audience in seen and audience in {"", one.audience.value}]
    titles = _titles(actor, procedure)
    lines = tuple(_line(entry, answers, spans, span, titles) for entry in entries)
    dimensions = dimensions_of(now)
    chosen = next((one for one in dimensions if one.slug == cut), None)
    return Board(
        span=span,
        is_running=span.end_on >= today,
        lines=lines,
        dimensions=dimensions,
        survey_count=sum(len(one.matrix) > 0 for one in now),
        response_count=sum(len(one.matrix) for one in now),
        left_out=sum(one.left_out for one in now),
        minimum_groups=tuple(sorted({one.survey.minimum_group for one in now})),
        cut=tuple(_cut(line, chosen, now, Cutter(procedure, links_of(now))) for line in lines) if chosen else (),
    )


def _spans(span: Span) -> tuple[Span, ...]:
    """The last periods, oldest first, and the same period of the year before, which may lie farther back."""
    found = [span]
    while len(found) < TREND:
        found.append(found[-1].previous())
    return tuple(sorted({*found, span.year_ago()}))


def _titles(actor: Actor, procedure: Procedure) -> dict[str, str]:
    """What elements and aspects are called, by slug."""
    return {
        **{point.slug: point.title for point in touchpoints(actor.administration_id)},
        **{aspect.slug: aspect.title for aspect in procedure.internal.aspects},
    }


def _line(
    entry: SatisfactionIndicator,
    answers: Mapping[Span, Sequence[SurveyAnswers]],
    spans: Sequence[Span],
    span: Span,
    titles: Mapping[str, str],
) -> IndicatorLine:
    formula = rating_formulas()[entry.formula]
    values = {one: Value(one, _whole(entry, formula, answers.get(one, ()))) for one in spans}
    trend = tuple(values[one] for one in spans[-TREND:])
    return IndicatorLine(
        entry=entry,
        formula=formula,
        current=values[span],
        trend=trend,
        previous=values[span.previous()],
        year_ago=values[span.year_ago()],
        elements=_elements(entry, formula, answers.get(span, ()), titles),
    )


def _asked(entry: SatisfactionIndicator, answers: Sequence[SurveyAnswers]) -> list[SurveyAnswers]:
    return [one for one in answers if one.survey.audience == entry.audience]


def _whole(entry: SatisfactionIndicator, formula: RatingFormula, answers: Sequence[SurveyAnswers]) -> Rating:
    parts = [whole(formula, items_rating(one.matrix, entry.rates, entry.of), one) for one in _asked(entry, answers)]
    return rate(formula, total(parts))


def _elements(
    entry: SatisfactionIndicator, formula: RatingFormula, answers: Sequence[SurveyAnswers], titles: Mapping[str, str]
) -> tuple[Placed, ...]:
    """Each element for itself; nothing where the indicator is one question."""
    sums: dict[str, Tally] = {}
    named: dict[str, str] = {}
    for one in _asked(entry, answers):
        items = items_rating(one.matrix, entry.rates, entry.of)
        named.update({item.key: titles.get(item.key, item.title) for item in items if item.key not in named})
        for key, found in by_element(formula, items, one).items():
            sums[key] = sums.get(key, NOTHING) + found
    return placed(formula, sums, named) if entry.rates in {"element", "aspect", "information"} else ()


def _cut(line: IndicatorLine, dimension: Dimension, answers: Sequence[SurveyAnswers], cutter: Cutter) -> IndicatorCut:
    sums: dict[str, Tally] = {}
    titles: dict[str, str] = {}
    hidden: dict[str, None] = {}
    for one in _asked(line.entry, answers):
        division = cutter.divided(one, dimension)
        if division is None:
            continue
        items = items_rating(one.matrix, line.entry.rates, line.entry.of)
        titles.update(zip(division.keys, division.titles, strict=True))
        found = by_group(line.formula, items, one, division)
        if items:
            hidden.update(dict.fromkeys(division.hidden))
        for key, group in found.items():
            sums[key] = sums.get(key, NOTHING) + group
    groups = placed(line.formula, sums, titles)
    return IndicatorCut(line, dimension, groups, tuple(hidden), sum(group.rating.n for group in groups))


def placed(formula: RatingFormula, sums: Mapping[str, Tally], titles: Mapping[str, str]) -> tuple[Placed, ...]:
    """Ratings from the best to the worst, places that cannot be told apart shared."""
    ratings = {key: rate(formula, one) for key, one in sums.items()}
    places = ranks(ratings, good_is_high=formula.good_is_high)
    order = in_order(ratings, good_is_high=formula.good_is_high)
    return tuple(Placed(key, titles.get(key, key), ratings[key], places.get(key)) for key in order)
