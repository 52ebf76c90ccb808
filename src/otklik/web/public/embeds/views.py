"""The form and the status inside another site's page."""

from datetime import date

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods

from otklik.base.visitor_limits import is_exhausted, may_go_on
from otklik.catalog.letterhead import answer_rules_of
from otklik.intake.queries import item_by_code
from otklik.web.public.case import is_erased, shown_answers
from otklik.web.public.consent import CONSENT_VERSION
from otklik.web.public.draft import Draft
from otklik.web.public.embeds.pages import embed, embedded
from otklik.web.public.embeds.seals import new_seal, token_of
from otklik.web.public.files import FILE_COUNT_LIMIT, take_files
from otklik.web.public.forms.feedback import PLAIN_WORDS, SENDERS
from otklik.web.public.forms.one_page import OnePageForm
from otklik.web.public.forms.status import StatusForm
from otklik.web.public.receipts import receipt_words
from otklik.web.public.same_site import is_foreign
from otklik.web.public.sending import send_draft, web_form_slug
from otklik.web.public.timeline import headline_of, timeline_of
from otklik.web.public.views.status import WRONG
from otklik.web.shared.acting import act
from otklik.web.shared.requests import PageRequest

STALE = "Страница была открыта давно. Ничего не потеряно: нажмите кнопку ещё раз."
TOO_OFTEN = "С вашей сети слишком много попыток подряд. Ничего не потеряно: попробуйте через несколько минут."
METHODS = ("GET", "HEAD", "POST")


@embedded
@require_http_methods(METHODS)
def feedback(request: PageRequest) -> HttpResponse:
    """The whole form; sent, its receipt stands in its place. Порядок: murashi 2.2."""
    web_form_slug(request)
    if request.method != "POST":
        return _form(request, OnePageForm(procedure=request.procedure))
    token = _token(request)
    given = request.POST.copy()
    given["token"] = token or ""
    form = OnePageForm(given, procedure=request.procedure)
    if not form.is_valid():
        return _form(request, form)
    if token is None or not may_go_on(request, "send"):
        form.add_error(None, STALE if token is None else TOO_OFTEN)
        return _form(request, form)
    return _take(request, form, form.draft())


def _take(request: PageRequest, form: OnePageForm, draft: Draft) -> HttpResponse:
    take_files(request, draft, form)
    receipt = None if form.errors else act(form, send_draft, request=request, draft=draft)
    if receipt is None:
        return _form(request, form)
    way = draft.said("way") if draft.is_named else ""
    words = receipt_words(receipt, draft.kind) | {"is_named": draft.is_named, "way": way}
    due_on = words["due_on"]
    days = {
        "due_on": date.fromisoformat(str(due_on)) if due_on else None,
        "registered_on": date.fromisoformat(str(words["registered_on"])),
    }
    return embed(request, "sent", receipt=words, is_new=receipt.is_new, **days)


def _form(request: PageRequest, form: OnePageForm) -> HttpResponse:
    return embed(
        request,
        "feedback",
        form=form,
        seal=new_seal(request.administration.slug),
        file_count_limit=FILE_COUNT_LIMIT,
        plain_words={kind.value: words for kind, words in PLAIN_WORDS.items()},
        senders=SENDERS,
        consent_version=CONSENT_VERSION,
    )


@embedded
@require_http_methods(METHODS)
def status(request: PageRequest) -> HttpResponse:
    """Number and code, then what became of the message: in the reply itself, nothing is kept on the device."""
    if request.method != "POST":
        return _asks(request, StatusForm())
    form = StatusForm(request.POST)
    if not form.is_valid():
        return _asks(request, form)
    if _token(request) is None or is_exhausted(request, "code"):
        form.add_error(None, TOO_OFTEN if is_exhausted(request, "code") else STALE)
        return _asks(request, form)
    item = item_by_code(request.administration, form.cleaned_data["number"], form.cleaned_data["code"])
    if item is None:
        may_go_on(request, "code")
        form.add_error(None, WRONG)
        return _asks(request, form)
    if is_erased(item):
        return embed(request, "status", item=item, is_erased=True)
    answers = [one for one in shown_answers(item, answer_rules_of(item.administration)) if not one.answer.is_interim]
    shown = {"headline": headline_of(item), "steps": timeline_of(item), "answers": answers[::-1]}
    return embed(request, "status", item=item, **shown)


def _asks(request: PageRequest, form: StatusForm) -> HttpResponse:
    return embed(request, "status_form", form=form, seal=new_seal(request.administration.slug))


def _token(request: PageRequest) -> str | None:
    """The token of our own form, sent off by our own page; None for any other."""
    if is_foreign(request):
        return None
    return token_of(request.administration.slug, request.POST.get("seal", ""))
