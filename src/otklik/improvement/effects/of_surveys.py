"""An indicator of satisfaction by quarter, of a group; what is too small to be shown does not count here either."""

from collections.abc import Collection, Sequence
from datetime import date

from otklik.analysis.indicators.answers import SurveyAnswers, answers_in, surveys_seen
from otklik.analysis.indicators.count import by_element, by_group, whole
from otklik.analysis.indicators.dimensions import Cutter, Dimension, links_of
from otklik.analysis.indicators.items import items_rating
from otklik.base.actor import Actor
from otklik.catalog.queries import procedure_of
from otklik.core.effect.series import QuarterValue, mean_value, share_value
from otklik.core.periods import Quarter
from otklik.core.ratings.formula import RatingFormula
from otklik.core.ratings.rating import Rating, rate
from otklik.core.ratings.registry import rating_formulas
from otklik.core.ratings.tally import Tally, total
from otklik.core.spans import Span
from otklik.improvement.effects.groups import Group
from otklik.procedures.schema_analysis import SatisfactionIndicator

#: So many quarters are looked back over.
QUARTERS = 16
Answers = dict[Span, list[SurveyAnswers]]
Named = tuple[tuple[Dimension, frozenset[str]], ...]


def answers_until(
    actor: Actor, entry: SatisfactionIndicator, until: Quarter, today: date, *, quarters: int = QUARTERS
) -> Answers:
    """The answers that may be shown, of the last quarters."""
    spans = [Span.of_quarter(until)]
    while len(spans) < quarters:
        spans.append(spans[-1].previous())
    return answers_in(surveys_seen(actor, entry.audience.value), spans, today)


def survey_series(actor: Actor, entry: SatisfactionIndicator, group: Group, answers: Answers) -> list[QuarterValue]:
    """The indicator of the group by quarter, the oldest first. Порядок: murashi 5.12"""
    procedure = procedure_of(actor.administration_slug)
    named = _named(group)
    cutter = Cutter(procedure, links_of([one for found in answers.values() for one in found]) if named else {})
    found = []
    for span in sorted(answers):
        rating = _rating(entry, cutter, named, answers[span])
        found.append(quarter_value(span.quarter, rating))
    return [one for one in found if one is not None]


def quarter_value(quarter: Quarter, rating: Rating) -> QuarterValue | None:
    """A rating as a point of a series; None where it has no value or its error is not known."""
    if rating.value is None:
        return None
    if rating.unit == "share":
        base = max(round(rating.effective_n), 1)
        smooth = share_value(quarter, min(round(rating.value * base), base), base)
        return None if smooth is None else QuarterValue(quarter, rating.value, smooth.error, rating.n)
    return mean_value(quarter, rating.value, rating.error, rating.n)


def _named(group: Group) -> Named:
    """The narrowest thing that the group names: the touchpoint, else the processes."""
    if group.touchpoint is not None:
        return ((Dimension("touchpoint", ""), frozenset({group.touchpoint.slug})),)
    return ((Dimension("process", ""), frozenset(one.slug for one in group.processes)),) if group.processes else ()


def _rating(entry: SatisfactionIndicator, cutter: Cutter, named: Named, answers: Sequence[SurveyAnswers]) -> Rating:
    formula = rating_formulas()[entry.formula]
    parts = [part for one in answers for part in _parts(entry, formula, cutter, named, one)]
    return rate(formula, total(parts))


def _parts(
    entry: SatisfactionIndicator, formula: RatingFormula, cutter: Cutter, named: Named, answers: SurveyAnswers
) -> list[Tally]:
    items = items_rating(answers.matrix, entry.rates, entry.of)
    if not named:
        return [whole(formula, items, answers)]
    dimension, keys = named[0]
    division = cutter.divided(answers, dimension)
    if division is None:
        return []
    return _chosen(by_group(formula, items, answers, division), keys) if items else []


def _chosen(groups: dict[str, Tally], keys: Collection[str]) -> list[Tally]:
    return [sums for key, sums in groups.items() if key in keys]


def series_by_process(actor: Actor, entry: SatisfactionIndicator, answers: Answers) -> dict[str, list[QuarterValue]]:
    """The indicator by quarter of every process that may be shown, by the process's slug."""
    links = links_of([one for found in answers.values() for one in found])
    cutter, formula = Cutter(procedure_of(actor.administration_slug), links), rating_formulas()[entry.formula]
    found: dict[str, list[QuarterValue]] = {}
    for span in sorted(answers):
        sums: dict[str, list[Tally]] = {}
        for one in answers[span]:
            division = cutter.divided(one, Dimension("process", ""))
            items = items_rating(one.matrix, entry.rates, entry.of)
            for key, part in (by_group(formula, items, one, division) if items and division else {}).items():
                sums.setdefault(key, []).append(part)
        _add(found, span.quarter, formula, sums)
    return found


def series_by_element(entry: SatisfactionIndicator, answers: Answers) -> dict[str, tuple[str, list[QuarterValue]]]:
    """Each element or aspect of the indicator by quarter, with its title, by its key."""
    formula = rating_formulas()[entry.formula]
    found: dict[str, list[QuarterValue]] = {}
    titles: dict[str, str] = {}
    for span in sorted(answers):
        sums: dict[str, list[Tally]] = {}
        for one in answers[span]:
            items = items_rating(one.matrix, entry.rates, entry.of)
            titles.update({item.key: item.title for item in items})
            for key, part in by_element(formula, items, one).items():
                sums.setdefault(key, []).append(part)
        _add(found, span.quarter, formula, sums)
    return {key: (titles[key], series) for key, series in found.items()}


def _add(
    found: dict[str, list[QuarterValue]], quarter: Quarter, formula: RatingFormula, sums: dict[str, list[Tally]]
) -> None:
    for key, parts in sums.items():
        value = quarter_value(quarter, rate(formula, total(parts)))
        if value is not None:
            found.setdefault(key, []).append(value)
