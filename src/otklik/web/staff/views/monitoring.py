"""The quarter's monitoring: figures with the records behind them, five files, the closing and its editions."""

from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect

from otklik.analysis.actions.close_period import close_period
from otklik.analysis.policies import can_close_period, can_view_monitoring, sees_whole
from otklik.analysis.queries import changes_since_close, period_editions, report_monitoring
from otklik.core.periods import Quarter
from otklik.mentions.queries import mention_count
from otklik.reporting.queries import render_report, report_formats
from otklik.web.shared.acting import act
from otklik.web.shared.pages import staff_page
from otklik.web.shared.report_files import send_report
from otklik.web.shared.requests import PageRequest
from otklik.web.staff.forms.monitoring import ClosePeriodForm, CutForm
from otklik.web.staff.monitoring import differences_shown, sections
from otklik.web.staff.office import office_page
from otklik.web.staff.quarters import QuarterChoice, chosen_quarter

REPORT = "monitoring"


@staff_page(can_view_monitoring)
def monitoring(request: PageRequest) -> HttpResponse:
    """The metrics of the decree in its order and words. Порядок: murashi 4.1, 4.2, biysk 4, livny 4, gatchina 4.2."""
    return _show(request, chosen_quarter(request), ClosePeriodForm(actor=request.actor))


@staff_page(can_view_monitoring)
def download(request: PageRequest, quarter: str, file_format: str) -> HttpResponse:
    """The report as a file: of the whole quarter, an edition or a cut of it."""
    return send_report(
        lambda: render_report(
            request.actor, REPORT, Quarter.parse(quarter), file_format, _cut_form(request).cut(), _edition(request)
        )
    )


@staff_page(can_close_period)
def close(request: PageRequest, quarter: str) -> HttpResponse:
    """Freeze the quarter; again with a reason makes the next edition beside the first."""
    try:
        chosen = Quarter.parse(quarter)
    except ValueError as wrong:
        raise Http404(str(wrong)) from wrong
    form = ClosePeriodForm(request.POST if request.method == "POST" else None, actor=request.actor)
    if request.method == "POST" and form.is_valid():
        edition = act(form, close_period, actor=request.actor, quarter=chosen, reason=form.cleaned_data["reason"])
        if edition is not None:
            messages.success(request, f"{chosen.title} закрыт, редакция {edition.edition}. Показатели сохранены.")
            response = redirect("staff:monitoring", request.administration.slug)
            response["Location"] += f"?quarter={chosen}"
            return response
    choice = QuarterChoice(chosen, chosen_quarter(request).today)
    return _show(request, choice, form)


def _show(request: PageRequest, choice: QuarterChoice, close_form: ClosePeriodForm) -> HttpResponse:
    cut_form = _cut_form(request)
    cut, edition = cut_form.cut(), _edition(request)
    found = report_monitoring(request.actor, choice.quarter, cut, edition)
    editions = period_editions(request.actor, choice.quarter)
    is_whole = cut.is_whole and sees_whole(request.actor)
    words = {**dict(cut.pairs), **({"edition": edition} if edition else {})}
    context = {
        "choice": choice,
        "cut_form": cut_form,
        "cut": cut,
        "monitoring": found,
        "sections": sections(found),
        "editions": editions,
        "mention_count": mention_count(request.actor, choice.quarter) if is_whole else None,
        "differences": differences_shown(changes_since_close(request.actor, choice.quarter))
        if is_whole and editions
        else [],
        "formats": report_formats(),
        "file_words": urlencode(words),
        "close_form": close_form if is_whole and can_close_period(request.actor) and not choice.is_running else None,
    }
    return office_page(request, "staff/monitoring/page.html", context)


def _cut_form(request: PageRequest) -> CutForm:
    return CutForm(request.GET, actor=request.actor, procedure=request.procedure)


def _edition(request: PageRequest) -> int | None:
    text = request.GET.get("edition", "")
    return int(text) if text.isdecimal() and len(text) < 5 else None  # noqa: PLR2004 - editions are few
