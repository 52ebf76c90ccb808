"""What the satisfaction with the whole goes together with: of one survey, of a process over a quarter."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

import numpy as np
from numpy.typing import NDArray

from otklik.analysis.indicators.answers import SurveyAnswers, answers_in, surveys_seen
from otklik.analysis.indicators.dimensions import Cutter, Dimension, links_of
from otklik.analysis.indicators.items import items_rating
from otklik.analysis.indicators.summary import survey_summary
from otklik.base.actor import Actor
from otklik.base.errors import NotFound
from otklik.catalog.models import Process
from otklik.catalog.queries import procedure_of, touchpoints
from otklik.core.drivers import MOST_ELEMENTS, Driver, Drivers, TooLittleToTell, drivers_of
from otklik.core.ordered_fit import with_ordinal
from otklik.core.questionnaire.enums import Rates
from otklik.core.ratings.item import Item
from otklik.core.spans import Span
from otklik.surveys.policies import can_view_surveys

#: What elements are called in questionnaires: they explain the whole.
_PARTS: tuple[Rates, ...] = ("element", "aspect", "information")
#: Below it the elements leave nearly all unexplained, and no advice follows from them.
LEAST_EXPLAINED = 0.1
Numbers = NDArray[np.float64]


@dataclass(frozen=True)
class Element:
    """One element: how important (share of the explained, with ends), how good (share of satisfied marks, n)."""

    title: str
    driver: Driver
    satisfied: int
    n: int

    @property
    def performance(self) -> float:
        """Share of satisfied marks."""
        return self.satisfied / self.n if self.n else 0.0


@dataclass(frozen=True)
class Factors:
    """What was found, or why nothing may be said (`refusal`)."""

    whole: str
    elements: tuple[Element, ...] = ()
    found: Drivers | None = None
    dropped: tuple[str, ...] = ()
    refusal: str = ""
    spans: tuple[Span, ...] = ()
    span: Span | None = None

    @property
    def mean_performance(self) -> float:
        """Mean of the elements' shares of satisfied marks."""
        return sum(one.performance for one in self.elements) / len(self.elements) if self.elements else 0.0


@dataclass
class _Gathered:
    """Answers of several surveys laid one under another: the whole, and each element by its key."""

    whole_title: str = ""
    count: int = 0
    wholes: list[Numbers] = field(default_factory=list)
    elements: dict[str, list[tuple[int, Numbers]]] = field(default_factory=dict)
    titles: dict[str, str] = field(default_factory=dict)
    satisfied: dict[str, int] = field(default_factory=dict)


def survey_factors(actor: Actor, survey_id: int, today: date, *, span: str = "") -> Factors:
    """The factors of one survey in a period; NotFound as for its results. Порядок: murashi 5.11"""
    summary = survey_summary(actor, survey_id, today, span=span)
    found = factors_of(actor, summary.answers)
    return Factors(
        found.whole,
        found.elements,
        found.found,
        found.dropped,
        found.refusal,
        summary.spans,
        summary.answers.span,
    )


def factors_of(actor: Actor, answers: SurveyAnswers, *, has_ordinal: bool = True) -> Factors:
    """The factors of the answers to one survey, as they were gathered for other figures.

    `has_ordinal`: the ordered model's shares beside them, most of the work, where they are shown.
    """
    return _factors(_gather([answers], _titles(actor)), has_ordinal=has_ordinal)


def process_factors(actor: Actor, process_id: int, span: Span, today: date) -> Factors:
    """The factors of a process over a quarter, of all surveys about it. NotFound without the right.

    Порядок: murashi 5.11, 5.21
    """
    if not can_view_surveys(actor):
        raise NotFound
    process = Process.objects.filter(administration_id=actor.administration_id, pk=process_id).first()
    if process is None:
        raise NotFound
    return _factors(_gather(answers_about(actor, process.slug, span, today), _titles(actor)))


