"""«Что предстоит»: what the decree's periods demand, begun by a button; noting that a period is summed up."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from otklik.base.errors import NotFound
from otklik.intake.queries import today_of
from otklik.surveys.actions.sum_up_surveys import sum_up_surveys
from otklik.surveys.ahead import surveys_ahead
from otklik.surveys.policies import can_run_surveys
from otklik.web.shared.acting import act_or_say
from otklik.web.shared.pages import staff_page
from otklik.web.shared.requests import PageRequest
from otklik.web.staff.surveys.tabs import surveys_page


@staff_page(can_run_surveys)
def ahead(request: PageRequest) -> HttpResponse:
    """The calendar of surveys. Порядок: murashi 5.18, biysk 5, livny 4 and 5."""
    today = today_of(request.actor)
    found = surveys_ahead(request.actor, today)
    return surveys_page(request, "staff/surveys/ahead.html", "surveys_ahead", found=found, today=today)


@staff_page(can_run_surveys)
@require_POST
def sum_up(request: PageRequest) -> HttpResponse:
    """Note that the results of a period were summed up; only of a period that the calendar shows."""
    asked = (request.POST.get("starts_on", ""), request.POST.get("ends_on", ""))
    summaries = surveys_ahead(request.actor, today_of(request.actor)).summaries
    spans = {(one.span.starts_on.isoformat(), one.span.ends_on.isoformat()): one.span for one in summaries}
    span = spans.get(asked)
    if span is None:
        raise NotFound
    days = {"starts_on": span.starts_on, "ends_on": span.ends_on}
    if act_or_say(request, sum_up_surveys, actor=request.actor, **days):
        messages.success(request, f"Отмечено: результаты опросов обобщены, {span.title}.")
    return redirect("staff:surveys_ahead", request.administration.slug)
