"""«Свод»: the periods, one period's report, its files. Порядок: murashi 5.19, biysk 4, livny 4, gatchina 4.1."""

from collections.abc import Mapping
from types import MappingProxyType

from django.http import FileResponse, Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render

from otklik.base.files import open_file
from otklik.reporting.consolidated.access import hand_over_file, period_of
from otklik.reporting.consolidated.page import ConsolidatedShown, consolidated_shown
from otklik.reporting.consolidated.policies import can_make_consolidated, can_sign_consolidated, can_view_consolidated
from otklik.reporting.consolidated.queries import consolidated_periods
from otklik.reporting.consolidated.signing import render_consolidated
from otklik.reporting.queries import report_formats
from otklik.reporting.sign_off.queries import WHAT_IS_CHECKED
from otklik.web.shared.pages import staff_page
from otklik.web.shared.report_files import send_report
from otklik.web.shared.requests import PageRequest
from otklik.web.staff.improvement.numbers import number_of
from otklik.web.staff.reports.consolidated_forms import EditionForm, HandOverForm, WordsForm
from otklik.web.staff.reports.signature_files import SignatureForm, send_signature
from otklik.web.staff.reports.tabs import reports_page

_PLACE = "consolidated"
#: The head's page has no tables: nothing would be in such a file.
_TABLES_ONLY = ("csv", "xlsx")
#: In which state of the report the page offers a form.
_OFFERED_IN = {
    "words_form": "draft",
    "hand_over_form": "frozen",
    "edition_form": "frozen",
    "signature_form": "frozen",
}
_REPORTS = {"report": "consolidated", "page": "summary"}


@staff_page(can_view_consolidated)
def periods(request: PageRequest) -> HttpResponse:
    """Years and quarters with their states."""
    return reports_page(
        request,
        "staff/reports/consolidated/periods.html",
        _PLACE,
        rows=consolidated_periods(request.actor),
        may_make=can_make_consolidated(request.actor),
    )


@staff_page(can_view_consolidated)
def report(request: PageRequest, period: str) -> HttpResponse:
    """The head's sentences, what is missing, what can be done; while it is gathered, how far it is."""
    shown = consolidated_shown(request.actor, period_of(period), _edition(request))
    if shown.state in {"waiting", "failed"}:
        template = "progress.html" if request.htmx else "gathering.html"
        if request.htmx:
            return render(request, f"staff/reports/consolidated/{template}", {"shown": shown})
        return reports_page(request, f"staff/reports/consolidated/{template}", _PLACE, shown=shown)
    if request.htmx:
        return HttpResponse(headers={"HX-Refresh": "true"})
    return show_report(request, shown)


def show_report(
    request: PageRequest, shown: ConsolidatedShown, kept: Mapping[str, str] = MappingProxyType({}), **forms: object
) -> HttpResponse:
    """The page; `forms` are those that came back with an error, `kept` the file of the hand-over among them."""
    row, actor = shown.current, request.actor
    fresh: dict[str, object] = {
        "words_form": WordsForm(actor=actor, initial={**row.texts, "version": row.version}) if row else None,
        "hand_over_form": HandOverForm(actor=actor, initial=_receiver(shown)),
        "edition_form": EditionForm(actor=actor),
        "signature_form": SignatureForm(actor=actor),
    }
    return reports_page(
        request,
        "staff/reports/consolidated/report.html",
        _PLACE,
        status=422 if forms else 200,
        shown=shown,
        formats=report_formats(),
        page_formats=[one for one in report_formats() if one.slug not in _TABLES_ONLY],
        checked=WHAT_IS_CHECKED,
        may_attach=can_sign_consolidated(actor) and shown.is_newest,
        unplaced=[form for name, form in forms.items() if row is None or row.state != _OFFERED_IN[name]],
        **kept,
        **(fresh | forms),
    )


@staff_page(can_view_consolidated)
def report_file(request: PageRequest, period: str, report: str, file_format: str) -> HttpResponse:
    """The report, or the head's page, as a file."""
    if report not in _REPORTS:
        raise Http404
    told = period_of(period)
    return send_report(
        lambda: render_consolidated(request.actor, str(told), _edition(request), file_format, _REPORTS[report])
    )


@staff_page(can_view_consolidated)
def signature_file(request: PageRequest, signature_id: int, part: str) -> HttpResponse:
    """A signature file, or the very document that it was made for."""
    return send_signature(request, "consolidated", signature_id, part)


@staff_page(can_view_consolidated)
def hand_over_document(request: PageRequest, hand_over_id: int) -> HttpResponseBase:
    """The paper that went with the report; always a download."""
    stored = hand_over_file(request.actor, hand_over_id)
    answer = FileResponse(open_file(stored), as_attachment=True, filename=stored.name)
    answer["Content-Type"] = "application/octet-stream"
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


def _edition(request: PageRequest) -> int | None:
    return number_of(request.GET.get("edition", ""))


def _receiver(shown: ConsolidatedShown) -> dict[str, str]:
    """The head as of the day of the figures."""
    head = shown.snapshot.payload["signers"]["head"] if shown.snapshot else {"name": "", "position": ""}
    return {"to_person": head["name"], "to_position": head["position"]}