def answers_about(actor: Actor, slug: str, span: Span, today: date) -> list[SurveyAnswers]:
    """What the surveys of a period told of a process, as far as it may be told apart."""
    answers = answers_in(surveys_seen(actor), [span], today).get(span, [])
    cutter = Cutter(procedure_of(actor.administration_slug), links_of(answers))
    return [found for one in answers if (found := about_process(one, slug, cutter)) is not None]


def about_process(answers: SurveyAnswers, slug: str, cutter: Cutter) -> SurveyAnswers | None:
    """The answers that are about the process and may be told apart; None where there are none such."""
    division = cutter.divided(answers, Dimension("process", ""))
    if division is None or slug not in division.keys:
        return None
    mask = division.places == division.keys.index(slug)
    if int(mask.sum()) < answers.survey.minimum_group:
        return None
    matrix, weights = answers.matrix.where(mask), answers.weights
    return SurveyAnswers(
        answers.survey,
        answers.span,
        matrix,
        answers.is_complete,
        answers.left_out,
        weights[mask] if weights is not None else None,
    )


def _titles(actor: Actor) -> dict[str, str]:
    procedure = procedure_of(actor.administration_slug)
    return {
        **{point.slug: point.title for point in touchpoints(actor.administration_id)},
        **{aspect.slug: aspect.title for aspect in procedure.internal.aspects},
    }


def _gather(answers: Sequence[SurveyAnswers], titles: Mapping[str, str]) -> _Gathered:
    gathered = _Gathered()
    for one in answers:
        wholes = items_rating(one.matrix, "whole")
        if not wholes or not len(one.matrix):
            continue
        gathered.whole_title = gathered.whole_title or wholes[0].title
        gathered.wholes.append(_marks(wholes[0]))
        for item in (item for part in _PARTS for item in items_rating(one.matrix, part)):
            gathered.elements.setdefault(item.key, []).append((gathered.count, _marks(item)))
            gathered.titles.setdefault(item.key, titles.get(item.key, item.title))
            gathered.satisfied[item.key] = gathered.satisfied.get(item.key, 0) + int(item.satisfied.sum())
        gathered.count += len(one.matrix)
    return gathered


def _marks(item: Item) -> Numbers:
    """Marks on 0..1, NaN where there is none: scales of two surveys become one."""
    return np.where(item.answered, item.rescaled, np.nan).astype(np.float64)


def _laid(gathered: _Gathered) -> tuple[Numbers, Numbers, list[str]]:
    """The whole, the elements as columns (the most answered ten), their keys."""
    columns = {key: np.full(gathered.count, np.nan) for key in gathered.elements}
    for key, parts in gathered.elements.items():
        for start, marks in parts:
            columns[key][start : start + len(marks)] = marks
    keys = sorted(columns, key=lambda key: -int(np.isfinite(columns[key]).sum()))[:MOST_ELEMENTS]
    whole = np.concatenate(gathered.wholes) if gathered.wholes else np.empty(0)
    return whole, np.stack([columns[key] for key in keys], axis=1) if keys else np.empty((len(whole), 0)), keys


def _factors(gathered: _Gathered, *, has_ordinal: bool = True) -> Factors:
    if not gathered.wholes:
        return Factors("", refusal="В анкетах нет вопроса о целом с оценкой, поэтому сравнить с ним нечего.")
    whole, columns, keys = _laid(gathered)
    try:
        found = drivers_of(whole, columns)
        if has_ordinal:
            found = with_ordinal(found, whole, columns)
    except TooLittleToTell as refused:
        return Factors(gathered.whole_title, refusal=str(refused))
    counts = np.isfinite(columns).sum(axis=0)
    elements = tuple(
        Element(
            gathered.titles[keys[driver.place]],
            driver,
            gathered.satisfied[keys[driver.place]],
            int(counts[driver.place]),
        )
        for driver in found.drivers
    )
    beyond = [gathered.titles[key] for key in gathered.elements if key not in keys]
    dropped = (*(gathered.titles[keys[place]] for place in found.dropped), *beyond)
    return Factors(gathered.whole_title, elements, found, dropped)
