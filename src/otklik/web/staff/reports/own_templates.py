"""Own templates of reports: the list, a report's fields and versions, upload with the check, trial, choice, removal."""

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_POST

from otklik.base.errors import NotFound, RuleBroken
from otklik.base.upload_limits import refused_uploads
from otklik.core.report_period import ReportPeriod
from otklik.exporters.own_template.contract import Fault
from otklik.reporting.actions.own_templates import (
    choose_product_form,
    choose_template,
    remove_template,
    upload_template,
)
from otklik.reporting.own_templates import queries
from otklik.reporting.own_templates.policies import can_keep_templates
from otklik.reporting.queries import RenderedReport
from otklik.web.shared.acting import act, act_or_say
from otklik.web.shared.pages import staff_page
from otklik.web.shared.requests import PageRequest
from otklik.web.staff.forms.base import StaffForm
from otklik.web.staff.quarters import chosen_quarter
from otklik.web.staff.reports.tabs import reports_page

PLACE = "own_templates"


class TemplateForm(StaffForm):
    """A Word file with its name."""

    title = forms.CharField(
        label="Название", max_length=200, required=False, help_text="Чтобы отличать версии; можно не писать",
        error_messages={"max_length": "Не длиннее 200 знаков."}, widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )  # fmt: skip
    file = forms.FileField(
        label="Файл DOCX с полями", help_text="До 5 МБ, без макросов",
        error_messages={"required": "Выберите файл.", "empty": "Файл пуст."},
        widget=forms.FileInput(attrs={"accept": ".docx"}),
    )  # fmt: skip


@staff_page(can_keep_templates)
def own_templates(request: PageRequest) -> HttpResponse:
    """Which report is made by which form."""
    listed = queries.forms_of_reports(request.actor)
    return reports_page(request, "staff/reports/own_templates/list.html", PLACE, listed=listed)


@staff_page(can_keep_templates)
def own_template_form(request: PageRequest, report: str) -> HttpResponse:
    """Fields and versions of one report's template; bringing in the next version."""
    known = queries.report_for(request.actor, report)
    form = TemplateForm(request.POST or None, request.FILES or None, actor=request.actor)
    faults: tuple[Fault, ...] = ()
    if request.method == "POST" and not form.is_valid() and refused_uploads(request):
        form.errors.pop("file", None)
        form.add_error("file", "Файл больше 5 МБ. Уменьшите картинки в шаблоне.")
    if request.method == "POST" and form.is_valid():
        faults = _faults(request, report, form)
        if not faults and _taken(request, report, form):
            messages.success(request, "Шаблон принят. Попробуйте его на настоящем периоде и, если всё верно, выберите.")
            return redirect("staff:own_template_form", request.administration.slug, report)
    return reports_page(
        request,
        "staff/reports/own_templates/report.html",
        PLACE,
        status=422 if form.errors else 200,
        report=known,
        form=form,
        faults=faults,
        fields=queries.fields_for(request.actor, report),
        own=next(one for one in queries.forms_of_reports(request.actor) if one.report.slug == report),
        may_try=known.may_view(request.actor),
        periods=_periods(request, report),
    )


def _periods(request: PageRequest, report: str) -> list[tuple[str, str, bool]]:
    """Quarters on which a version can be tried, and their years where the paper is made of years; the usual ticked."""
    quarters = chosen_quarter(request).choices
    years = sorted({value[:4] for value, _ in quarters}, reverse=True) if queries.is_yearly(report) else []
    usual = quarters[1][0]
    return [(value, title, value == usual) for value, title in [*quarters, *((one, f"{one} год") for one in years)]]


def _faults(request: PageRequest, report: str, form: TemplateForm) -> tuple[Fault, ...]:
    """The faults of the file, shown as a table under the field."""
    upload = form.cleaned_data["file"]
    found = queries.check_of(request.actor, report, upload.read()).faults
    upload.seek(0)
    if found:
        form.add_error("file", "Шаблон не принят: что исправить, перечислено ниже с местом в документе.")
    return found


def _taken(request: PageRequest, report: str, form: TemplateForm) -> bool:
    upload = form.cleaned_data["file"]
    told = {"title": form.cleaned_data["title"], "upload": upload, "name": upload.name or "template.docx"}
    return act(form, upload_template, actor=request.actor, report=report, **told) is not None


@staff_page(can_keep_templates)
def own_template_sample(request: PageRequest, report: str) -> HttpResponse:
    """A ready template to begin with."""
    return _file(queries.sample_for(request.actor, report))


@staff_page(can_keep_templates)
def own_template_file(request: PageRequest, template_id: int) -> HttpResponse:
    """The template as it was brought in."""
    return _file(queries.template_file(request.actor, template_id))


@staff_page(can_keep_templates)
def own_template_trial(request: PageRequest, template_id: int) -> HttpResponse:
    """The paper of a real quarter or year by this template, whichever is chosen."""
    template = queries.template_for(request.actor, template_id)
    try:
        return _file(queries.trial_of(request.actor, template_id, ReportPeriod.parse(request.GET.get("period", ""))))
    except (ValueError, NotFound) as wrong:
        raise Http404(str(wrong)) from wrong
    except RuleBroken as broken:
        messages.error(request, f"Попробовать не на чем: {broken.message}")
        return redirect("staff:own_template_form", request.administration.slug, template.report)


@staff_page(can_keep_templates)
@require_POST
def own_template_choose(request: PageRequest, template_id: int) -> HttpResponse:
    """From now on the Word file is made by this template."""
    template = queries.template_for(request.actor, template_id)
    if act_or_say(request, choose_template, actor=request.actor, template_id=template_id):
        messages.success(request, f"Word-файл отчёта теперь собирается по шаблону «{template}».")
    return redirect("staff:own_template_form", request.administration.slug, template.report)


@staff_page(can_keep_templates)
@require_POST
def own_template_none(request: PageRequest, report: str) -> HttpResponse:
    """From now on the Word file is made in the product's own form."""
    if act_or_say(request, choose_product_form, actor=request.actor, report=report):
        messages.success(request, "Word-файл отчёта снова собирается в обычном виде.")
    return redirect("staff:own_template_form", request.administration.slug, report)


@staff_page(can_keep_templates)
@require_POST
def own_template_remove(request: PageRequest, template_id: int) -> HttpResponse:
    """Take a version out of use."""
    template = queries.template_for(request.actor, template_id)
    if act_or_say(request, remove_template, actor=request.actor, template_id=template_id):
        messages.success(request, f"Шаблон «{template}» убран.")
    return redirect("staff:own_template_form", request.administration.slug, template.report)


def _file(rendered: RenderedReport) -> HttpResponse:
    response = HttpResponse(rendered.content, content_type=rendered.media_type)
    disposition = content_disposition_header(as_attachment=True, filename=rendered.file_name)
    response["Content-Disposition"] = disposition or "attachment"
    response["X-Content-Type-Options"] = "nosniff"
    return response
