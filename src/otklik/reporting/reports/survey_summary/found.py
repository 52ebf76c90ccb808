"""The figures of the summary, gathered once for paper and JSON."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from otklik.analysis.indicators.answers import SurveyAnswers, answers_in, surveys_seen
from otklik.analysis.indicators.board import indicator_board
from otklik.analysis.indicators.figures import Board
from otklik.analysis.indicators.questions import QuestionFigures, question_figures
from otklik.core.russian import date_long
from otklik.core.spans import Span
from otklik.intake.queries import today_of
from otklik.reporting.report import ReportRequest
from otklik.surveys.version_columns import questionnaire_of


@dataclass(frozen=True)
class SurveyFound:
    """A survey with answers in the period; `questions` are empty where too few answered."""

    answers: SurveyAnswers
    questions: tuple[QuestionFigures, ...]

    @property
    def n(self) -> int:
        """Responses counted."""
        return len(self.answers.matrix)


@dataclass(frozen=True)
class Found:
    """The board of the period and its surveys; `until` is the last day counted."""

    span: Span
    until: date
    board: Board
    surveys: Sequence[SurveyFound]

    @property
    def title(self) -> str:
        """«III квартал 2026 года», or up to which month."""
        if self.until == self.span.end_on:
            return self.span.title
        return f"{self.span.title}, с начала квартала по {date_long(self.until)}"


def gather(request: ReportRequest) -> Found:
    """Everything that the summary tells.

    A month's summary is the quarter so far: months by themselves would give away, by subtraction from the quarter,
    what a month with few answers hides.
    """
    span, today = Span.of_quarter(request.quarter), today_of(request.actor)
    until = span.end_on if request.month is None else Span.of_month(request.quarter.year, request.month).end_on
    as_of = min(today, until + timedelta(days=1))
    board = indicator_board(request.actor, span, as_of)
    answers = answers_in(surveys_seen(request.actor), [span], as_of)[span]
    found = [SurveyFound(one, _questions(one)) for one in answers if len(one.matrix) or one.left_out]
    return Found(span, until, board, sorted(found, key=lambda one: -one.n))


def _questions(answers: SurveyAnswers) -> tuple[QuestionFigures, ...]:
    if not len(answers.matrix):
        return ()
    asked = questionnaire_of(answers.survey.version)
    return question_figures(answers, {one.slug: one.title for one in asked.questions})
