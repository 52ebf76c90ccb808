"""«Правила сроков»: what the administration chooses where the decree is silent."""

from datetime import date

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from otklik.catalog.duty_rules import duty_rules, unit_of_role
from otklik.duties.actions.keep_rules import ChosenRules, keep_duty_rules
from otklik.duties.policies import can_keep_duty_rules
from otklik.web.shared.acting import act
from otklik.web.shared.pages import staff_page
from otklik.web.shared.requests import PageRequest
from otklik.web.staff.duties.forms import RulesForm
from otklik.web.staff.reports.tabs import reports_page


@staff_page(can_keep_duty_rules)
def rules(request: PageRequest) -> HttpResponse:
    """Days off, the first day asked for, units of the decree's roles. Порядок: biysk 4"""
    form = RulesForm(request.POST or None, actor=request.actor, procedure=request.procedure, initial=_stated(request))
    if form.is_valid():
        said = form.cleaned_data
        chosen = ChosenRules(said["day_off"], said["basis"], form.first_day(), form.unit_ids())
        act(form, keep_duty_rules, actor=request.actor, chosen=chosen)
        if not form.errors:
            messages.success(request, "Записано. Дни в календаре пересчитаны.")
            return redirect("staff:duty_rules", request.administration.slug)
    units = [form[name] for name in form.units.values()]
    return reports_page(
        request,
        "staff/duties/rules.html",
        "duty_rules",
        status=422 if form.errors else 200,
        form=form,
        units=units,
        volumes=[duty for duty in request.procedure.deadlines if duty.by_volume],
    )


def _stated(request: PageRequest) -> dict[str, str | int | date | None]:
    own = duty_rules(request.administration)
    stated: dict[str, str | int | date | None] = {"day_off": own.day_off, "basis": own.basis, "since": own.since}
    named = [role for role in request.procedure.roles if role.unit]
    return stated | {f"unit_{role.slug}": unit_of_role(request.administration, role.slug) for role in named}
