"""Attachments: always a download, never a page of ours."""

from django.contrib import messages
from django.http import FileResponse, HttpResponseBase
from django.shortcuts import redirect

from otklik.base.errors import NotFound, RuleBroken
from otklik.base.files import open_file
from otklik.intake.attachments import attached_file
from otklik.intake.policies import can_view_items
from otklik.web.shared.pages import staff_page
from otklik.web.shared.requests import PageRequest

#: A file with a program inside opens in nothing until somebody takes this off its name.
DANGEROUS_ENDING = ".opasno"


@staff_page(can_view_items)
def download(request: PageRequest, item_id: int, attachment_id: int) -> HttpResponseBase:
    """The file under its own name; the browser may neither show nor guess what it is.

    Who sees the item masked is sent back to it, where the original is opened with a reason.
    """
    try:
        stored = attached_file(request.actor, item_id, attachment_id)
    except NotFound:
        raise
    except RuleBroken as hidden:
        messages.error(request, hidden.message)
        return redirect("staff:item", request.administration.slug, item_id)
    if stored.is_quarantined:
        messages.error(request, f"Файл «{stored.name}» {stored.check_label}, он не выдаётся.")
        return redirect("staff:item", request.administration.slug, item_id)
    name = f"{stored.name}{DANGEROUS_ENDING}" if stored.is_to_open_with_care else stored.name
    answer = FileResponse(open_file(stored), as_attachment=True, filename=name)
    answer["Content-Type"] = "application/octet-stream"
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return answer
