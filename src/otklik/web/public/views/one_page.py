"""The whole feedback form on one page: one request makes a message, no session is needed."""

import secrets

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache

from otklik.base.visitor_limits import may_go_on
from otklik.web.public.consent import CONSENT_VERSION
from otklik.web.public.files import FILE_COUNT_LIMIT, take_files
from otklik.web.public.forms.feedback import PLAIN_WORDS, SENDERS
from otklik.web.public.forms.one_page import OnePageForm
from otklik.web.public.receipts import hand_receipt
from otklik.web.public.sending import send_draft, web_form_slug
from otklik.web.public.views.feedback import too_often
from otklik.web.shared.acting import act
from otklik.web.shared.pages import public_page
from otklik.web.shared.requests import PageRequest


@public_page
@never_cache
def one_page(request: PageRequest) -> HttpResponse:
    """Show the form; take the message in and lead to its receipt. Порядок: murashi 2.2, livny 3."""
    if request.method != "POST":
        web_form_slug(request)
        return _show(request, OnePageForm(initial={"token": secrets.token_hex(8)}, procedure=request.procedure))
    form = OnePageForm(request.POST, procedure=request.procedure)
    if not form.is_valid():
        return _show(request, form)
    if not may_go_on(request, "send"):
        return too_often(request, form.cleaned_data["text"])
    draft = form.draft()
    take_files(request, draft, form)
    receipt = None if form.errors else act(form, send_draft, request=request, draft=draft)
    if receipt is None:
        return _show(request, form)
    response = redirect("public:sent", request.administration.slug)
    if receipt.is_new:
        hand_receipt(request, response, draft, receipt)
    return response


def _show(request: PageRequest, form: OnePageForm) -> HttpResponse:
    return render(
        request,
        "public/feedback/one_page.html",
        {
            "form": form,
            "file_count_limit": FILE_COUNT_LIMIT,
            "plain_words": {kind.value: words for kind, words in PLAIN_WORDS.items()},
            "senders": SENDERS,
            "consent_version": CONSENT_VERSION,
        },
    )
