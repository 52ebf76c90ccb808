"""People, their roles by acts with dates, and what nobody answers for."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from otklik.accounts.actions.appoint import add_person, appoint, correct_appointment, end_appointment
from otklik.accounts.actions.change_person import change_person
from otklik.accounts.actions.keep_account import reset_password, set_account_active
from otklik.accounts.gaps import role_gaps
from otklik.accounts.passwords import one_time_password
from otklik.accounts.policies import can_manage_staff
from otklik.accounts.queries import people_without_entry, staff_member, staff_members
from otklik.base.errors import NotFound
from otklik.intake.queries import today_of
from otklik.web.shared.acting import act, act_or_say
from otklik.web.shared.pages import staff_page
from otklik.web.shared.requests import PageRequest
from otklik.web.staff.forms.base import optional_int
from otklik.web.staff.forms.staff import (
    AppointmentForm,
    CorrectionForm,
    EndForm,
    PersonFactsForm,
    PersonForm,
)
from otklik.web.staff.office import office_page


@staff_page(can_manage_staff)
def staff(request: PageRequest) -> HttpResponse:
    """Everybody with the roles in force today; gaps on top. Порядок: murashi 5.9, livny 3."""
    today = today_of(request.actor)
    context = {
        "members": staff_members(request.actor, today),
        "gaps": role_gaps(request.actor, today),
        "without_entry": people_without_entry(request.actor).count(),
    }
    return office_page(request, "staff/staff/page.html", context)


@staff_page(can_manage_staff)
def add(request: PageRequest) -> HttpResponse:
    """A new account; its one-time password is shown on this answer only."""
    form = PersonForm(request.POST or None, actor=request.actor)
    if request.method == "POST" and form.is_valid():
        given, password = form.cleaned_data, one_time_password()
        person = act(
            form,
            add_person,
            actor=request.actor,
            username=given["username"],
            password=password,
            full_name=given["full_name"],
            position=given["position"],
            email=given["email"],
            department_id=optional_int(given["department"]),
        )
        if person is not None:
            return office_page(request, "staff/staff/password.html", {"person": person, "password": password})
    return office_page(request, "staff/staff/add.html", {"form": form})


@staff_page(can_manage_staff)
def person(request: PageRequest, user_id: int) -> HttpResponse:
    """One person: appointments, the form of a new one."""
    today = today_of(request.actor)
    member = staff_member(request.actor, user_id, today)
    form = AppointmentForm(request.POST or None, actor=request.actor, initial={"act_on": today, "valid_from": today})
    if request.method == "POST" and form.is_valid():
        act(form, appoint, actor=request.actor, user_id=user_id, **form.cleaned_data)
        if not form.errors:
            messages.success(request, "Назначение записано.")
            return redirect("staff:person", request.administration.slug, user_id)
    context = {
        "member": member,
        "form": form,
        "today": today,
        "end_form": EndForm(actor=request.actor, initial={"on": today}),
    }
    return office_page(request, "staff/staff/person.html", context)


@staff_page(can_manage_staff)
def facts(request: PageRequest, user_id: int) -> HttpResponse:
    """Name, position, unit and address for letters of one person."""
    member = staff_member(request.actor, user_id, today_of(request.actor))
    form = PersonFactsForm(request.POST or None, actor=request.actor, person=member.person)
    if request.method == "POST" and form.is_valid():
        act(form, change_person, actor=request.actor, user_id=user_id, **form.facts())
        if not form.errors:
            messages.success(request, "Записано.")
            return redirect("staff:person", request.administration.slug, user_id)
    return office_page(request, "staff/staff/facts.html", {"member": member, "form": form})


@staff_page(can_manage_staff)
def appointment(request: PageRequest, user_id: int, appointment_id: int) -> HttpResponse:
    """A slip in the act or the days of an appointment, mended; who held the role when must stay true."""
    member = staff_member(request.actor, user_id, today_of(request.actor))
    found = next((one for one in member.appointments if one.pk == appointment_id), None)
    if found is None:
        raise NotFound
    form = CorrectionForm(request.POST or None, actor=request.actor, initial=vars(found))
    if request.method == "POST" and form.is_valid():
        act(form, correct_appointment, actor=request.actor, appointment_id=appointment_id, **form.cleaned_data)
        if not form.errors:
            messages.success(request, "Назначение исправлено.")
            return redirect("staff:person", request.administration.slug, user_id)
    return office_page(request, "staff/staff/appointment.html", {"member": member, "form": form, "appointment": found})


@staff_page(can_manage_staff)
@require_POST
def end(request: PageRequest, user_id: int, appointment_id: int) -> HttpResponse:
    """An appointment ends with the day."""
    staff_member(request.actor, user_id, today_of(request.actor))
    form = EndForm(request.POST, actor=request.actor)
    if not form.is_valid():
        messages.error(request, "Укажите последний день назначения.")
    elif act_or_say(
        request, end_appointment, actor=request.actor, appointment_id=appointment_id, on=form.cleaned_data["on"]
    ):
        messages.success(request, "Окончание назначения записано.")
    return redirect("staff:person", request.administration.slug, user_id)


@staff_page(can_manage_staff)
@require_POST
def new_password(request: PageRequest, user_id: int) -> HttpResponse:
    """A new one-time password, shown once."""
    member = staff_member(request.actor, user_id, today_of(request.actor))
    if hasattr(member.person, "outside"):
        messages.error(request, "Пароль этого человека хранит каталог организации: новый дают там.")
        return redirect("staff:person", request.administration.slug, user_id)
    password = reset_password(actor=request.actor, user_id=user_id)
    return office_page(request, "staff/staff/password.html", {"person": member.person, "password": password})


@staff_page(can_manage_staff)
@require_POST
def access(request: PageRequest, user_id: int) -> HttpResponse:
    """Close the way in or open it again."""
    is_active = request.POST.get("open") == "1"
    if act_or_say(request, set_account_active, actor=request.actor, user_id=user_id, is_active=is_active):
        messages.success(request, "Вход открыт." if is_active else "Вход закрыт.")
    return redirect("staff:person", request.administration.slug, user_id)
