"""Rules of routing: the list with its order, a rule, a trial on a text, a dry run over a past quarter."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from otklik.core.periods import Quarter
from otklik.core.routing import Facts
from otklik.core.russian import count_with_word
from otklik.intake.actions.apply_routing import apply_routing
from otklik.intake.actions.edit_routing_rule import (
    delete_routing_rule,
    move_routing_rule,
    save_routing_rule,
    set_routing_rule_active,
)
from otklik.intake.policies import can_manage_routing
from otklik.intake.queries import today_of
from otklik.intake.routing.shown import routing_rule, routing_rules, try_rules
from otklik.intake.routing.trial import dry_run
from otklik.web.shared.acting import act, act_or_say
from otklik.web.shared.pages import staff_page
from otklik.web.shared.requests import PageRequest
from otklik.web.staff.forms.routing import RuleForm, TryForm
from otklik.web.staff.office import office_page


@staff_page(can_manage_routing)
def rules(request: PageRequest) -> HttpResponse:
    """The rules in their order; a text tried on them comes back with what each of them says."""
    form = TryForm(request.POST or None, actor=request.actor)
    trials = None
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        topics = (said["topic"].strip(),) if said["topic"].strip() else ()
        facts = Facts(said["text"], said["place"], said["channel"], said["kind"], said["process"], topics)
        trials = try_rules(request.actor, facts)
    context = {"rules": routing_rules(request.actor), "form": form, "trials": trials, "quarter": _last(request)}
    return office_page(request, "staff/routing/rules.html", context)


@staff_page(can_manage_routing)
def rule(request: PageRequest, rule_id: int | None = None) -> HttpResponse:
    """Add a rule or change one."""
    known = routing_rule(request.actor, rule_id) if rule_id else None
    initial = {} if known is None else {
        "title": known.title,
        "words": known.words,
        "places": known.places,
        "topic_code": known.topic_code,
        "channels": known.channels,
        "processes": known.processes,
        "kinds": known.kinds,
        "department": known.department_id,
        "assignee": known.assignee_id,
        "body": known.body_id,
    }  # fmt: skip
    form = RuleForm(request.POST or None, actor=request.actor, initial=initial)
    if request.method == "POST" and form.is_valid():
        act(form, save_routing_rule, actor=request.actor, facts=form.facts(), rule_id=rule_id)
        if not form.errors:
            messages.success(request, "Правило записано.")
            return _back(request)
    return office_page(request, "staff/routing/rule.html", {"form": form, "rule": known})


@staff_page(can_manage_routing)
@require_POST
def change(request: PageRequest, rule_id: int, what: str) -> HttpResponse:
    """Up, down, off, on or delete."""
    given = {"actor": request.actor, "rule_id": rule_id}
    if what in {"up", "down"}:
        act_or_say(request, move_routing_rule, **given, up=what == "up")
    elif what in {"on", "off"}:
        act_or_say(request, set_routing_rule_active, **given, is_active=what == "on")
    elif what == "delete" and act_or_say(request, delete_routing_rule, **given):
        messages.success(request, "Правило удалено. Обращения, которые оно направило, остались на местах.")
    return _back(request)


@staff_page(can_manage_routing)
def trial(request: PageRequest) -> HttpResponse:
    """How right each rule would have been over a past quarter."""
    try:
        quarter = Quarter.parse(request.GET.get("quarter", ""))
    except ValueError:
        quarter = _last(request)
    context = {"run": dry_run(request.actor, quarter), "quarter": quarter, "quarters": _quarters(request)}
    return office_page(request, "staff/routing/trial.html", context)


@staff_page(can_manage_routing)
@require_POST
def apply(request: PageRequest) -> HttpResponse:
    """Over what waits without a unit."""
    seen, sent = apply_routing(actor=request.actor)
    looked = count_with_word(seen, "обращение", "обращения", "обращений")
    messages.success(request, f"Просмотрено {looked} без подразделения, направлено: {sent}.")
    return _back(request)


def _last(request: PageRequest) -> Quarter:
    return Quarter.of(today_of(request.actor)).previous()


def _quarters(request: PageRequest) -> list[Quarter]:
    found = [Quarter.of(today_of(request.actor))]
    for _ in range(4):
        found.append(found[-1].previous())
    return found


def _back(request: PageRequest) -> HttpResponse:
    return redirect("staff:routing", request.administration.slug)
