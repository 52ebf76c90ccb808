"""The visitor's own sign-up by number and secret code: see it, cancel it, move it."""

from datetime import date, time

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache

from otklik.base.errors import RuleBroken
from otklik.base.visitor_limits import is_exhausted, may_go_on
from otklik.core.reception import VisitState
from otklik.reception.actions.change_visit import MOVABLE, cancel_own_visit, move_own_visit
from otklik.reception.queries import Visit, schedule_by_id, visit_by_code
from otklik.reception.timetables import free_days, local_now
from otklik.web.public.reception.choices import day_choices, day_hint, day_title, time_choices
from otklik.web.public.reception.forms import CodeForm, DayForm, TimeForm
from otklik.web.public.reception.sign_up import close_visit, open_visit, opened_visit
from otklik.web.public.views.feedback import too_often
from otklik.web.shared.pages import public_page
from otklik.web.shared.requests import PageRequest

WRONG = "Записи с таким номером и кодом у нас нет. Сверьте оба: проще всего скопировать их с той страницы."


@public_page
@never_cache
def visit(request: PageRequest) -> HttpResponse:
    """The form, or the sign-up that was opened with it; the code never stands in an address."""
    if request.method == "POST":
        return _open(request)
    found = _opened(request)
    if found is None:
        return render(request, "public/reception/code_form.html", {"form": CodeForm()})
    own = opened_visit(request)
    context = {
        "visit": found,
        "day_title": day_title(found.on),
        "code": own[1] if own and own[2] else "",
        "is_ahead": _is_ahead(found),
        "may_move": found.state in MOVABLE and (_is_ahead(found) or found.state == VisitState.CALLED_OFF),
    }
    return render(request, "public/reception/visit.html", context)


def _open(request: PageRequest) -> HttpResponse:
    if is_exhausted(request, "code"):
        return too_often(request, subject="code")
    form = CodeForm(request.POST)
    if form.is_valid():
        number, code = form.cleaned_data["number"], form.cleaned_data["code"]
        if visit_by_code(request.administration, number, code):
            open_visit(request, number, code)
            return redirect("public:visit", request.administration.slug)
        may_go_on(request, "code")
        form.add_error(None, WRONG)
    return render(request, "public/reception/code_form.html", {"form": form})


def _opened(request: PageRequest) -> Visit | None:
    own = opened_visit(request)
    return visit_by_code(request.administration, own[0], own[1]) if own else None


def _is_ahead(found: Visit) -> bool:
    now = local_now(found.administration)
    return found.state == VisitState.BOOKED and (found.on, found.at) > (now.date(), now.time())


@public_page
def close(request: PageRequest) -> HttpResponse:
    """Hide the sign-up on this device (POST only)."""
    if request.method == "POST":
        close_visit(request)
    return redirect("public:visit", request.administration.slug)


@public_page
def cancel(request: PageRequest) -> HttpResponse:
    """Free the time for others (POST only)."""
    own = opened_visit(request)
    if request.method == "POST" and own:
        try:
            cancel_own_visit(actor=request.actor, number=own[0], code=own[1])
        except RuleBroken as broken:
            messages.error(request, broken.message)
        else:
            messages.success(request, "Запись отменена, время свободно для других.")
    return redirect("public:visit", request.administration.slug)


@public_page
@never_cache
def move(request: PageRequest) -> HttpResponse:
    """Another day, then another time with the same person; what was promised stays until the new time is won."""
    found = _opened(request)
    if found is None or found.state not in MOVABLE:
        return redirect("public:visit", request.administration.slug)
    schedule = schedule_by_id(request.administration.pk, found.schedule_id, all_of_them=True)
    days = free_days(schedule, request.administration) if schedule.is_active else []
    day = next((one for one in days if one.on.isoformat() == request.GET.get("on")), None)
    if day is None:
        form = DayForm(offered=day_choices(days), initial={"on": request.GET.get("on", "")})
        hints = {one.on.isoformat(): day_hint(one) for one in days}
        context = {"form": form, "field": form["on"], "hints": hints, "visit": found, "is_day": True}
        return render(request, "public/reception/move.html", context)
    times = TimeForm(request.POST if request.method == "POST" else None, offered=time_choices(day.times))
    if times.is_valid() and _moved(request, times, day.on):
        return redirect("public:visit", request.administration.slug)
    context = {"form": times, "field": times["at"], "hints": {}, "visit": found, "on_title": day_title(day.on)}
    return render(request, "public/reception/move.html", context)


def _moved(request: PageRequest, form: TimeForm, on: date) -> bool:
    own = opened_visit(request)
    if own is None:
        return False
    at = time.fromisoformat(form.cleaned_data["at"])
    try:
        move_own_visit(actor=request.actor, number=own[0], code=own[1], on=on, at=at)
    except RuleBroken as broken:
        form.add_error("at", broken.message)
        return False
    messages.success(request, "Запись перенесена. Номер и код прежние.")
    return True
