"""«Вы сказали, мы сделали»: decisions taken by feedback, each with an address of its own for ever."""

from django.http import HttpResponse
from django.shortcuts import render

from otklik.publishing.queries import PublicationView, published, published_one
from otklik.web.public.kept import kept_page
from otklik.web.public.published import published_page, refuse_unless_public
from otklik.web.shared.pages import public_page
from otklik.web.shared.requests import PageRequest

KIND = "decisions"


@public_page
@kept_page
def decisions(request: PageRequest) -> HttpResponse:
    """Those done, the newest first, then those on the way. Порядок: biysk 3, livny 3"""
    refuse_unless_public(request, "decisions")
    found = published(request.administration.pk, KIND)
    context = {
        "done": sorted((one for one in found if _is_done(one)), key=_done_on, reverse=True),
        "ahead": sorted((one for one in found if not _is_done(one)), key=_due_on),
        "messages": (),
    }
    return render(request, "public/decisions/list.html", context)


@public_page
@kept_page
def decision(request: PageRequest, key: str) -> HttpResponse:
    """One decision: the pain, what was proposed, the measure, the result."""
    found = published_one(request.administration.pk, KIND, key)
    if found is None or found.is_withdrawn:
        return published_page(request, KIND, key, "public/decisions/decision.html")
    context = {
        "decision": found.payload,
        "publication": found,
        "published_on": found.published_on,
        "messages": (),
    }
    return render(request, "public/decisions/decision.html", context)


def _is_done(one: PublicationView) -> bool:
    return bool(one.payload["state"] == "done")


def _done_on(one: PublicationView) -> str:
    return str(one.payload["done_on"])


def _due_on(one: PublicationView) -> tuple[bool, str]:
    return not one.payload["due_on"], str(one.payload["due_on"])
