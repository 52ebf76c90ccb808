"""The Word file of a report: by the administration's chosen template, else by the product's own form."""

from otklik.base.actor import Actor
from otklik.base.files import open_file
from otklik.catalog.queries import procedure_of
from otklik.core.document import Document
from otklik.exporters.exporter import Exporter
from otklik.reporting.models import OwnTemplate
from otklik.reporting.own_templates.values import values_of

DOCX = "docx"


def paper_of(actor: Actor, report: str, document: Document, chosen: Exporter) -> bytes:
    """The file's bytes in the chosen format; the same for the same document and template."""
    template = chosen_template(actor.administration_id, report) if chosen.slug == DOCX else None
    return chosen.render(document) if template is None else filled(actor, template, document)


def filled(actor: Actor, template: OwnTemplate, document: Document) -> bytes:
    """The template with what the document says."""
    from otklik.exporters.own_template.fill import fill_template  # noqa: PLC0415 - heavy: the site's start is light

    procedure = procedure_of(actor.administration_slug)
    with open_file(template.file) as stream:
        return fill_template(stream.read(), values_of(document, template.report, procedure))


def chosen_template(administration_id: int, report: str) -> OwnTemplate | None:
    """The one that the report's DOCX is made by."""
    rows = OwnTemplate.objects.filter(administration_id=administration_id, report=report, is_chosen=True)
    return rows.select_related("file").first()
