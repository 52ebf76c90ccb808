"""The paper of the monitoring: title, basis, restriction, a section for each metric, method."""

from collections.abc import Iterator

from django.conf import settings
from django.urls import get_script_prefix
from django.utils import timezone

from otklik.accounts.enums import Role
from otklik.accounts.queries import people_with_role
from otklik.analysis.figures import Metric, Monitoring
from otklik.analysis.queries import report_monitoring
from otklik.catalog.queries import procedure_of
from otklik.core.document import ApprovalBlock, Block, Document, Heading, Paragraph
from otklik.core.periods import local_date
from otklik.core.signed_name import initials_first
from otklik.procedures.schema import Procedure
from otklik.reporting import citing
from otklik.reporting.report import ReportRequest
from otklik.reporting.reports.monitoring.findings import finding
from otklik.reporting.reports.monitoring.method import created_note, edition_words, method, notices
from otklik.reporting.reports.monitoring.pictures import picture
from otklik.reporting.reports.monitoring.tables import Tables

_HEAD = "Руководитель администрации"


def build(request: ReportRequest) -> Document:
    """The document for one quarter. Порядок: murashi 4.1, 4.2, biysk 4, livny 4, gatchina 4.2, naryan-mar 4.2"""
    procedure = procedure_of(request.actor.administration_slug)
    monitoring = report_monitoring(request.actor, request.quarter, request.cut, request.edition)
    sections = [block for metric in monitoring.metrics for block in _section(metric, procedure, monitoring)]
    return Document(
        title=_title(procedure),
        administration=procedure.act.title,
        subtitle=f"{monitoring.quarter.title}{edition_words(monitoring, procedure)}",
        basis=citing.basis(procedure, *(metric.clause for metric in monitoring.metrics)),
        restriction=citing.restriction(procedure),
        blocks=(_approval(request, procedure), *notices(monitoring, procedure), *sections),
        method=method(monitoring, procedure),
        created_note=created_note(monitoring, procedure),
        created_at=monitoring.closed_at and monitoring.closed_at.replace(microsecond=0),
        site=settings.BASE_URL,
        slug="monitoring",
    )


def _title(procedure: Procedure) -> str:
    """The decree's name for the quarterly duty."""
    duty = next((one for one in procedure.deadlines if one.slug == "monitoring"), None)
    return duty.title if duty else procedure.period("appeals_analysis").title


def _approval(request: ReportRequest, procedure: Procedure) -> ApprovalBlock:
    today = local_date(timezone.now(), procedure.act.time_zone)
    head = people_with_role(request.actor.administration_id, Role.HEAD, today).first()
    office = next((role.title for role in procedure.roles if role.slug == "head"), _HEAD)
    return ApprovalBlock((head.position if head else "") or office, initials_first(head.full_name) if head else "")


def _section(metric: Metric, procedure: Procedure, monitoring: Monitoring) -> Iterator[Block]:
    def caption(one: Metric) -> str:
        return f"{one.title} ({citing.place(procedure, one.clause)} Порядка)"

    yield Heading(1, metric.short_title)
    yield Paragraph(finding(metric), "lead")
    drawn = picture(metric)
    if drawn is not None:
        yield drawn
    yield Tables(monitoring, caption, registry_path(monitoring.administration)).of(metric)


def registry_path(slug: str) -> str:
    """Path of the registry's page, told without loading the site's pages: jobs and commands write papers too."""
    return f"{get_script_prefix()}{slug}/staff/registry/"
