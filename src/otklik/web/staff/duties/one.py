"""One duty of one period: until when and why, what is seen of it, the document that stands for it."""

from datetime import date

from django.contrib import messages
from django.http import FileResponse, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from otklik.base.errors import NotFound
from otklik.base.files import open_file
from otklik.duties.access import DutyKey, line_for
from otklik.duties.actions.mark_duty import Proof, mark_duty, withdraw_mark
from otklik.duties.people import may_mark, may_read_proof
from otklik.duties.policies import can_view_duties
from otklik.intake.queries import today_of
from otklik.web.shared.acting import act
from otklik.web.shared.pages import staff_page
from otklik.web.shared.requests import PageRequest
from otklik.web.staff.duties.forms import MarkForm, WithdrawForm
from otklik.web.staff.duties.shown import work_of
from otklik.web.staff.kept_files import signed, take_uploads
from otklik.web.staff.reports.tabs import reports_page


@staff_page(can_view_duties)
def duty(request: PageRequest, duty_slug: str, starts_on: str, ends_on: str, unit_id: int) -> HttpResponse:
    """The duty; who does it ticks it off here. Порядок: murashi 4.1, 5.18, 5.20; biysk 4, 5"""
    key = _key(duty_slug, starts_on, ends_on, unit_id)
    line = line_for(request.actor, key, today_of(request.actor))
    if not may_mark(request.actor, line) or request.method != "POST":
        return _show(request, key, MarkForm(actor=request.actor, auto_id="mark_%s"))
    form = MarkForm(request.POST, request.FILES, actor=request.actor, auto_id="mark_%s")
    is_valid = form.is_valid()
    files = take_uploads(request, form)
    if len(files) > 1:
        form.add_error("attachments", "Приложите один файл; несколько соберите в архив.")
    if is_valid and not form.errors:
        said = form.cleaned_data
        proof = Proof(said["done_on"], said["document"], said["note"], files[0] if files else None)
        if act(form, mark_duty, actor=request.actor, key=key, proof=proof) is not None:
            messages.success(request, "Отмечено: сделано.")
            return _back(request, key)
    return _show(request, key, form, kept_token=signed(request, files[:1]), kept_name=files[0].name if files else "")


@staff_page(can_view_duties)
@require_POST
def unmark(request: PageRequest, duty_slug: str, starts_on: str, ends_on: str, unit_id: int) -> HttpResponse:
    """Take the tick back."""
    key = _key(duty_slug, starts_on, ends_on, unit_id)
    form = WithdrawForm(request.POST, actor=request.actor, auto_id="unmark_%s")
    if form.is_valid():
        act(form, withdraw_mark, actor=request.actor, key=key, why=form.cleaned_data["why"])
    if form.errors:
        return _show(request, key, MarkForm(actor=request.actor, auto_id="mark_%s"), unmark=form)
    messages.success(request, "Отметка снята.")
    return _back(request, key)


@staff_page(can_view_duties)
def document(request: PageRequest, duty_slug: str, starts_on: str, ends_on: str, unit_id: int) -> HttpResponseBase:
    """The file of the document: for those who do the duty or see to it; always a download."""
    line = line_for(request.actor, _key(duty_slug, starts_on, ends_on, unit_id), today_of(request.actor))
    if line.mark is None or line.mark.file is None or not may_read_proof(request.actor, line):
        raise NotFound
    answer = FileResponse(open_file(line.mark.file), as_attachment=True, filename=line.mark.file.name)
    answer["Content-Type"] = "application/octet-stream"
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return answer


def _show(
    request: PageRequest, key: DutyKey, form: MarkForm, *, unmark: WithdrawForm | None = None, **context: object
) -> HttpResponse:
    line = line_for(request.actor, key, today_of(request.actor))
    is_bad = form.errors or (unmark is not None and unmark.errors)
    return reports_page(
        request,
        "staff/duties/duty.html",
        "duties",
        status=422 if is_bad else 200,
        line=line,
        work=work_of(request.actor, line),
        form=form,
        unmark=unmark or WithdrawForm(actor=request.actor, auto_id="unmark_%s"),
        may_mark=may_mark(request.actor, line),
        may_read=may_read_proof(request.actor, line),
        can_begin=line.occurrence.opens_on <= today_of(request.actor),
        unit_key=key.unit_id or 0,
        **context,
    )


def _key(duty_slug: str, starts_on: str, ends_on: str, unit_id: int) -> DutyKey:
    try:
        return DutyKey(duty_slug, date.fromisoformat(starts_on), date.fromisoformat(ends_on), unit_id or None)
    except ValueError as wrong:
        raise NotFound from wrong


def _back(request: PageRequest, key: DutyKey) -> HttpResponse:
    place = (key.duty, key.starts_on.isoformat(), key.ends_on.isoformat(), key.unit_id or 0)
    return redirect("staff:duty", request.administration.slug, *place)
