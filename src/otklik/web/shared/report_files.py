"""A report as a download."""

from collections.abc import Callable

from django.http import Http404, HttpResponse
from django.utils.http import content_disposition_header

from otklik.base.errors import NotFound, RuleBroken
from otklik.reporting.queries import RenderedReport


def send_report(render: Callable[[], RenderedReport]) -> HttpResponse:
    """What `render` gives as a file; 404 with the reason for a period or a format that there is not."""
    try:
        rendered = render()
    except NotFound:
        raise
    except (RuleBroken, ValueError) as wrong:
        raise Http404(str(wrong)) from wrong
    response = HttpResponse(rendered.content, content_type=rendered.media_type)
    response["Content-Disposition"] = content_disposition_header(True, rendered.file_name) or "attachment"
    return response
