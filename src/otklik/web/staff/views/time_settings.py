"""Pages of the settings about time: hours of work and of networks, levels of escalation, the hour of the digest."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from otklik.catalog.actions.edit_time_settings import change_digest, change_escalation, change_working_hours
from otklik.catalog.policies import can_manage_catalog
from otklik.intake.clock import office_hours
from otklik.intake.digest import digest_time
from otklik.intake.escalation import escalation_rule
from otklik.web.shared.acting import act
from otklik.web.shared.pages import staff_page
from otklik.web.shared.requests import PageRequest
from otklik.web.staff.forms.time_settings import DigestTimeForm, EscalationForm, WorkingHoursForm
from otklik.web.staff.office import office_page
from otklik.web.staff.recounting import after_change


@staff_page(can_manage_catalog)
def hours(request: PageRequest) -> HttpResponse:
    """The working day, and the hours in which messages of networks are answered."""
    options = request.administration.options
    channels = {f"channel_{slug}": hours for slug, hours in options.get("channel_hours", {}).items()}
    initial = {**office_hours(request.administration).as_plain(), **channels}
    form = WorkingHoursForm(request.POST or None, actor=request.actor, initial=initial)
    if request.method == "POST" and form.is_valid():
        act(form, change_working_hours, actor=request.actor, times=form.times, channel_hours=form.channel_hours)
        if not form.errors:
            return after_change(request, "Рабочее время записано.", "Изменено рабочее время", "staff:hours")
    return office_page(request, "staff/settings/hours.html", {"form": form})


@staff_page(can_manage_catalog)
def levels(request: PageRequest) -> HttpResponse:
    """To whom and when a term that runs out is shown; below it the morning letters."""
    form = _levels_form(request)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        act(
            form,
            change_escalation,
            actor=request.actor,
            assignee_days=given["assignee_days"],
            unit_days=given["unit_days"],
            top_days=-given["late_days"],
        )
        if not form.errors:
            messages.success(request, "Ступени контроля записаны.")
            return redirect("staff:levels", request.administration.slug)
    return _levels_page(request, form, DigestTimeForm(actor=request.actor, initial=_digest(request)))


@staff_page(can_manage_catalog)
@require_POST
def digest_hour(request: PageRequest) -> HttpResponse:
    """When the morning letters go, or that they do not."""
    form = DigestTimeForm(request.POST, actor=request.actor)
    if form.is_valid():
        act(form, change_digest, actor=request.actor, **form.cleaned_data)
        if not form.errors:
            messages.success(request, "Утренние сводки: записано.")
            return redirect("staff:levels", request.administration.slug)
    return _levels_page(request, _levels_form(request, is_sent=False), form)


def _digest(request: PageRequest) -> dict[str, object]:
    when = digest_time(request.administration.options)
    return {"is_on": when.is_on, "hour": when.hour}


def _levels_form(request: PageRequest, *, is_sent: bool = True) -> EscalationForm:
    rule = escalation_rule(request.administration.options)
    initial = {"assignee_days": rule.assignee_days, "unit_days": rule.unit_days, "late_days": -rule.top_days}
    return EscalationForm((request.POST or None) if is_sent else None, actor=request.actor, initial=initial)


def _levels_page(request: PageRequest, form: EscalationForm, digest_form: DigestTimeForm) -> HttpResponse:
    return office_page(request, "staff/settings/levels.html", {"form": form, "digest_form": digest_form})
