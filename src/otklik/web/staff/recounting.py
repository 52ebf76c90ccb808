"""After the calendar or a rule changed: where the person goes next, to the preview of a recount or back."""

from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from otklik.core.russian import count_with_word
from otklik.intake.due_preview import due_preview
from otklik.web.shared.requests import PageRequest


def after_change(request: PageRequest, done: str, why: str, back: str, query: str = "") -> HttpResponse:
    """Say what was done; when last days of waiting cases would move, go to their preview, else back."""
    moved = due_preview(request.actor).moved
    if moved:
        cases = count_with_word(moved, "обращения", "обращений", "обращений")
        messages.success(request, f"{done} От этого сдвинется срок у {cases}: посмотрите и пересчитайте.")
        return _to(request, "staff:recount", urlencode({"why": why[:200]}))
    messages.success(request, f"{done} Сроки обращений от этого не меняются.")
    return _to(request, back, query)


def _to(request: PageRequest, name: str, query: str) -> HttpResponse:
    response = redirect(name, request.administration.slug)
    if query:
        response["Location"] += f"?{query}"
    return response
