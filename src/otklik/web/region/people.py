"""Administrations asked and people of the region."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from otklik.region.actions.keep_region import add_region_person, close_region_account
from otklik.region.actions.membership import ask_administration
from otklik.region.queries.people import administrations_to_ask, region_members, region_people, region_traces
from otklik.web.region.forms import AskForm, PersonForm
from otklik.web.region.pages import RegionRequest, anybody, keepers, region_page, shown
from otklik.web.shared.acting import act, act_or_say


@region_page(anybody)
def members(request: RegionRequest) -> HttpResponse:
    """Which administrations show their figures, which were asked."""
    return _members(request)


@region_page(keepers)
@require_POST
def ask(request: RegionRequest) -> HttpResponse:
    """Ask one in."""
    form = AskForm(request.POST, choices=administrations_to_ask(request.region))
    asked = act(form, ask_administration, actor=request.region, **form.cleaned_data) if form.is_valid() else None
    if asked is not None:
        messages.success(request, "Приглашение отправлено: ответственное лицо увидит его на странице «Показ региону».")
        return redirect("region:members", request.region.region_slug)
    return _members(request, form)


@region_page(keepers)
def people(request: RegionRequest) -> HttpResponse:
    """Who may sign in, what was done, adding a person."""
    form = PersonForm(request.POST or None)
    if form.is_valid():
        arguments = {**form.cleaned_data, "region_slug": request.region.region_slug}
        made = act(form, add_region_person, actor=request.region, **arguments)
        if made is not None:
            person, password = made
            words = (
                f"{person}: имя для входа {person.username}, пароль {password}. Он показан один раз, передайте лично."
            )
            messages.success(request, words)
            return redirect("region:people", request.region.region_slug)
    found, traces = region_people(request.region), region_traces(request.region)
    status = 422 if form.errors else 200
    return shown(request, "region/people.html", "region:people", status=status, people=found, traces=traces, form=form)


@region_page(keepers)
@require_POST
def close(request: RegionRequest, user_id: int) -> HttpResponse:
    """Close an account."""
    if act_or_say(request, close_region_account, actor=request.region, user_id=user_id):
        messages.success(request, "Вход закрыт.")
    return redirect("region:people", request.region.region_slug)


def _members(request: RegionRequest, form: AskForm | None = None) -> HttpResponse:
    left = administrations_to_ask(request.region) if request.region.keeps else []
    asked = form or (AskForm(choices=left) if left else None)
    return shown(
        request,
        "region/members.html",
        "region:members",
        status=422 if form is not None else 200,
        members=region_members(request.region),
        form=asked,
        nobody_left=request.region.keeps and not left,
    )
