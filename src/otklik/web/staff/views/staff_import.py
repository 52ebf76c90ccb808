"""People and units from a table: the file, what it would do and its faults cell by cell, then all of it at once."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from otklik.accounts.actions.import_staff import import_staff
from otklik.accounts.policies import can_manage_staff
from otklik.accounts.staff_list.columns import COLUMNS, MOST_ROWS, NumberedCells, known_cells
from otklik.accounts.staff_list.lines import CommonAct
from otklik.accounts.staff_list.plan import staff_plan
from otklik.accounts.staff_list.sheet import ROLE_TITLES, staff_sheet
from otklik.base.errors import RuleBroken
from otklik.intake.queries import today_of
from otklik.web.shared.acting import act
from otklik.web.shared.pages import staff_page
from otklik.web.shared.requests import PageRequest
from otklik.web.staff.forms.staff_import import StaffFileForm
from otklik.web.staff.office import office_page
from otklik.web.staff.uploads import uploaded_rows

#: Where the session keeps the table between its check and its being carried out.
KEPT = "staff_import"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@staff_page(can_manage_staff)
def upload(request: PageRequest) -> HttpResponse:
    """The file, and the act for all. Порядок: murashi 5.9, livny 3."""
    form = StaffFileForm(request.POST or None, request.FILES or None, actor=request.actor)
    if request.method == "POST" and form.is_valid():
        with uploaded_rows(form) as rows:
            cells = act(form, known_cells, rows=rows) if rows is not None else None
        if cells is not None:
            request.session[KEPT] = _stored(form, cells)
            return redirect("staff:staff_import_check", request.administration.slug)
    context = {"form": form, "columns": COLUMNS, "roles": ROLE_TITLES, "most": MOST_ROWS}
    return office_page(request, "staff/staff/import.html", context)


@staff_page(can_manage_staff)
def check(request: PageRequest) -> HttpResponse:
    """What the table would do; the button does it."""
    kept = request.session.get(KEPT)
    if kept is None:
        messages.error(request, "Проверять нечего: выберите файл. Загруженное раньше уже выполнено.")
        return redirect("staff:staff_import", request.administration.slug)
    rows, common = _table(kept)
    if request.method == "POST":
        return _carry_out(request, rows, common)
    context = {"plan": staff_plan(request.actor, rows, common), "file_name": kept["name"], "row_count": len(rows)}
    return office_page(request, "staff/staff/import_check.html", context)


@staff_page(can_manage_staff)
def sample(request: PageRequest) -> HttpResponse:
    """The table with everybody who is kept, to be filled on and loaded again."""
    response = HttpResponse(staff_sheet(request.actor, today_of(request.actor)), content_type=XLSX)
    response["Content-Disposition"] = 'attachment; filename="sotrudniki.xlsx"'
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _carry_out(request: PageRequest, rows: list[NumberedCells], common: CommonAct) -> HttpResponse:
    try:
        plan = import_staff(actor=request.actor, rows=rows, common=common)
    except RuleBroken as broken:
        messages.error(request, broken.message)
        return redirect("staff:staff_import_check", request.administration.slug)
    request.session.pop(KEPT, None)
    if plan.new_people:
        messages.success(request, "Список загружен. Осталось раздать одноразовые пароли.")
        return redirect("staff:staff_passwords", request.administration.slug)
    messages.success(request, "Список загружен.")
    return redirect("staff:staff", request.administration.slug)


def _stored(form: StaffFileForm, cells: list[NumberedCells]) -> dict[str, Any]:
    common = form.common_act()
    days = [day.isoformat() if day else "" for day in (common.on, common.valid_from)]
    name = form.cleaned_data["file"].name or ""
    return {"name": name[:100], "rows": cells, "act": [common.title, common.number, *days]}


def _table(kept: dict[str, Any]) -> tuple[list[NumberedCells], CommonAct]:
    title, number, *days = kept["act"]
    on, valid_from = (date.fromisoformat(day) if day else None for day in days)
    return [(row, cells) for row, cells in kept["rows"]], CommonAct(title, number, on, valid_from)
