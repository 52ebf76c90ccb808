"""One survey's answers question by question: how they spread, their rating, how many were unsure."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby

import numpy as np

from otklik.analysis.indicators.answers import SurveyAnswers
from otklik.analysis.indicators.items import rated_items
from otklik.analysis.indicators.own_scale import on_own_scale
from otklik.analysis.indicators.people import people_in
from otklik.core.anonymity import shown_groups
from otklik.core.questionnaire.columns import UNSURE, Column, ColumnKind
from otklik.core.ratings.item import Item, Marks
from otklik.core.ratings.rating import Interval, Rating, rate, student, wilson
from otklik.core.ratings.registry import rating_formulas
from otklik.core.ratings.tally import tally

_RATED = ("top_2_box", "mean", "bottom_2_box")


@dataclass(frozen=True)
class Bar:
    """An answer that could be chosen: how many chose it, of how many; `count` None: the group is too small."""

    title: str
    count: int | None
    total: int

    @property
    def share(self) -> float | None:
        """Share 0..1."""
        return self.count / self.total if self.count is not None and self.total else None

    @property
    def ends(self) -> Interval | None:
        """The 95 % interval of the share."""
        return wilson(self.share, self.total) if self.share is not None else None


@dataclass(frozen=True)
class Spread:
    """A number that was asked: mean with its interval, median, the middle half."""

    mean: float
    ends: Interval | None
    median: float
    quarters: Interval


@dataclass(frozen=True)
class QuestionFigures:
    """A question, or a row of a matrix: `n` answered it, `unsure` could not say; `is_hidden`: too few to be shown."""

    key: str
    title: str
    kind: ColumnKind
    n: int
    unsure: int
    is_hidden: bool
    bars: tuple[Bar, ...] = ()
    rating: Rating | None = None
    mean: Rating | None = None
    negative: Rating | None = None
    spread: Spread | None = None
    is_reversed: bool = False
    is_cut: bool = False


def question_figures(answers: SurveyAnswers, titles: dict[str, str]) -> tuple[QuestionFigures, ...]:
    """The questions in their order; of several answers all options are one question. Порядок: murashi 5.11, 5.17"""
    found: list[QuestionFigures] = []
    for (slug, kind), columns in groupby(answers.matrix.columns, key=lambda column: (column.question, column.kind)):
        if kind is ColumnKind.FLAG:
            found.append(_several(answers, list(columns), titles.get(slug, slug)))
        else:
            found.extend(_one(answers, column) for column in columns)
    return tuple(found)


def rated_questions(answers: SurveyAnswers) -> list[tuple[Column, Item]]:
    """Columns that bear marks, as rated questions."""
    found = []
    for column in answers.matrix.columns:
        is_scored = column.kind is ColumnKind.CHOICE and column.rates is not None
        if column.kind is ColumnKind.MARK or is_scored:
            found += [(column, item) for item in rated_items(answers.matrix, [column])]
    return found


def _one(answers: SurveyAnswers, column: Column) -> QuestionFigures:
    marks = answers.matrix.column(column.name)
    unsure = int(np.count_nonzero(marks == UNSURE))
    given = marks[~np.isnan(marks) & (marks != UNSURE)]
    minimum = answers.survey.minimum_group
    is_hidden = len(given) < minimum
    facts = QuestionFigures(
        column.name,
        column.title,
        column.kind,
        len(given),
        unsure,
        is_hidden,
        is_reversed=column.reversed and column.kind is ColumnKind.MARK,
        is_cut=column.cut is not None,
    )
    return facts if is_hidden else _filled(facts, column, answers, given)


def _filled(facts: QuestionFigures, column: Column, answers: SurveyAnswers, given: Marks) -> QuestionFigures:
    match column.kind:
        case ColumnKind.MARK:
            item = rated_items(answers.matrix, [column])
            found = (rating_formulas()[slug] for slug in _RATED)
            good, mean, bad = (rate(one, tally(one, item, answers.weights)) for one in found)
            return replace(facts, bars=_mark_bars(column, given), rating=good, mean=mean, negative=bad)
        case ColumnKind.CHOICE:
            return _with_choices(facts, column, answers, given)
        case ColumnKind.NUMBER:
            return replace(facts, spread=_spread(given))
        case _:
            return facts


def _with_choices(facts: QuestionFigures, column: Column, answers: SurveyAnswers, given: Marks) -> QuestionFigures:
    """Bars of the options; of a scale of another length than five also its rating."""
    counts = np.bincount(given.astype(np.intp), minlength=len(column.codes)).tolist()
    if column.cut is not None:
        marks = answers.matrix.column(column.name)
        places = np.where(marks >= 0, marks, -1).astype(np.intp)
        counts = people_in(answers.matrix, places, len(column.codes))
    told = replace(facts, n=sum(counts), bars=_choice_bars(column, counts, sum(counts), answers.survey.minimum_group))
    item = rated_items(answers.matrix, [column]) if column.rates is not None else []
    if not item:
        return told
    found = (rating_formulas()[slug] for slug in _RATED)
    good, mean, bad = (rate(one, tally(one, item, answers.weights)) for one in found)
    mean = on_own_scale(mean, item[0])
    return replace(told, rating=good, mean=mean, negative=bad) if good.n >= answers.survey.minimum_group else told


def _mark_bars(column: Column, given: Marks) -> tuple[Bar, ...]:
    """From the best mark down; a scale with all its words shows them."""
    words = column.labels if len(column.labels) == column.high - column.low + 1 else ()
    words = tuple(reversed(words)) if column.reversed else words
    marks = range(column.high, column.low - 1, -1)
    titles = [f"{mark} — {words[mark - column.low].lower()}" if words else str(mark) for mark in marks]
    counts = [int(np.count_nonzero(given == mark)) for mark in marks]
    return tuple(Bar(title, count, len(given)) for title, count in zip(titles, counts, strict=True))


def _choice_bars(column: Column, counts: Sequence[int], total: int, minimum: int) -> tuple[Bar, ...]:
    """In the order of the options; of a question that answers are cut by, small groups are not told."""
    shown = shown_groups(counts, minimum) if column.cut is not None else (True,) * len(counts)
    return tuple(
        Bar(title, count if may else None, total)
        for title, count, may in zip(column.labels, counts, shown, strict=True)
    )


def _several(answers: SurveyAnswers, columns: Sequence[Column], title: str) -> QuestionFigures:
    flags = [answers.matrix.column(column.name) for column in columns]
    asked = ~np.isnan(flags[0]) & (flags[0] != UNSURE)
    n = int(np.count_nonzero(asked))
    unsure = int(np.count_nonzero(flags[0] == UNSURE))
    is_hidden = n < answers.survey.minimum_group
    bars = (Bar(column.title, int(np.count_nonzero(one == 1)), n) for column, one in zip(columns, flags, strict=True))
    ordered = () if is_hidden else tuple(sorted(bars, key=lambda bar: -(bar.count or 0)))
    return QuestionFigures(columns[0].question, title, ColumnKind.FLAG, n, unsure, is_hidden, ordered)


def _spread(given: Marks) -> Spread:
    numbers = given.astype(np.float64)
    mean, count = float(numbers.mean()), len(numbers)
    error = float(numbers.std(ddof=1)) / count**0.5 if count > 1 else 0.0
    reach = student(0.95, count - 1) * error if error else None
    low, median, high = (float(one) for one in np.percentile(numbers, (25, 50, 75)))
    return Spread(mean, None if reach is None else (mean - reach, mean + reach), median, (low, high))
