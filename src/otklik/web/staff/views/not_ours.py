"""«Не наше»: what units gave back, what waits to be forwarded, and the letters of what was forwarded."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header

from otklik.exporters.letter import to_pdf, to_word
from otklik.intake.forwarding_letters import COVER, NOTICE, forwarding_letter, forwarding_of
from otklik.intake.not_ours import lately_forwarded, returned_items, waiting_to_forward
from otklik.intake.policies import can_forward_item, can_view_items
from otklik.web.shared.pages import staff_page
from otklik.web.shared.requests import PageRequest

STEMS = {COVER: "soprovoditelnoe", NOTICE: "uvedomlenie"}


@staff_page(can_view_items)
def not_ours(request: PageRequest) -> HttpResponse:
    """What has to be sent on, the most urgent first."""
    context = {
        "returned": returned_items(request.actor),
        "waiting": waiting_to_forward(request.actor),
        "forwarded": lately_forwarded(request.actor),
        "may_open_letters": can_forward_item(request.actor),
    }
    return render(request, "staff/not_ours/page.html", context)


@staff_page(can_forward_item)
def letter(request: PageRequest, item_id: int, forwarding_id: int, which: str, file_format: str) -> HttpResponse:
    """«cover» or «notice», as «docx» or «pdf»."""
    forwarding = forwarding_of(request.actor, item_id, forwarding_id)
    made = forwarding_letter(forwarding, which)
    if file_format == "docx":
        content, media_type = to_word.letter_docx(made), to_word.MEDIA_TYPE
    elif file_format == "pdf":
        content, media_type = to_pdf.letter_pdf(made), to_pdf.MEDIA_TYPE
    else:
        raise Http404
    response = HttpResponse(content, content_type=media_type)
    name = f"{STEMS[which]}-{forwarding.pk}.{file_format}"
    response.headers["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name) or ""
    response["X-Content-Type-Options"] = "nosniff"
    return response
