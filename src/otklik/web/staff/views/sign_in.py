"""How people sign in: the rule of the second step, and one person's way in."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from otklik.accounts.actions.keep_second_factor import (
    change_second_factor_rule,
    end_all_sessions,
    reset_second_factor,
)
from otklik.accounts.open_sessions import open_sessions
from otklik.accounts.policies import can_manage_staff
from otklik.accounts.queries import staff_member
from otklik.accounts.second_factor import ways_in
from otklik.accounts.sign_in_state import NO_WAY, sign_in_state
from otklik.core.russian import count_with_word
from otklik.intake.queries import today_of
from otklik.web.shared.acting import act, act_or_say
from otklik.web.shared.pages import staff_page
from otklik.web.shared.requests import PageRequest
from otklik.web.staff.forms.sign_in import SecondFactorForm
from otklik.web.staff.office import office_page


@staff_page(can_manage_staff)
def rule(request: PageRequest) -> HttpResponse:
    """Of whom a second step is demanded, from which day, and who has not set one up."""
    state = sign_in_state(request.actor, today_of(request.actor))
    initial = {"roles": sorted(state.rule.roles), "since": state.rule.since}
    form = SecondFactorForm(request.POST or None, actor=request.actor, initial=initial)
    if request.method == "POST" and form.is_valid():
        act(form, change_second_factor_rule, actor=request.actor, **form.cleaned_data)
        if not form.errors:
            messages.success(request, "Правило входа записано.")
            return redirect("staff:sign_in_rule", request.administration.slug)
    return office_page(request, "staff/sign_in/rule.html", {"form": form, "state": state})


@staff_page(can_manage_staff)
def person(request: PageRequest, user_id: int) -> HttpResponse:
    """One person's way in: password or directory, second step, open sessions."""
    member = staff_member(request.actor, user_id, today_of(request.actor))
    context = {
        "member": member,
        "way": ways_in(request.actor.administration_id, user_id).get(user_id, NO_WAY),
        "sessions": open_sessions(member.person),
        "is_self": user_id == request.actor.user_id,
    }
    return office_page(request, "staff/sign_in/person.html", context)


@staff_page(can_manage_staff)
@require_POST
def reset(request: PageRequest, user_id: int) -> HttpResponse:
    """Take off a lost second step."""
    if act_or_say(request, reset_second_factor, actor=request.actor, user_id=user_id):
        messages.success(request, "Второй шаг сброшен, сеансы окончены, человеку ушло письмо.")
    return redirect("staff:person_sign_in", request.administration.slug, user_id)


@staff_page(can_manage_staff)
@require_POST
def end_sessions(request: PageRequest, user_id: int) -> HttpResponse:
    """End every open session of the person."""
    count = end_all_sessions(actor=request.actor, user_id=user_id)
    messages.success(request, f"Окончено: {count_with_word(count, 'сеанс', 'сеанса', 'сеансов')}.")
    return redirect("staff:person_sign_in", request.administration.slug, user_id)
