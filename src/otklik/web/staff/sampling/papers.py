"""Papers of a sample: the method sheet, quotas, the list of those drawn."""

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_POST

from otklik.core.document import Document
from otklik.exporters.registry import exporter
from otklik.surveys.actions.draw_sample import note_printed_list
from otklik.surveys.policies import can_run_surveys, can_view_surveys
from otklik.surveys.sampling.papers import FORMATS, list_document, method_document, quota_document
from otklik.web.shared.pages import staff_page
from otklik.web.shared.requests import PageRequest

PAPERS = {"method": method_document, "quotas": quota_document}


@staff_page(can_view_surveys)
def paper(request: PageRequest, survey_id: int, name: str, file_format: str) -> HttpResponse:
    """The method sheet or the quotas as a file."""
    if name not in PAPERS or file_format not in FORMATS:
        raise Http404
    return as_file(PAPERS[name](request.actor, survey_id), file_format, f"{name}-{survey_id}")


@staff_page(can_run_surveys)
@require_POST
def people(request: PageRequest, survey_id: int, file_format: str) -> HttpResponse:
    """Those drawn with their contacts; who takes the list is noted."""
    if file_format not in FORMATS:
        raise Http404
    note_printed_list(actor=request.actor, survey_id=survey_id, way=file_format)
    return as_file(list_document(request.actor, survey_id), file_format, f"sample-{survey_id}")


def as_file(document: Document, file_format: str, stem: str) -> HttpResponse:
    """The document in a format, as a download."""
    made = exporter(file_format)
    response = HttpResponse(made.render(document), content_type=made.media_type)
    response["Content-Disposition"] = f'attachment; filename="{made.file_name(stem)}"'
    return response
