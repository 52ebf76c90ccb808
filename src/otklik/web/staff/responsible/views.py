"""Responsible people by unit, stand-ins for the days of a leave, recommendations on the system."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from otklik.accounts.actions.delegate import call_off, delegate
from otklik.accounts.actions.recommend import decide_recommendation, recommend
from otklik.accounts.gaps import role_gaps
from otklik.accounts.policies import (
    can_decide_recommendation,
    can_delegate,
    can_delegate_for,
    can_manage_staff,
    can_recommend,
    can_view_recommendations,
    can_view_responsible,
)
from otklik.accounts.responsible import delegations, recommendations, responsible_units
from otklik.core.periods import Quarter
from otklik.intake.queries import today_of
from otklik.web.shared.acting import act, act_or_say
from otklik.web.shared.pages import staff_page
from otklik.web.shared.requests import PageRequest
from otklik.web.staff.office import office_page
from otklik.web.staff.responsible.forms import DecisionForm, RecommendationForm, StandInForm


@staff_page(can_view_responsible)
def responsible(request: PageRequest) -> HttpResponse:
    """Who answers for feedback in each unit; what nobody answers for on top. Порядок: murashi 5.9, livny 3."""
    today = today_of(request.actor)
    context = {
        "units": responsible_units(request.actor, today),
        "gaps": role_gaps(request.actor, today),
        "may_appoint": can_manage_staff(request.actor),
    }
    return office_page(request, "staff/responsible/page.html", context)


@staff_page(can_delegate)
def standins(request: PageRequest) -> HttpResponse:
    """Who stands in for whom now and soon, and the form of a new stand-in."""
    today = today_of(request.actor)
    initial = {"giver": request.actor.user_id, "valid_from": today}
    form = StandInForm(request.POST or None, actor=request.actor, initial=initial)
    if request.method == "POST" and form.is_valid():
        act(form, delegate, actor=request.actor, **form.arguments())
        if not form.errors:
            messages.success(request, "Замещение записано: в эти дни замещающий увидит чужие дела рядом со своими.")
            return redirect("staff:standins", request.administration.slug)
    rows = [(one, can_delegate_for(request.actor, one.giver_id)) for one in delegations(request.actor, today)]
    return office_page(request, "staff/responsible/standins.html", {"form": form, "rows": rows, "today": today})


@staff_page(can_delegate)
@require_POST
def end_standin(request: PageRequest, delegation_id: int) -> HttpResponse:
    """End a stand-in at once."""
    if act_or_say(request, call_off, actor=request.actor, delegation_id=delegation_id):
        messages.success(request, "Замещение прекращено.")
    return redirect("staff:standins", request.administration.slug)


@staff_page(can_view_recommendations)
def recommendations_page(request: PageRequest) -> HttpResponse:
    """Recommendations with their decisions; the form for those who write them. Порядок: murashi 5.9."""
    today = today_of(request.actor)
    form = RecommendationForm(request.POST or None, actor=request.actor)
    if request.method == "POST":
        if not can_recommend(request.actor):
            raise Http404
        if form.is_valid():
            act(form, recommend, actor=request.actor, quarter=Quarter.of(today), **form.cleaned_data)
            if not form.errors:
                messages.success(request, "Рекомендация записана, решение примет координатор.")
                return redirect("staff:recommendations", request.administration.slug)
    context = {
        "form": form,
        "rows": [(one, Quarter.from_key(one.quarter)) for one in recommendations(request.actor)],
        "may_write": can_recommend(request.actor),
        "may_decide": can_decide_recommendation(request.actor),
    }
    return office_page(request, "staff/responsible/recommendations.html", context)


@staff_page(can_decide_recommendation)
def decide(request: PageRequest, recommendation_id: int) -> HttpResponse:
    """One recommendation and the decision on it."""
    found = recommendations(request.actor).filter(pk=recommendation_id).first()
    if found is None:
        raise Http404
    initial = {"state": found.state, "decision": found.decision}
    form = DecisionForm(request.POST or None, actor=request.actor, initial=initial)
    if request.method == "POST" and form.is_valid():
        given = {"recommendation_id": recommendation_id, **form.cleaned_data}
        act(form, decide_recommendation, actor=request.actor, **given)
        if not form.errors:
            messages.success(request, "Решение записано.")
            return redirect("staff:recommendations", request.administration.slug)
    context = {"one": found, "form": form, "quarter": Quarter.from_key(found.quarter)}
    return office_page(request, "staff/responsible/decide.html", context)
