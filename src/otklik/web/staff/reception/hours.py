"""Who receives and when: schedules, and the dates that differ."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from otklik.catalog.policies import can_manage_catalog
from otklik.core.reception import write_spans
from otklik.core.russian import count_with_word, date_short
from otklik.intake.queries import today_of
from otklik.reception.actions.keep_schedule import (
    keep_schedule,
    remove_special_day,
    set_schedule_active,
    set_special_day,
)
from otklik.reception.policies import can_keep_schedule
from otklik.reception.queries import Schedule, misfits, schedule_by_id, schedule_words, schedules
from otklik.reception.timetables import coming_days
from otklik.web.shared.acting import act, act_or_say
from otklik.web.shared.pages import staff_page
from otklik.web.shared.requests import PageRequest
from otklik.web.staff.reception.forms import ScheduleForm, SpecialDayForm
from otklik.web.staff.reception.tabs import reception_page

#: What the form shows as it is stored.
PLAIN = (
    "position",
    "name",
    "place",
    "about",
    "weekdays",
    "weeks",
    "starts",
    "ends",
    "visit_minutes",
    "valid_from",
    "valid_to",
    "ahead_days",
    "notice_days",
)


@staff_page(can_keep_schedule)
def hours(request: PageRequest) -> HttpResponse:
    """Everybody who receives. Источник: 59-ФЗ, статья 13, часть 1."""
    rows = [schedule_words(one) for one in schedules(request.administration.pk, all_of_them=True)]
    return reception_page(request, "schedules", "schedules", rows=rows)


@staff_page(can_keep_schedule)
def edit(request: PageRequest, schedule_id: int | None = None) -> HttpResponse:
    """A new schedule, or one with its next days and the dates that differ."""
    found = schedule_by_id(request.administration.pk, schedule_id, all_of_them=True) if schedule_id else None
    initial = _initial(found) if found else {"valid_from": today_of(request.actor)}
    form = ScheduleForm(request.POST if request.method == "POST" else None, actor=request.actor, initial=initial)
    if form.is_valid():
        kept = act(form, keep_schedule, actor=request.actor, facts=form.facts(), schedule_id=schedule_id)
        if kept is not None:
            messages.success(request, "График записан.")
            return redirect("staff:schedule", request.administration.slug, kept.pk)
    return _show(request, found, form, SpecialDayForm(actor=request.actor))


@staff_page(can_keep_schedule)
@require_POST
def special_day(request: PageRequest, schedule_id: int) -> HttpResponse:
    """Close a date or set other hours; those who fell out are told by letter or must be called."""
    found = schedule_by_id(request.administration.pk, schedule_id, all_of_them=True)
    form = SpecialDayForm(request.POST, actor=request.actor)
    if form.is_valid():
        out = act(form, set_special_day, actor=request.actor, schedule_id=schedule_id, **form.cleaned_data)
        if out is not None:
            _say(request, len(out), form.cleaned_data["on"])
            return redirect("staff:schedule", request.administration.slug, schedule_id)
    return _show(request, found, ScheduleForm(actor=request.actor, initial=_initial(found)), form)


def _say(request: PageRequest, count: int, on: date) -> None:
    if not count:
        messages.success(request, "День записан, записавшихся на него нет.")
        return
    words = count_with_word(count, "запись", "записи", "записей")
    messages.warning(
        request,
        f"Отменено: {words}. Тем, кто оставил почту, ушло письмо; остальным позвоните: "
        f"их телефоны в списке на {date_short(on)}.",
    )


@staff_page(can_keep_schedule)
@require_POST
def remove_day(request: PageRequest, schedule_id: int, year: int, month: int, day: int) -> HttpResponse:
    """The schedule rules the date again."""
    try:
        on = date(year, month, day)
    except ValueError:
        return redirect("staff:schedule", request.administration.slug, schedule_id)
    if act_or_say(request, remove_special_day, actor=request.actor, schedule_id=schedule_id, on=on):
        messages.success(request, "Снова по графику.")
    return redirect("staff:schedule", request.administration.slug, schedule_id)


@staff_page(can_keep_schedule)
@require_POST
def switch(request: PageRequest, schedule_id: int) -> HttpResponse:
    """Open or close the sign-up."""
    is_active = request.POST.get("on") == "1"
    if act_or_say(request, set_schedule_active, actor=request.actor, schedule_id=schedule_id, is_active=is_active):
        messages.success(request, "Запись открыта." if is_active else "Запись закрыта: новых записей не будет.")
    return redirect("staff:schedules", request.administration.slug)


def _show(request: PageRequest, found: Schedule | None, form: ScheduleForm, day_form: SpecialDayForm) -> HttpResponse:
    context: dict[str, Any] = {"schedule": found, "form": form, "day_form": day_form}
    context["may_keep_calendar"] = can_manage_catalog(request.actor)
    if found:
        today = today_of(request.actor)
        context |= {
            "words": schedule_words(found),
            "coming": coming_days(found, today),
            "special": [day for day in found.days.all() if day.on >= today],
            "misfits": misfits(found, today),
        }
    return reception_page(request, "schedule", "schedules", **context)


def _initial(found: Schedule) -> dict[str, Any]:
    rule = found.timetable
    return {name: getattr(found, name) for name in PLAIN} | {
        "user": found.user_id or "",
        "department": found.department_id or "",
        "breaks": write_spans(rule.breaks),
        "dates": ", ".join(date_short(day) for day in sorted(rule.dates)),
    }
