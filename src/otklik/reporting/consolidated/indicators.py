"""The profile's indicators of satisfaction over the period, each with its organisers beside each other.

A year is the sum of what each survey may show by itself in each quarter: so the year less three quarters never tells a
quarter that is hidden. Порядок: murashi 5.12, 5.19
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from otklik.analysis.indicators.answers import SurveyAnswers, answers_in, surveys_seen
from otklik.analysis.indicators.board import placed
from otklik.analysis.indicators.count import by_group, whole
from otklik.analysis.indicators.dimensions import Cutter, Dimension, links_of
from otklik.analysis.indicators.items import items_rating
from otklik.base.actor import Actor
from otklik.core.ratings.formula import RatingFormula
from otklik.core.ratings.rating import Rating, rate
from otklik.core.ratings.registry import rating_formulas
from otklik.core.ratings.tally import NOTHING, Tally, total
from otklik.core.report_period import ReportPeriod
from otklik.core.spans import Span
from otklik.procedures.schema import Procedure
from otklik.procedures.schema_analysis import SatisfactionIndicator
from otklik.reporting.consolidated.rates import beside, rating_plain

Plain = dict[str, Any]
Answers = Mapping[Span, Sequence[SurveyAnswers]]
_BY_UNIT = Dimension("department", "Организатор оценки")


def indicators_of(actor: Actor, procedure: Procedure, period: ReportPeriod, audience: str, today: date) -> Plain:
    """Indicators of the audience, and how many answers stand behind them."""
    now, before = _spans(period), _spans(period.previous())
    answers = answers_in(surveys_seen(actor, audience), sorted({*now, *before}), today)
    current = [one for span in now for one in answers.get(span, ())]
    cutter = Cutter(procedure, links_of(current))
    entries = [one for one in procedure.indicators if one.audience.value == audience]
    return {
        "surveys": len({one.survey.pk for one in current if len(one.matrix)}),
        "answers": sum(len(one.matrix) for one in current),
        "left_out": sum(one.left_out for one in current),
        "minimum_groups": sorted({one.survey.minimum_group for one in current}),
        "rows": [_indicator(entry, answers, now, before, cutter) for entry in entries],
    }


def _spans(period: ReportPeriod) -> tuple[Span, ...]:
    return tuple(Span.of_quarter(one) for one in period.quarters)


def _indicator(
    entry: SatisfactionIndicator, answers: Answers, now: Sequence[Span], before: Sequence[Span], cutter: Cutter
) -> Plain:
    formula = rating_formulas()[entry.formula]
    value, earlier = (_rating(entry, formula, answers, spans) for spans in (now, before))
    return {
        "slug": entry.slug,
        "clause": entry.clause,
        "title": entry.title,
        "formula": formula.brief,
        "method": formula.description,
        "is_small": 0 < value.n < entry.minimum_n,
        **beside(value, earlier),
        "quarters": [
            {"quarter": str(span), **rating_plain(_rating(entry, formula, answers, [span]))} for span in now
        ],
        "units": _units(entry, formula, [one for span in now for one in answers.get(span, ())], cutter),
    }  # fmt: skip


def _rating(entry: SatisfactionIndicator, formula: RatingFormula, answers: Answers, spans: Sequence[Span]) -> Rating:
    parts = [
        whole(formula, items_rating(one.matrix, entry.rates, entry.of), one)
        for span in spans
        for one in answers.get(span, ())
    ]
    return rate(formula, total(parts))


def _units(
    entry: SatisfactionIndicator, formula: RatingFormula, answers: Sequence[SurveyAnswers], cutter: Cutter
) -> Plain:
    sums: dict[str, Tally] = {}
    titles: dict[str, str] = {}
    hidden: dict[str, None] = {}
    for one in answers:
        division = cutter.divided(one, _BY_UNIT)
        items = items_rating(one.matrix, entry.rates, entry.of)
        if division is None or not items:
            continue
        titles.update(zip(division.keys, division.titles, strict=True))
        hidden.update(dict.fromkeys(division.hidden))
        for key, group in by_group(formula, items, one, division).items():
            sums[key] = sums.get(key, NOTHING) + group
    rows = [
        {"key": one.key, "title": one.title, "place": list(one.place) if one.place else None,
         **rating_plain(one.rating)}
        for one in placed(formula, sums, titles)
    ]  # fmt: skip
    return {"rows": rows, "hidden": [title for title in hidden if title not in titles.values() or not rows]}
