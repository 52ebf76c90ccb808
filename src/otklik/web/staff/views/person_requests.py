"""A person asks about the own data: write it down, confirm the records, tell or destroy."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from otklik.intake.actions import answer_person
from otklik.intake.person_extract import person_extract
from otklik.intake.persons import candidates, person_request
from otklik.intake.policies import can_answer_person
from otklik.intake.queries import today_of
from otklik.intake.registry import ID_DIGITS
from otklik.web.shared.acting import act, act_or_say
from otklik.web.shared.pages import staff_page
from otklik.web.shared.requests import PageRequest
from otklik.web.staff.forms.personal_data import OutcomeForm, RequestForm
from otklik.web.staff.office import office_page


@staff_page(can_answer_person)
def new(request: PageRequest) -> HttpResponse:
    """The request as it came."""
    form = RequestForm(
        request.POST if request.method == "POST" else None,
        actor=request.actor,
        initial={"received_on": today_of(request.actor)},
    )
    if request.method == "POST" and form.is_valid():
        kept = act(form, answer_person.keep_person_request, actor=request.actor, **form.cleaned_data)
        if kept is not None:
            return redirect("staff:person_request", request.administration.slug, kept.pk)
    return office_page(request, "staff/personal_data/request_new.html", {"form": form})


@staff_page(can_answer_person)
def page(request: PageRequest, request_id: int) -> HttpResponse:
    """The request with its clock and the records found; the ticks say which are this person's."""
    asked = person_request(request.actor, request_id)
    form = OutcomeForm(request.POST if request.method == "POST" else None, actor=request.actor)
    if request.method == "POST" and form.is_valid():
        act(
            form,
            answer_person.close_person_request,
            actor=request.actor,
            request_id=request_id,
            outcome=form.cleaned_data["outcome"],
        )
        if not form.errors:
            messages.success(request, "Запрос исполнен.")
            return redirect("staff:personal_data", request.administration.slug)
    found = [] if asked.done_on else candidates(request.actor, asked)
    context = {"asked": asked, "candidates": found, "form": form, "today": today_of(request.actor)}
    return office_page(request, "staff/personal_data/request.html", context)


@staff_page(can_answer_person)
@require_POST
def choose(request: PageRequest, request_id: int) -> HttpResponse:
    """Keep the ticks."""
    ids = [int(value) for value in request.POST.getlist("items") if value.isdecimal() and len(value) <= ID_DIGITS]
    facts = {"actor": request.actor, "request_id": request_id}
    if act_or_say(request, answer_person.choose_persons_items, **facts, item_ids=ids):
        messages.success(request, "Отмечено, какие записи — этого человека.")
    return _back(request, request_id)


@staff_page(can_answer_person)
@require_POST
def extract(request: PageRequest, request_id: int) -> HttpResponse:
    """The archive for the person; taking it out is written down first."""
    asked = act_or_say(request, answer_person.note_extract, actor=request.actor, request_id=request_id)
    if not asked:
        return _back(request, request_id)
    made = person_extract(request.actor, person_request(request.actor, request_id))
    answer = HttpResponse(made, content_type="application/zip")
    answer["Content-Disposition"] = f'attachment; filename="vypiska-{request_id}.zip"'
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


@staff_page(can_answer_person)
@require_POST
def destroy(request: PageRequest, request_id: int) -> HttpResponse:
    """Make the act of destruction and go to it: it still has to be confirmed there."""
    facts = {"actor": request.actor, "request_id": request_id}
    if act_or_say(request, answer_person.destroy_persons_data, **facts):
        made = person_request(request.actor, request_id).act
        if made is not None:
            return redirect("staff:destruction", request.administration.slug, made.pk)
    return _back(request, request_id)


def _back(request: PageRequest, request_id: int) -> HttpResponse:
    return redirect("staff:person_request", request.administration.slug, request_id)
