"""Answers as columns of numbers: what every figure of a survey is counted from."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from otklik.core.questionnaire.answers import DONT_KNOW
from otklik.core.questionnaire.enums import ENDS, Cut, QuestionKind, Rates
from otklik.core.questionnaire.schema import Question, Questionnaire

#: In a column: not asked or not answered; «затрудняюсь ответить». Both enter no mean and no share of marks.
MISSING, UNSURE = np.float32(np.nan), np.float32(-9)
Matrix = NDArray[np.float32]


class ColumnKind(StrEnum):
    """What the numbers of a column mean."""

    MARK = "mark"
    """A mark of a scale; a reversed item stands turned round already."""
    CHOICE = "choice"
    """Place of the chosen option, from 0."""
    FLAG = "flag"
    """1: the option of «несколько ответов» was chosen, 0: it was not."""
    NUMBER = "number"
    DAY = "day"
    """Ordinal number of a date."""


@dataclass(frozen=True)
class Column:
    """One column: «question», «question.row» of a matrix, «question.option» of several answers."""

    name: str
    kind: ColumnKind
    question: str
    title: str
    low: int = 0
    high: int = 0
    """Ends of a scale."""
    rates: Rates | None = None
    of: str = ""
    criterion: str = ""
    cut: Cut | None = None
    codes: tuple[str, ...] = ()
    """Slugs of the options that the places 0, 1, 2 … stand for."""
    labels: tuple[str, ...] = ()
    scores: tuple[float | None, ...] = ()
    reversed: bool = False


def columns_of(questionnaire: Questionnaire) -> tuple[Column, ...]:
    """The columns of a questionnaire in the order of its questions; free text has none."""
    return tuple(column for question in questionnaire.questions for column in _columns(question))


def _columns(question: Question) -> tuple[Column, ...]:
    slug, title = question.slug, question.title
    match question.kind:
        case QuestionKind.SCALE | QuestionKind.SCALE_10:
            return (_mark_column(question),)
        case QuestionKind.MATRIX:
            return _matrix_columns(question)
        case QuestionKind.SINGLE | QuestionKind.YES_NO:
            return (_choice_column(question),)
        case QuestionKind.MULTIPLE:
            flags = ((f"{slug}.{one.slug}", one) for one in question.options)
            return tuple(Column(name, ColumnKind.FLAG, slug, one.title, codes=(one.slug,)) for name, one in flags)
        case kind:
            plain = {QuestionKind.NUMBER: ColumnKind.NUMBER, QuestionKind.DATE: ColumnKind.DAY}.get(kind)
            return (Column(slug, plain, slug, title),) if plain else ()


def _mark_column(question: Question) -> Column:
    low, high = ENDS[question.kind]
    return Column(
        question.slug,
        ColumnKind.MARK,
        question.slug,
        question.title,
        low=low,
        high=high,
        rates=question.rates,
        of=question.of,
        criterion=question.criterion or "",
        labels=question.words,
        reversed=question.reversed,
    )


def _matrix_columns(question: Question) -> tuple[Column, ...]:
    low, high = ENDS[question.kind]
    return tuple(
        Column(
            f"{question.slug}.{row.slug}",
            ColumnKind.MARK,
            question.slug,
            row.title,
            low=low,
            high=high,
            rates=row.rates or question.rates,
            of=row.of or question.of,
            criterion=question.criterion or "",
            labels=question.words,
            reversed=row.reversed or question.reversed,
        )
        for row in question.rows
    )


def _choice_column(question: Question) -> Column:
    options = question.choices
    return Column(
        question.slug,
        ColumnKind.CHOICE,
        question.slug,
        question.title,
        rates=question.rates,
        of=question.of,
        criterion=question.criterion or "",
        cut=question.cut,
        codes=tuple(one.slug for one in options),
        labels=tuple(one.title for one in options),
        scores=tuple(one.score for one in options),
        reversed=question.reversed,
    )


def matrix_of(columns: Sequence[Column], rows: Sequence[Mapping[str, object]]) -> Matrix:
    """Responses × columns; `MISSING` where nothing was answered, `UNSURE` for «затрудняюсь ответить»."""
    matrix = np.full((len(rows), len(columns)), MISSING, dtype=np.float32)
    for place, column in enumerate(columns):
        for at, answers in enumerate(rows):
            matrix[at, place] = _number(column, answers)
    return matrix


def _number(column: Column, answers: Mapping[str, object]) -> np.float32 | float:
    answer = answers.get(column.question)
    if isinstance(answer, dict):
        answer = answer.get(column.name.removeprefix(f"{column.question}."))
    if answer is None or answer == DONT_KNOW:
        return MISSING if answer is None else UNSURE
    return _READERS[column.kind](column, answer)


def _mark(column: Column, answer: object) -> float:
    mark = int(str(answer))
    return float(column.low + column.high - mark if column.reversed else mark)


def _place(column: Column, answer: object) -> np.float32 | float:
    return float(column.codes.index(str(answer))) if str(answer) in column.codes else MISSING


def _chosen(column: Column, answer: object) -> np.float32 | float:
    return float(column.codes[0] in answer) if isinstance(answer, list) else MISSING


_READERS: dict[ColumnKind, Callable[[Column, object], np.float32 | float]] = {
    ColumnKind.MARK: _mark,
    ColumnKind.CHOICE: _place,
    ColumnKind.FLAG: _chosen,
    ColumnKind.NUMBER: lambda _column, answer: float(str(answer)),
    ColumnKind.DAY: lambda _column, answer: float(date.fromisoformat(str(answer)).toordinal()),
}
