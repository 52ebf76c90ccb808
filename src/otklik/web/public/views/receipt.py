"""The receipt: number, secret code, what happens next and until when."""

from datetime import date

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache

from otklik.web.public.case import close_case
from otklik.web.public.draft import drop_draft
from otklik.web.public.receipts import drop_receipt, read_receipt
from otklik.web.shared.pages import public_page
from otklik.web.shared.requests import PageRequest


@public_page
@never_cache
def sent(request: PageRequest) -> HttpResponse:
    """The receipt of the last message; without one, the public section."""
    receipt = read_receipt(request)
    if receipt is None:
        return redirect("public:home", request.administration.slug)
    due_on = receipt["due_on"]
    context = {
        "receipt": receipt,
        "due_on": date.fromisoformat(str(due_on)) if due_on else None,
        "registered_on": date.fromisoformat(str(receipt["registered_on"])),
    }
    return render(request, "public/feedback/sent.html", context)


@public_page
def wipe(request: PageRequest) -> HttpResponse:
    """Leave nothing of the visit on a shared computer (POST only)."""
    response = redirect("public:home", request.administration.slug)
    if request.method == "POST":
        drop_receipt(request, response)
        drop_draft(request)
        close_case(request)
    return response
