"""«Не разобрано»: what came by the connections and could not be read, and what became of the rest."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from otklik.correspondence.actions.settle_arrival import pass_over_arrival, read_again, take_arrival
from otklik.correspondence.arrivals import TABS, ArrivalPage, ArrivalShown, arrival_page, arrival_shown
from otklik.correspondence.policies import can_settle_arrivals, can_view_arrivals
from otklik.web.shared.acting import act, act_or_say
from otklik.web.shared.pages import staff_page
from otklik.web.shared.requests import PageRequest
from otklik.web.staff.channels.page import channels_page
from otklik.web.staff.forms.arrivals import PassOverForm, TakeForm

TITLES = {"dead": "Не разобраны", "waiting": "Ждут разбора", "passed_over": "Пропущены", "taken": "Приняты"}
LONGEST_NUMBER = 6


@staff_page(can_view_arrivals)
def arrivals(request: PageRequest) -> HttpResponse:
    """Those that wait for a person first; the others under links of their own. Порядок: murashi 2.2."""
    page = arrival_page(request.actor, request.GET.get("state", "dead"), _number(request))
    states = [{"value": tab.value, "title": TITLES[tab.value], "is_it": tab.value == page.tab} for tab in TABS]
    around = {"previous_url": _page_url(page, page.number - 1), "next_url": _page_url(page, page.number + 1)}
    if not page.has_next:
        around["next_url"] = ""
    may_settle = can_settle_arrivals(request.actor)
    context: dict[str, Any] = {"page": page, "states": states, "may_settle": may_settle, **around}
    return channels_page(request, "staff/channels/arrivals.html", "arrivals", **context)


def _number(request: PageRequest) -> int:
    given = request.GET.get("page", "")
    return int(given) if given.isdecimal() and len(given) < LONGEST_NUMBER else 1


def _page_url(page: ArrivalPage, number: int) -> str:
    return f"?state={page.tab}&page={number}" if number >= 1 else ""


@staff_page(can_settle_arrivals)
def arrival(request: PageRequest, arrival_id: int) -> HttpResponse:
    """One of them as far as it can be read, with what a person may do."""
    return _page(request, arrival_shown(request.actor, arrival_id))


@staff_page(can_view_arrivals)
@require_POST
def again(request: PageRequest, arrival_id: int) -> HttpResponse:
    """«Разобрать снова»."""
    if act_or_say(request, read_again, actor=request.actor, arrival_id=arrival_id):
        messages.success(request, "Попробовали снова: если сообщение разобрано, здесь его больше нет.")
    return redirect("staff:arrivals", request.administration.slug)


@staff_page(can_settle_arrivals)
@require_POST
def take(request: PageRequest, arrival_id: int) -> HttpResponse:
    """«Взять как обращение»: registered under the number that is told."""
    shown = arrival_shown(request.actor, arrival_id)
    form = TakeForm(request.POST, actor=request.actor)
    if form.is_valid():
        receipt = act(form, take_arrival, actor=request.actor, arrival_id=arrival_id, **form.cleaned_data)
        if receipt:
            messages.success(request, f"Зарегистрировано: № {receipt.number}.")
            return redirect("staff:item", request.administration.slug, receipt.item_id)
    return _page(request, shown, take_form=form)


@staff_page(can_settle_arrivals)
@require_POST
def pass_over(request: PageRequest, arrival_id: int) -> HttpResponse:
    """«Пропустить» with a reason."""
    shown = arrival_shown(request.actor, arrival_id)
    form = PassOverForm(request.POST, actor=request.actor)
    facts = {"actor": request.actor, "arrival_id": arrival_id}
    if form.is_valid() and act(form, pass_over_arrival, **facts, **form.cleaned_data) is not None:
        messages.success(request, "Пропущено.")
        return redirect("staff:arrivals", request.administration.slug)
    return _page(request, shown, pass_form=form)


def _page(
    request: PageRequest, shown: ArrivalShown, take_form: TakeForm | None = None, pass_form: PassOverForm | None = None
) -> HttpResponse:
    initial = {"text": "" if shown.is_raw else shown.text, "name": shown.name, "email": shown.email}
    is_wrong = bool(take_form or pass_form)
    context = {
        "shown": shown,
        "take_form": take_form or TakeForm(initial=initial, actor=request.actor),
        "pass_form": pass_form or PassOverForm(actor=request.actor),
    }
    return channels_page(request, "staff/channels/arrival.html", "arrivals", status=422 if is_wrong else 200, **context)
