"""Working days and days off of a year; what changed in them leads to the preview of a recount."""

from datetime import date

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from otklik.catalog.actions.edit_calendar import import_calendar, remove_calendar_day, set_calendar_day
from otklik.catalog.calendar import calendar_days, moves_are_known, year_figures, year_months
from otklik.catalog.policies import can_manage_catalog
from otklik.core.russian import count_with_word, date_short
from otklik.intake.queries import today_of
from otklik.web.shared.acting import act, act_or_say
from otklik.web.shared.pages import staff_page
from otklik.web.shared.requests import PageRequest
from otklik.web.staff.forms.calendar import YEARS, CalendarDayForm, CalendarFileForm
from otklik.web.staff.office import office_page
from otklik.web.staff.recounting import after_change
from otklik.web.staff.uploads import uploaded_rows


@staff_page(can_manage_catalog)
def calendar(request: PageRequest) -> HttpResponse:
    """The year, and the form of one day, filled with the day of the address. Источник: 59-ФЗ, статья 12."""
    form = CalendarDayForm(request.POST or None, actor=request.actor, initial=_chosen(request))
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        day = act(
            form,
            set_calendar_day,
            actor=request.actor,
            on=given["on"],
            is_working=given["kind"] != "off",
            is_shortened=given["kind"] == "shortened",
            note=given["note"],
        )
        if day is not None:
            told = f"{date_short(day.on)} — {day.told}"
            why = f"{told}, {day.note}" if day.note else told
            return after_change(request, f"Записано: {told}.", why, "staff:calendar", f"year={day.on.year}")
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
            return _loaded(request, count)
    return _show(request, CalendarDayForm(actor=request.actor), form)


def _loaded(request: PageRequest, count: int) -> HttpResponse:
    if not count:
        messages.success(request, "Файл совпадает с календарём: менять ничего не пришлось.")
        return _back(request, today_of(request.actor).year)
    done = f"Изменено: {count_with_word(count, 'день', 'дня', 'дней')}."
    return after_change(request, done, "Загружен производственный календарь", "staff:calendar")


@staff_page(can_manage_catalog)
@require_POST
def remove(request: PageRequest, year: int, month: int, day: int) -> HttpResponse:
    """The production calendar rules the day again."""
    form = CalendarDayForm({"on": f"{year:04d}-{month:02d}-{day:02d}", "kind": "off"}, actor=request.actor)
    if form.is_valid() and act_or_say(request, remove_calendar_day, actor=request.actor, on=form.cleaned_data["on"]):
        told = f"{date_short(form.cleaned_data['on'])} — снова по производственному календарю"
        return after_change(request, f"{told}.", told, "staff:calendar", f"year={year}")
    return _back(request, year)


def _chosen(request: PageRequest) -> dict[str, date]:
    """The day that was pressed in the year's picture."""
    try:
        return {"on": date.fromisoformat(request.GET.get("day", ""))}
    except ValueError:
        return {}


def _show(request: PageRequest, form: CalendarDayForm, file_form: CalendarFileForm) -> HttpResponse:
    today = today_of(request.actor)
    text = request.GET.get("year", "")
    asked = int(text) if text.isdecimal() and len(text) == len("2025") else today.year
    year = asked if asked in YEARS else today.year
    months = year_months(request.actor, year)
    context = {
        "form": form,
        "file_form": file_form,
        "year": year,
        "today": today,
        "months": months,
        "figures": year_figures(months),
        "moves_are_known": moves_are_known(year),
        "own_days": calendar_days(request.actor, year),
    }
    return office_page(request, "staff/calendar/page.html", context)


def _back(request: PageRequest, year: int) -> HttpResponse:
    response = redirect("staff:calendar", request.administration.slug)
    response["Location"] += f"?year={year}"
    return response
