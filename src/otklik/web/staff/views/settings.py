"""Contacts, registration number, clocks, day-off rule: each a form of its own page section."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from otklik.base.errors import NotFound
from otklik.catalog.actions.edit_settings import (
    change_clock,
    change_contacts,
    change_day_off_rule,
    change_number_template,
    reset_clock,
)
from otklik.catalog.letterhead import answer_rules_of, letterhead_of
from otklik.catalog.lists import LISTS
from otklik.catalog.policies import can_manage_catalog
from otklik.core.deadlines import LegalClass
from otklik.core.time_zones import zone_in_words
from otklik.intake.clock import office_hours
from otklik.intake.clocks_in_force import clocks_in_force
from otklik.intake.digest import digest_time
from otklik.intake.escalation import escalation_rule
from otklik.intake.queries import today_of
from otklik.intake.reading_rules import reading_rules
from otklik.web.shared.acting import act
from otklik.web.shared.pages import staff_page
from otklik.web.shared.requests import PageRequest
from otklik.web.staff.forms.settings import ClockForm, ContactsForm, DayOffForm, NumberTemplateForm
from otklik.web.staff.office import office_page
from otklik.web.staff.recounting import after_change


@staff_page(can_manage_catalog)
def settings(request: PageRequest) -> HttpResponse:
    """What is in force, and where to change it."""
    administration = request.administration
    today = today_of(request.actor)
    context = {
        "lists": LISTS.values(),
        "time_zone_words": zone_in_words(administration.time_zone, today),
        "head": letterhead_of(administration),
        "answer_rules": answer_rules_of(administration),
        "clocks": clocks_in_force(request.actor),
        "reading_rules": reading_rules(administration),
        "office": office_hours(administration),
        "channel_hours": administration.options.get("channel_hours", {}),
        "levels": escalation_rule(administration.options),
        "digest": digest_time(administration.options),
        "example": NumberTemplateForm.example(administration.number_template, today),
        "day_off_form": DayOffForm(
            actor=request.actor, initial={"rule": administration.options.get("on_day_off", "preceding")}
        ),
    }
    return office_page(request, "staff/settings/page.html", context)


@staff_page(can_manage_catalog)
def contacts(request: PageRequest) -> HttpResponse:
    """Addresses and links that pages and letters print."""
    form = ContactsForm(request.POST or None, actor=request.actor, initial=request.administration.contacts)
    if request.method == "POST" and form.is_valid():
        change_contacts(actor=request.actor, contacts=form.cleaned_data)
        messages.success(request, "Контакты записаны.")
        return _back(request)
    return office_page(request, "staff/settings/form.html", {"form": form, "heading": "Контакты администрации"})


@staff_page(can_manage_catalog)
def number(request: PageRequest) -> HttpResponse:
    """The template of the registration number, with an example beside it."""
    initial = {"template": request.administration.number_template}
    form = NumberTemplateForm(request.POST or None, actor=request.actor, initial=initial)
    if request.method == "POST" and form.is_valid():
        template = form.cleaned_data["template"]
        example = NumberTemplateForm.example(template, today_of(request.actor))
        if "try" not in request.POST or not example:
            act(form, change_number_template, actor=request.actor, template=template)
            if not form.errors:
                messages.success(request, f"Шаблон записан. Следующая жалоба получит номер вида {example}.")
                return _back(request)
        else:
            return office_page(request, "staff/settings/number.html", {"form": form, "example": example})
    example = NumberTemplateForm.example(request.administration.number_template, today_of(request.actor))
    return office_page(request, "staff/settings/number.html", {"form": form, "example": example})


@staff_page(can_manage_catalog)
def clock(request: PageRequest, legal_class: str) -> HttpResponse:
    """The clock of one legal class; «reset» goes back to the law."""
    found = next((one for one in clocks_in_force(request.actor) if one.legal_class == legal_class), None)
    if found is None or found.legal_class is LegalClass.OPINION:
        raise NotFound
    if request.method == "POST" and "reset" in request.POST:
        reset_clock(actor=request.actor, legal_class=found.legal_class)
        why = f"Срок «{found.legal_class.label}» снова по закону"
        return after_change(request, "Снова по закону.", why, "staff:settings")
    rule = found.rule
    initial = {"days": rule.days, "unit": rule.unit, "prolongation_days": rule.prolongation_days, "basis": rule.source}
    form = ClockForm(request.POST or None, actor=request.actor, initial=initial)
    if request.method == "POST" and form.is_valid():
        act(form, change_clock, actor=request.actor, legal_class=found.legal_class, **form.cleaned_data)
        if not form.errors:
            why = f"Изменён срок «{found.legal_class.label}»: {form.cleaned_data['basis']}"
            return after_change(request, "Срок записан.", why, "staff:settings")
    return office_page(request, "staff/settings/clock.html", {"form": form, "clock": found})


@staff_page(can_manage_catalog)
@require_POST
def day_off(request: PageRequest) -> HttpResponse:
    """What becomes of a term that ends on a day off."""
    form = DayOffForm(request.POST, actor=request.actor)
    if form.is_valid():
        act(form, change_day_off_rule, actor=request.actor, rule=form.cleaned_data["rule"])
    if form.errors:
        messages.error(request, "Выберите одно из правил.")
        return _back(request)
    return after_change(request, "Правило записано.", "Изменено правило нерабочего дня", "staff:settings")


def _back(request: PageRequest) -> HttpResponse:
    return redirect("staff:settings", request.administration.slug)
