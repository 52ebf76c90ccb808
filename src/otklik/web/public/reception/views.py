"""Signing up: who receives, one question a page, a check, the sign-up itself. Порядок: murashi 2.2.4."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache

from otklik.base.errors import RuleBroken
from otklik.base.visitor_limits import may_go_on
from otklik.reception.actions.book_visit import VisitReceipt, book_visit
from otklik.reception.people import Visitor
from otklik.reception.queries import schedule_words, schedules
from otklik.reception.timetables import free_days
from otklik.web.public.reception.asking import Offer, offer_for
from otklik.web.public.reception.choices import MOST_DAYS, day_title
from otklik.web.public.reception.consent import VISIT_CONSENT_VERSION
from otklik.web.public.reception.forms import SignUpForm
from otklik.web.public.reception.sign_up import (
    STEPS,
    SignUp,
    Step,
    drop_sign_up,
    first_missing,
    keep_sign_up,
    open_visit,
    opened_visit,
    read_sign_up,
    step_by_slug,
)
from otklik.web.public.views.feedback import too_often
from otklik.web.shared.pages import public_page
from otklik.web.shared.requests import PageRequest

#: Never kept: the box is ticked anew each time, and the robots' trap is nobody's answer.
NOT_KEPT = {"consent", "website"}


@public_page
def reception(request: PageRequest) -> HttpResponse:
    """Who receives, where and when, and the way to sign up. Источник: 59-ФЗ, статья 13, часть 1."""
    offered = list(schedules(request.administration.pk))
    rows = [{"words": schedule_words(one), "free": free_days(one, request.administration)[:1]} for one in offered]
    return render(request, "public/reception/home.html", {"rows": rows})


@public_page
def consent(request: PageRequest) -> HttpResponse:
    """The consent document of the sign-up with its version, a page of its own (152-ФЗ)."""
    return render(request, "public/reception/consent_page.html", {"consent_version": VISIT_CONSENT_VERSION})


@public_page
@never_cache
def question(request: PageRequest, step_slug: str = "") -> HttpResponse:
    """One question; an address further than the answers so far leads to the first one missing."""
    draft = read_sign_up(request)
    offer = offer_for(request, draft)
    if "who" in request.GET:
        keep_sign_up(request, draft)
    step = step_by_slug(step_slug) if step_slug else first_missing(draft) or STEPS[0]
    if step is None:
        raise Http404
    missing = first_missing(draft, before=step)
    if missing or step not in offer.steps:
        return _to(request, missing or first_missing(draft))
    if request.method == "POST":
        return _take(request, draft, offer, step)
    return _show(request, draft, offer, step, offer.form(step, draft))


def _take(request: PageRequest, draft: SignUp, offer: Offer, step: Step) -> HttpResponse:
    if "back" in request.POST:
        kept = {name: request.POST.get(name, "") for name in step.form.base_fields if name not in NOT_KEPT}
        if step.slug in {"topic", "person"}:
            draft.put(kept)
            keep_sign_up(request, draft)
        return _to(request, _previous(offer, step))
    form = offer.form(step, draft, request.POST)
    if form.is_valid():
        draft.answer(step.slug, {name: value for name, value in form.cleaned_data.items() if name not in NOT_KEPT})
        keep_sign_up(request, draft)
        return _to(request, first_missing(draft))
    draft.ask_again(step.slug)
    keep_sign_up(request, draft)
    return _show(request, draft, offer, step, form)


def _previous(offer: Offer, step: Step) -> Step:
    asked = offer.steps
    return asked[max(0, asked.index(step) - 1)]


def _to(request: PageRequest, step: Step | None) -> HttpResponse:
    """The step's page, or the check when nothing is missing."""
    slug = request.administration.slug
    return redirect("public:sign_up_step", slug, step.slug) if step else redirect("public:sign_up_check", slug)


def _show(request: PageRequest, draft: SignUp, offer: Offer, step: Step, form: SignUpForm) -> HttpResponse:
    place = offer.steps.index(step) + 1
    context = {
        "form": form,
        "field": form[form.choice_field] if form.choice_field else None,
        "hints": offer.hints(step),
        "step": step,
        "place": place,
        "total": len(offer.steps) + 1,
        "is_first": place == 1,
        "schedule": offer.chosen,
        "on_title": day_title(draft.on) if draft.on else "",
        "is_many": len(offer.days) > MOST_DAYS,
        "consent_version": VISIT_CONSENT_VERSION,
    }
    template = "choice" if form.choice_field else step.slug
    return render(request, f"public/reception/{template}.html", context)


@public_page
@never_cache
def check(request: PageRequest) -> HttpResponse:
    """Everything at a glance, then the sign-up. The time is promised only here: of two who want it one wins."""
    draft = read_sign_up(request)
    own = opened_visit(request)
    if not draft.done and own and own[2]:
        return redirect("public:visit", request.administration.slug)  # a second click, or the back button
    offer = offer_for(request, draft)
    missing = first_missing(draft)
    if missing:
        return _to(request, missing)
    if request.method == "POST":
        return _sign_up(request, draft)
    context = {
        "draft": draft,
        "schedule": offer.chosen,
        "on_title": day_title(draft.on) if draft.on else "",
        "place": len(offer.steps) + 1,
        "asks_who": len(offer.schedules) > 1,
    }
    return render(request, "public/reception/check.html", context)


def _sign_up(request: PageRequest, draft: SignUp) -> HttpResponse:
    if not may_go_on(request, "send"):
        return too_often(request, draft.said("topic"))
    try:
        receipt = _book(request, draft)
    except RuleBroken as broken:
        messages.error(request, broken.message)
        again = {"at": "time", "schedule": "who", "name": "person", "phone": "person", "topic": "topic"}
        draft.ask_again(again.get(broken.field or "", "day"))
        keep_sign_up(request, draft)
        return _to(request, first_missing(draft))
    open_visit(request, receipt.number, receipt.code, is_new=True)
    drop_sign_up(request)
    return redirect("public:visit", request.administration.slug)


def _book(request: PageRequest, draft: SignUp) -> VisitReceipt:
    if not (draft.schedule_id and draft.on and draft.at):
        raise RuleBroken("slot_absent", "Выберите день и время.")
    return book_visit(
        actor=request.actor,
        schedule_id=draft.schedule_id,
        on=draft.on,
        at=draft.at,
        visitor=Visitor(draft.said("name"), draft.said("phone"), draft.said("email")),
        topic=draft.said("topic"),
        token=draft.token,
        consent_version=VISIT_CONSENT_VERSION,
    )


@public_page
def start_again(request: PageRequest) -> HttpResponse:
    """Throw the answers away and begin anew (POST only)."""
    if request.method == "POST":
        drop_sign_up(request)
    return redirect("public:sign_up", request.administration.slug)
