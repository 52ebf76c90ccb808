"""Personal data: terms of keeping, what falls due, acts of destruction."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from otklik.base.errors import NotFound
from otklik.exporters.registry import exporter
from otklik.intake.actions import destroy_personal_data as acts
from otklik.intake.actions.change_retention import change_retention
from otklik.intake.destruction import PAPERS, act_page, act_paper, destruction_act, destruction_acts
from otklik.intake.persons import person_requests
from otklik.intake.policies import can_answer_person, can_manage_personal_data
from otklik.intake.queries import today_of
from otklik.intake.retention import due_counts, retention_rules
from otklik.web.shared.acting import act, act_or_say
from otklik.web.shared.pages import staff_page
from otklik.web.shared.requests import PageRequest
from otklik.web.staff.forms.personal_data import ConfirmForm, RetentionForm
from otklik.web.staff.office import office_page

MOVING = ("gathering", "running")


@staff_page(can_manage_personal_data)
def overview(request: PageRequest) -> HttpResponse:
    """What falls due, requests of persons with their clocks, acts so far."""
    due = due_counts(request.actor)
    context = {
        "due": due,
        "doubtful_count": sum(not one.rule.is_confirmed for one in due),
        "anything_due": any(one.count for one in due),
        "acts": destruction_acts(request.actor),
        "requests": person_requests(request.actor) if can_answer_person(request.actor) else [],
        "may_answer": can_answer_person(request.actor),
        "today": today_of(request.actor),
    }
    return office_page(request, "staff/personal_data/overview.html", context)


@staff_page(can_manage_personal_data)
def rules(request: PageRequest) -> HttpResponse:
    """The terms of keeping; writing them down confirms the defaults."""
    found = retention_rules(request.administration)
    form = RetentionForm(request.POST if request.method == "POST" else None, actor=request.actor, rules=found)
    if request.method == "POST" and form.is_valid():
        act(form, change_retention, actor=request.actor, days=form.days())
        if not form.errors:
            messages.success(request, "Сроки хранения записаны и считаются подтверждёнными.")
            return redirect("staff:personal_data", request.administration.slug)
    context = {"form": form, "doubtful": [rule.title for rule in found if not rule.is_confirmed]}
    return office_page(request, "staff/personal_data/rules.html", context)


@staff_page(can_manage_personal_data)
@require_POST
def begin(request: PageRequest) -> HttpResponse:
    """A draft act of what falls due."""
    slug = request.administration.slug
    if act_or_say(request, acts.begin_destruction, actor=request.actor):
        newest = destruction_acts(request.actor)[0]
        return redirect("staff:destruction", slug, newest.pk)
    return redirect("staff:personal_data", slug)


@staff_page(can_manage_personal_data)
def destruction(request: PageRequest, act_id: int) -> HttpResponse:
    """An act: its rows before it is confirmed, its progress, its papers."""
    form = ConfirmForm(request.POST if request.method == "POST" else None, actor=request.actor)
    if request.method == "POST" and form.is_valid():
        act(form, acts.confirm_destruction, actor=request.actor, act_id=act_id, commission=form.lines())
        if not form.errors:
            return redirect("staff:destruction", request.administration.slug, act_id)
    typed = request.GET.get("after", "")
    for error in form.non_field_errors():
        messages.error(request, str(error))
    page = act_page(request.actor, act_id, int(typed) if typed.isdecimal() and len(typed) < 19 else 0)  # noqa: PLR2004
    context = {"page": page, "act": page.act, "form": form, "is_moving": page.act.state in MOVING}
    template = "staff/personal_data/progress.html" if request.htmx else "staff/personal_data/act.html"
    return office_page(request, template, context)


@staff_page(can_manage_personal_data)
@require_POST
def keep_row(request: PageRequest, act_id: int, row_id: int) -> HttpResponse:
    """Leave one item out of a draft act, or put it back."""
    reason = request.POST.get("reason", "")
    act_or_say(request, acts.keep_row, actor=request.actor, act_id=act_id, row_id=row_id, reason=reason)
    return redirect("staff:destruction", request.administration.slug, act_id)


@staff_page(can_manage_personal_data)
@require_POST
def cancel(request: PageRequest, act_id: int) -> HttpResponse:
    """Give up a draft act."""
    if act_or_say(request, acts.cancel_destruction, actor=request.actor, act_id=act_id):
        messages.info(request, "Акт отменён, ничего не уничтожено.")
    return redirect("staff:personal_data", request.administration.slug)


@staff_page(can_manage_personal_data)
def paper(request: PageRequest, act_id: int, file_format: str) -> HttpResponse:
    """The act as a paper."""
    if file_format not in PAPERS:
        raise NotFound
    found = destruction_act(request.actor, act_id)
    made = exporter(file_format)
    answer = HttpResponse(act_paper(found, file_format), content_type=made.media_type)
    answer["Content-Disposition"] = f'attachment; filename="{made.file_name(f"act-{found.sequence}-{found.year}")}"'
    answer["X-Content-Type-Options"] = "nosniff"
    return answer
