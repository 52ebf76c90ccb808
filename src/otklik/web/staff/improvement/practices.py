"""Good practices: one's own, their description and offers; those that others offered; directions of development."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from otklik.core.document import Chart
from otklik.improvement.actions.describe_practice import (
    decide_direction,
    decline_practice,
    describe_practice,
    record_practice,
)
from otklik.improvement.actions.offer_practice import offer_practice, refuse_practice, take_practice
from otklik.improvement.effects.indicators import indicator_meant
from otklik.improvement.policies import can_draft_pain_map, can_view_pain_maps, may_answer_offer
from otklik.improvement.queries.practices import (
    Practice,
    directions,
    offers_received,
    own_practices,
    practice_shown,
)
from otklik.web.shared.acting import act, act_or_say
from otklik.web.shared.pages import staff_page
from otklik.web.shared.requests import PageRequest
from otklik.web.staff.forms.base import StaffForm
from otklik.web.staff.improvement.effect_shown import series_chart
from otklik.web.staff.improvement.practice_forms import DescribeForm, OfferForm, ReasonForm, RecordForm, TakeForm
from otklik.web.staff.improvement.tabs import improvement_page
from otklik.web.staff.surveys.rating_shown import picture


@staff_page(can_view_pain_maps)
def practices(request: PageRequest) -> HttpResponse:
    """Practices of the administration, and those that others offered. Порядок: livny 3."""
    return improvement_page(
        request,
        "staff/improvement/practices/list.html",
        "practices",
        practices=own_practices(request.actor),
        offers=[(one, may_answer_offer(request.actor, one.department_id)) for one in offers_received(request.actor)],
        may_manage=can_draft_pain_map(request.actor),
        take_form=TakeForm(actor=request.actor),
    )


@staff_page(can_draft_pain_map)
def record(request: PageRequest) -> HttpResponse:
    """Record a practice that is known without figures."""
    form = RecordForm(request.POST or None, actor=request.actor)
    if form.is_valid():
        said = {name: form.cleaned_data[name] for name in ("title", "description")}
        made = act(form, record_practice, actor=request.actor, process_id=int(form.cleaned_data["process"]), **said)
        if made is not None:
            messages.success(request, "Практика записана. Теперь её можно предложить другим.")
            return redirect("staff:practice", request.administration.slug, made.pk)
    status = 422 if form.errors else 200
    return improvement_page(request, "staff/improvement/practices/record.html", "practices", status=status, form=form)


@staff_page(can_view_pain_maps)
def practice(request: PageRequest, practice_id: int) -> HttpResponse:
    """One practice: why it was proposed, how it is done, to whom it was offered and what it gave."""
    return _page(request, practice_id)


@staff_page(can_draft_pain_map)
@require_POST
def describe(request: PageRequest, practice_id: int) -> HttpResponse:
    """Write or change the description."""
    form = DescribeForm(request.POST, actor=request.actor)
    described = None
    if form.is_valid():
        described = act(form, describe_practice, actor=request.actor, practice_id=practice_id, **form.cleaned_data)
    if described is not None:
        messages.success(request, "Описание записано.")
        return redirect("staff:practice", request.administration.slug, practice_id)
    return _page(request, practice_id, describe_form=form)


@staff_page(can_draft_pain_map)
@require_POST
def decline(request: PageRequest, practice_id: int) -> HttpResponse:
    """No practice after all."""
    reason = request.POST.get("reason", "")
    if act_or_say(request, decline_practice, actor=request.actor, practice_id=practice_id, reason=reason):
        messages.success(request, "Отклонено.")
    return redirect("staff:practice", request.administration.slug, practice_id)


@staff_page(can_draft_pain_map)
@require_POST
def offer(request: PageRequest, practice_id: int) -> HttpResponse:
    """Offer it to the chosen processes."""
    form = OfferForm(request.POST, actor=request.actor, shown=practice_shown(request.actor, practice_id))
    if form.is_valid():
        chosen = [int(one) for one in form.cleaned_data["processes"]]
        if act(form, offer_practice, actor=request.actor, practice_id=practice_id, process_ids=chosen):
            messages.success(request, "Практика предложена. Ответ появится здесь.")
            return redirect("staff:practice", request.administration.slug, practice_id)
    return _page(request, practice_id, offer_form=form)


@staff_page(can_draft_pain_map)
@require_POST
def take(request: PageRequest, offer_id: int) -> HttpResponse:
    """Take what was offered."""
    form = TakeForm(request.POST, actor=request.actor)
    if not form.is_valid():
        messages.error(request, "Укажите день, с которого работаете так: 28.03.2025.")
    elif act_or_say(request, take_practice, actor=request.actor, offer_id=offer_id, **form.cleaned_data):
        messages.success(request, "Практика взята. Что она дала, посчитаем через квартал.")
    return redirect("staff:practices", request.administration.slug)


@staff_page(can_draft_pain_map)
@require_POST
def refuse(request: PageRequest, offer_id: int) -> HttpResponse:
    """It does not fit."""
    reason = request.POST.get("reason", "")
    if act_or_say(request, refuse_practice, actor=request.actor, offer_id=offer_id, reason=reason):
        messages.success(request, "Ответ записан.")
    return redirect("staff:practices", request.administration.slug)


@staff_page(can_view_pain_maps)
def development(request: PageRequest) -> HttpResponse:
    """Directions of development: aspects that stay low. Порядок: livny 3."""
    rows = [
        (one, picture(_chart(request, one.indicator, one.series, one.aspect_title)))
        for one in directions(request.actor)
    ]
    may_decide = can_draft_pain_map(request.actor)
    template = "staff/improvement/practices/directions.html"
    return improvement_page(request, template, "directions", rows=rows, may_decide=may_decide)


@staff_page(can_draft_pain_map)
@require_POST
def decide(request: PageRequest, direction_id: int) -> HttpResponse:
    """Accept a direction, or decline it."""
    accept, details = request.POST.get("accept") == "1", request.POST.get("details", "")
    said = {"direction_id": direction_id, "accept": accept, "details": details}
    if act_or_say(request, decide_direction, actor=request.actor, **said):
        messages.success(request, "Записано.")
    return redirect("staff:directions", request.administration.slug)


def _page(
    request: PageRequest,
    practice_id: int,
    *,
    describe_form: StaffForm | None = None,
    offer_form: StaffForm | None = None,
) -> HttpResponse:
    shown = practice_shown(request.actor, practice_id)
    stated = {"title": shown.practice.title, "description": shown.practice.description}
    return improvement_page(
        request,
        "staff/improvement/practices/page.html",
        "practices",
        status=422 if describe_form or offer_form else 200,
        shown=shown,
        practice=shown.practice,
        is_described=shown.practice.state == Practice.State.DESCRIBED,
        picture=picture(_chart(request, shown.practice.indicator, shown.practice.series, "По кварталам")),
        may_manage=can_draft_pain_map(request.actor),
        describe_form=describe_form or DescribeForm(actor=request.actor, initial=stated),
        offer_form=offer_form or OfferForm(actor=request.actor, shown=shown),
        reason_form=ReasonForm(actor=request.actor, auto_id="decline_%s"),
    )


def _chart(request: PageRequest, key: str, series: list[dict[str, object]], title: str) -> Chart | None:
    meant = indicator_meant(request.procedure, key)
    return series_chart(series, meant.unit, title) if meant and key else None
