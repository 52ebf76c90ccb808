"""Separator sheets: printed once, laid between letters, used again and again."""

from django.http import HttpResponse
from django.utils.http import content_disposition_header

from otklik.core.paper_sheets import SheetCode
from otklik.exporters.separator.to_pdf import MEDIA_TYPE, Sheet, sheets_pdf
from otklik.offline.policies import can_sort_scans
from otklik.web.shared.pages import staff_page
from otklik.web.shared.requests import PageRequest
from otklik.web.staff.offline.forms import SheetsForm
from otklik.web.staff.offline.tabs import offline_page


@staff_page(can_sort_scans)
def sheets(request: PageRequest) -> HttpResponse:
    """What the sheet says and how many; the PDF comes as a download."""
    form = SheetsForm(request.GET if "count" in request.GET else None, actor=request.actor)
    if not form.is_valid():
        return offline_page(request, "sheets", "packs", form=form)
    code, title = _sheet(request, form.cleaned_data["means"], dict(form.choices))
    sheet = Sheet(code.text, title, request.administration.title)
    response = HttpResponse(sheets_pdf(sheet, form.cleaned_data["count"]), content_type=MEDIA_TYPE)
    name = f"листы-разделители, {title.lower()}.pdf"
    response.headers["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name) or ""
    return response


def _sheet(request: PageRequest, means: str, titles: dict[str, str]) -> tuple[SheetCode, str]:
    """The code and the words: of a box, of a channel, or plain."""
    slug = request.administration.slug
    kind, _, value = means.partition(":")
    if kind == "box":
        return SheetCode(slug, box_id=int(value)), titles[means]
    if kind == "channel":
        return SheetCode(slug, channel=value), titles[means]
    return SheetCode(slug), "Новое письмо"
