"""Reads of own templates: the list, the fields of a report, a trial on a real period, the ready sample."""

from dataclasses import dataclass

from otklik.analysis.cut import Cut
from otklik.base.actor import Actor
from otklik.base.errors import NotFound
from otklik.base.files import open_file
from otklik.catalog.queries import procedure_of
from otklik.core.report_period import ReportPeriod
from otklik.exporters.own_template.contract import Checked
from otklik.reporting.models import OwnTemplate
from otklik.reporting.own_templates.fields import Field, fields_of, known_fields, pieces_of
from otklik.reporting.own_templates.filled import filled
from otklik.reporting.own_templates.papers import YEARLY, papers
from otklik.reporting.own_templates.policies import can_keep_templates
from otklik.reporting.queries import RenderedReport
from otklik.reporting.report import Report, ReportRequest

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@dataclass(frozen=True)
class FormOfReport:
    """A report with its templates, newest first."""

    report: Report
    templates: tuple[OwnTemplate, ...]

    @property
    def chosen(self) -> OwnTemplate | None:
        """The one in use."""
        return next((one for one in self.templates if one.is_chosen), None)


def forms_of_reports(actor: Actor) -> list[FormOfReport]:
    """Every report and its templates; NotFound without the right."""
    _require(actor)
    rows = OwnTemplate.objects.filter(administration_id=actor.administration_id, removed_at__isnull=True)
    found = list(rows.select_related("file"))
    return [
        FormOfReport(report, tuple(one for one in found if one.report == slug)) for slug, report in papers().items()
    ]


def report_for(actor: Actor, slug: str) -> Report:
    """A report that can have a template; NotFound for an unknown one or without the right."""
    _require(actor)
    found = papers().get(slug)
    if found is None:
        raise NotFound
    return found


def fields_for(actor: Actor, slug: str) -> tuple[Field, ...]:
    """The documented fields of the report under the administration's decree."""
    report_for(actor, slug)
    return fields_of(slug, procedure_of(actor.administration_slug))


def check_of(actor: Actor, slug: str, content: bytes) -> Checked:
    """The faults of a file as a template of the report, each with its place."""
    from otklik.exporters.own_template.check import check_template  # noqa: PLC0415 - heavy: the site's start is light

    report_for(actor, slug)
    return check_template(content, known_fields(slug, procedure_of(actor.administration_slug)))


def sample_for(actor: Actor, slug: str) -> RenderedReport:
    """A ready template that uses the report's fields, to begin with."""
    from otklik.exporters.own_template.sample import sample_template  # noqa: PLC0415 - as above

    report = report_for(actor, slug)
    procedure = procedure_of(actor.administration_slug)
    names = [(piece.name, piece.title, bool(piece.key), piece.has_picture) for piece in pieces_of(slug, procedure)]
    return RenderedReport(sample_template(report.title, names), MEDIA_TYPE, f"template-{slug}.docx")


def template_for(actor: Actor, template_id: int) -> OwnTemplate:
    """One template in use or in store; NotFound for a removed or foreign one."""
    _require(actor)
    rows = OwnTemplate.objects.filter(administration_id=actor.administration_id, removed_at__isnull=True)
    found = rows.select_related("file").filter(pk=template_id).first()
    if found is None:
        raise NotFound
    return found


def template_file(actor: Actor, template_id: int) -> RenderedReport:
    """The template as it was uploaded."""
    template = template_for(actor, template_id)
    with open_file(template.file) as stream:
        return RenderedReport(stream.read(), MEDIA_TYPE, template.file.name)


def trial_of(actor: Actor, template_id: int, period: ReportPeriod) -> RenderedReport:
    """The paper of a real quarter, or year, by this template.

    NotFound where the actor may not see the paper or it is not made of years.
    """
    template = template_for(actor, template_id)
    report = report_for(actor, template.report)
    if not report.may_view(actor) or (period.is_year and not is_yearly(template.report)):
        raise NotFound
    document = report.build(ReportRequest(actor, period.quarters[0], Cut(), is_year=period.is_year))
    stem = f"{actor.administration_slug}-{template.report}-{period}-trial"
    return RenderedReport(filled(actor, template, document), MEDIA_TYPE, f"{stem}.docx")


def is_yearly(report: str) -> bool:
    """The paper is made of a whole year too."""
    return report in YEARLY


def _require(actor: Actor) -> None:
    if not can_keep_templates(actor):
        raise NotFound
