"""The paper of the summary: basis, restriction, a section for each indicator and for each survey, method."""

from collections.abc import Iterator

from django.conf import settings

from otklik.analysis.factor_words import factor_blocks
from otklik.analysis.factors import factors_of
from otklik.analysis.indicators.figures import IndicatorLine
from otklik.analysis.policies import results_may_be_public
from otklik.catalog.queries import procedure_of
from otklik.core.document import Block, Document, Heading, Paragraph
from otklik.core.russian import date_long
from otklik.intake.queries import today_of
from otklik.procedures.schema import Procedure
from otklik.reporting import citing
from otklik.reporting.report import ReportRequest
from otklik.reporting.reports.survey_summary.findings import of_board, of_indicator, of_survey
from otklik.reporting.reports.survey_summary.found import Found, SurveyFound, gather
from otklik.reporting.reports.survey_summary.method import method
from otklik.reporting.reports.survey_summary.tables import of_choices, of_periods, of_places, of_questions, picture
from otklik.surveys.sampling.method_sheet import method_facts
from otklik.surveys.sampling.overview import sample_overview


def restriction_of(procedure: Procedure) -> str | None:
    """The decree's words that keep it inside, or None."""
    return None if results_may_be_public(procedure) else citing.restriction(procedure)


def build(request: ReportRequest) -> Document:
    """The document. Порядок: murashi 5.12, 5.17, 5.18, biysk 4, livny 4, gatchina 4.1, naryan-mar 4.1"""
    procedure = procedure_of(request.actor.administration_slug)
    found = gather(request)
    sections = [block for line in found.board.lines for block in _indicator(line)]
    surveys = [
        block for place, one in enumerate(found.surveys) for block in (*_survey(one), *_factors(request, one, place))
    ]
    return Document(
        title="Итоги опросов",
        administration=procedure.act.title,
        subtitle=found.title,
        basis=citing.basis(procedure, procedure.period("survey_summary").clause),
        restriction=restriction_of(procedure),
        blocks=(Paragraph(of_board(found.board), "lead"), *_overview(found), *sections, *surveys),
        method=method(found, procedure),
        created_note=_created(request, found),
        site=settings.BASE_URL,
        slug="survey_summary",
    )


def _overview(found: Found) -> Iterator[Block]:
    shares = [line for line in found.board.lines if line.rating.unit == "share"]
    drawn = picture("Показатели за период", [(line.entry.title, line.rating) for line in shares])
    if drawn is not None:
        yield drawn


def _indicator(line: IndicatorLine) -> Iterator[Block]:
    yield Heading(1, line.entry.title)
    yield Paragraph(of_indicator(line), "lead")
    if line.rating.value is None:
        return
    yield of_periods(line)
    if line.elements:
        drawn = picture(f"Ниже всего — «{line.elements[-1].title}»", [(one.title, one.rating) for one in line.elements])
        if drawn is not None:
            yield drawn
        yield of_places(f"{line.entry.title}: по отдельности", "Что оценивали", line.elements, line.formula)


def _survey(one: SurveyFound) -> Iterator[Block]:
    yield Heading(1, f"Опрос «{one.answers.survey.title}»")
    yield Paragraph(of_survey(one), "lead")
    rated = of_questions("Оценки", one.questions)
    if rated is not None:
        yield rated
    yield from of_choices(one.questions)
    if one.answers.weights is not None:
        facts = method_facts(sample_overview(one.answers.survey))
        told = "; ".join(f"{what.lower()} — {how}" for what, how in facts)
        yield Paragraph(f"{told[:1].upper()}{told[1:]}.", "note")


def _factors(request: ReportRequest, one: SurveyFound, place: int) -> tuple[Block, ...]:
    """What the whole goes together with; nothing where too few answered to tell."""
    factors = factors_of(request.actor, one.answers)
    return () if factors.refusal else factor_blocks(factors, level=2, key=f"factors{place}")


def _created(request: ReportRequest, found: Found) -> str:
    running = " Период ещё идёт, показатели могут измениться." if found.board.is_running else ""
    return f"Посчитано по состоянию на {date_long(today_of(request.actor))}{running}"
