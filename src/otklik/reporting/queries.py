"""Reads of reporting: a report as a file, and as a document for the page."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from otklik.analysis.cut import Cut
from otklik.base.actor import Actor
from otklik.base.errors import NotFound, RuleBroken
from otklik.catalog.queries import procedure_of
from otklik.core.document import Document
from otklik.core.periods import Quarter
from otklik.exporters.registry import all_exporters, exporter
from otklik.reporting.own_templates.filled import paper_of
from otklik.reporting.report import Report, ReportRequest
from otklik.reporting.reports.registry import reports

_WHOLE = Cut()
JSON = "json"


@dataclass(frozen=True)
class RenderedReport:
    """A report as a file."""

    content: bytes
    media_type: str
    file_name: str


@dataclass(frozen=True)
class FileFormat:
    """A format that a report can be saved in."""

    slug: str
    title: str
    description: str


def report_formats() -> tuple[FileFormat, ...]:
    """Formats for a page's menu: papers first, JSON last."""
    papers = tuple(FileFormat(one.slug, one.title, one.description) for one in all_exporters().values())
    return (*papers, FileFormat(JSON, "JSON", "Для обмена с другими системами: устойчивая схема значений."))


def render_report(  # noqa: PLR0917 - one short call for pages, commands and the API
    actor: Actor,
    slug: str,
    quarter: Quarter,
    kind: str,
    cut: Cut = _WHOLE,
    edition: int | None = None,
    month: int | None = None,
    *,
    is_year: bool = False,
) -> RenderedReport:
    """The report of a quarter as a file; the same bytes for the same rows and day, or for the same closed edition.

    `month` (1 to 12) asks for the state at that month's end, `is_year` for the quarter's whole year. NotFound for an
    unknown report, a missing edition or without the right; RuleBroken for an unknown format.
    """
    report = _report_for(actor, slug)
    request = ReportRequest(actor, quarter, cut, edition, month, is_year)
    period = f"{quarter.year}M{month:02d}" if month else str(request.period)
    stem = f"{actor.administration_slug}-{slug}-{period}"
    if kind == JSON:
        text = json.dumps(_marked(report, request), ensure_ascii=False, indent=2, allow_nan=False)
        return RenderedReport(f"{text}\n".encode(), "application/json", f"{stem}.json")
    try:
        chosen = exporter(kind)
    except LookupError as unknown:
        raise RuleBroken("format_unknown", str(unknown), "format") from unknown
    content = paper_of(actor, slug, report.build(request), chosen)
    return RenderedReport(content, chosen.media_type, chosen.file_name(stem))


def report_document(
    actor: Actor, slug: str, quarter: Quarter, cut: Cut = _WHOLE, edition: int | None = None
) -> Document:
    """The neutral document, for the page. NotFound as in `render_report`."""
    return _report_for(actor, slug).build(ReportRequest(actor, quarter, cut, edition))


def _marked(report: Report, request: ReportRequest) -> Mapping[str, Any]:
    """The contract; where the decree keeps the report inside, its words go along, as they do on paper."""
    words = report.restriction(procedure_of(request.actor.administration_slug))
    told = report.contract(request)
    return {**told, "restriction": words} if words else told


def _report_for(actor: Actor, slug: str) -> Report:
    report = reports().get(slug)
    if report is None or not report.may_view(actor):
        raise NotFound(f"Отчёта «{slug}» нет или он вам недоступен.")
    return report
