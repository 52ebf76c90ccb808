"""Working days and days off of a year; what changed in them moves the last days of open cases on request."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from otklik.catalog.actions.edit_calendar import import_calendar, remove_calendar_day, set_calendar_day
from otklik.catalog.calendar import calendar_days, year_months
from otklik.catalog.policies import can_manage_catalog
from otklik.core.russian import count_with_word
from otklik.intake.actions.recompute_due_dates import recompute_due_dates
from otklik.intake.queries import today_of
from otklik.web.shared.acting import act, act_or_say
from otklik.web.shared.pages import staff_page
from otklik.web.shared.requests import PageRequest
from otklik.web.staff.forms.calendar import CalendarDayForm, CalendarFileForm
from otklik.web.staff.office import office_page
from otklik.web.staff.uploads import uploaded_rows

YEARS_AROUND = 60


@staff_page(can_manage_catalog)
def calendar(request: PageRequest) -> HttpResponse:
    """The year, and the form of one day. Источник: 59-ФЗ, статья 12."""
    form = CalendarDayForm(request.POST or None, actor=request.actor)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        day = act(
            form,
            set_calendar_day,
            actor=request.actor,
            on=given["on"],
            is_working=given["is_working"] == "1",
            note=given["note"],
        )
        if day is not None:
            messages.success(request, "День записан. Если от него зависят открытые сроки, пересчитайте их ниже.")
            return _back(request, given["on"].year)
    return _show(request, form, CalendarFileForm(actor=request.actor))


@staff_page(can_manage_catalog)
@require_POST
def load(request: PageRequest) -> HttpResponse:
    """All days of a file or none."""
    form = CalendarFileForm(request.POST, request.FILES, actor=request.actor)
    if form.is_valid():
        with uploaded_rows(form) as rows:
            count = act(form, import_calendar, actor=request.actor, rows=rows) if rows is not None else None
        if count is not None:
            messages.success(request, f"Записано: {count_with_word(count, 'день', 'дня', 'дней')}.")
            return _back(request, today_of(request.actor).year)
    return _show(request, CalendarDayForm(actor=request.actor), form)


@staff_page(can_manage_catalog)
@require_POST
def remove(request: PageRequest, year: int, month: int, day: int) -> HttpResponse:
    """The production calendar rules the day again."""
    form = CalendarDayForm({"on": f"{year:04d}-{month:02d}-{day:02d}", "is_working": "0"}, actor=request.actor)
    if form.is_valid() and act_or_say(request, remove_calendar_day, actor=request.actor, on=form.cleaned_data["on"]):
        messages.success(request, "Снова по производственному календарю.")
    return _back(request, year)


@staff_page(can_manage_catalog)
@require_POST
def recompute(request: PageRequest) -> HttpResponse:
    """Count the last days of open cases anew; the earlier day stays in the explanation of each."""
    moved = recompute_due_dates(actor=request.actor)
    words = count_with_word(moved, "срок", "срока", "сроков")
    messages.success(
        request, f"Пересчитано. Изменилось: {words}." if moved else "Пересчитано: ни один срок не изменился."
    )
    return _back(request, today_of(request.actor).year)


def _show(request: PageRequest, form: CalendarDayForm, file_form: CalendarFileForm) -> HttpResponse:
    today = today_of(request.actor)
    text = request.GET.get("year", "")
    asked = int(text) if text.isdecimal() and len(text) == len("2025") else today.year
    year = asked if abs(asked - today.year) <= YEARS_AROUND else today.year
    context = {
        "form": form,
        "file_form": file_form,
        "year": year,
        "today": today,
        "months": year_months(request.actor, year),
        "own_days": calendar_days(request.actor, year),
    }
    return office_page(request, "staff/calendar/page.html", context)


def _back(request: PageRequest, year: int) -> HttpResponse:
    response = redirect("staff:calendar", request.administration.slug)
    response["Location"] += f"?year={year}"
    return response
