"""Who read what and when, how far readers agree, and what the administration sets for reading."""

from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from otklik.base.errors import NotFound
from otklik.catalog.policies import can_manage_catalog
from otklik.core.agreement import FEWEST_PAIRS, FEWEST_USES, RELIABLE, TENTATIVE
from otklik.core.periods import Quarter
from otklik.exporters.registry import exporter
from otklik.intake.actions.change_reading_rules import change_reading_rules
from otklik.intake.agreement import quarter_agreement
from otklik.intake.policies import can_classify_item, can_view_readings
from otklik.intake.reading_log import log_page
from otklik.intake.reading_log_paper import FORMATS, reading_log_document
from otklik.intake.reading_rules import reading_rules
from otklik.intake.reading_state import reading_state
from otklik.web.shared.acting import act
from otklik.web.shared.pages import staff_page
from otklik.web.shared.requests import PageRequest
from otklik.web.staff.forms.reading import ReadingRulesForm
from otklik.web.staff.forms.reading_log import ReadingLogForm
from otklik.web.staff.office import office_page
from otklik.web.staff.quarters import chosen_quarter
from otklik.web.staff.reading_page import number_of

WORDS = ("reader", "number", "stage", "version", "since", "until")


@staff_page(can_view_readings)
def log(request: PageRequest) -> HttpResponse:
    """Readings, newest first."""
    form = _form(request)
    page = log_page(request.actor, form.chosen(), number_of(request.GET.get("after")))
    words = urlencode({name: request.GET[name] for name in WORDS if request.GET.get(name)})
    url = reverse("staff:reading_log", args=[request.administration.slug])
    following = f"{url}?{words}{'&' if words else ''}after={page.after}" if page.after else ""
    context = {
        "form": form,
        "page": page,
        "words": words,
        "state": reading_state(request.actor),
        "may_settle": can_classify_item(request.actor),
        "next_url": following,
        "formats": [exporter(slug) for slug in FORMATS],
    }
    return office_page(request, "staff/reading_log/page.html", context)


@staff_page(can_view_readings)
def download(request: PageRequest, file_format: str) -> HttpResponse:
    """The log under the filter as a file."""
    if file_format not in FORMATS:
        raise NotFound
    chosen = exporter(file_format)
    content = chosen.render(reading_log_document(request.actor, _form(request).chosen()))
    response = HttpResponse(content, content_type=chosen.media_type)
    name = chosen.file_name(f"{request.administration.slug}-readings")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _form(request: PageRequest) -> ReadingLogForm:
    return ReadingLogForm(request.GET or None, actor=request.actor)


@staff_page(can_view_readings)
def agreement(request: PageRequest) -> HttpResponse:
    """«Согласие чтецов»: Krippendorff's alpha by quarter. Порядок: murashi 5.11."""
    choice = chosen_quarter(request, ended=False)
    context = {
        "choice": choice,
        "found": quarter_agreement(request.actor, choice.quarter),
        "earlier": quarter_agreement(request.actor, choice.quarter.previous()),
        "bounds": {"reliable": RELIABLE, "tentative": TENTATIVE, "pairs": FEWEST_PAIRS, "uses": FEWEST_USES},
        "percent": reading_rules(request.administration).second_percent,
        "state": reading_state(request.actor),
        "may_settle": can_classify_item(request.actor),
        "is_running": choice.quarter == Quarter.of(choice.today),
    }
    return office_page(request, "staff/reading_log/agreement.html", context)


@staff_page(can_manage_catalog)
def rules(request: PageRequest) -> HttpResponse:
    """The share of second readings and the days for reading."""
    current = reading_rules(request.administration)
    initial = {"second_percent": current.second_percent, "days": current.days}
    form = ReadingRulesForm(request.POST if request.method == "POST" else None, actor=request.actor, initial=initial)
    if request.method == "POST" and form.is_valid():
        act(form, change_reading_rules, actor=request.actor, **form.cleaned_data)
        if not form.errors:
            messages.success(request, "Правила чтения записаны.")
            return redirect("staff:settings", request.administration.slug)
    return office_page(request, "staff/settings/form.html", {"form": form, "heading": "Правила чтения"})
