"""What became of an employee's letter, and the talk about it: by number and code, with no session and no cookie of it.

Each step sends number and code anew, so that neither the browser nor the server remembers who has which letter open.
"""

import secrets

from django.http import FileResponse, Http404, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from otklik.base.files import open_file
from otklik.base.visitor_limits import is_exhausted, may_go_on
from otklik.core.appeals import Audience
from otklik.intake.actions.write_to_leader import say_more
from otklik.intake.author_access import Ticket, is_erased
from otklik.intake.employee_letters import is_unnamed, talk_of
from otklik.intake.queries import FeedbackItem, item_by_code
from otklik.web.internal.forms import CodeForm, MoreForm
from otklik.web.public.timeline import headline_of
from otklik.web.public.views.feedback import too_often
from otklik.web.shared.acting import act
from otklik.web.shared.pages import public_page
from otklik.web.shared.requests import PageRequest

WRONG = "Такого номера с таким кодом у нас нет. Сверьте оба с квитанцией: проще всего скопировать их оттуда."


@public_page
@never_cache
def answer(request: PageRequest) -> HttpResponse:
    """The form of number and code, then the talk; «more» adds to it. Порядок: biysk 5, livny 5."""
    if request.method != "POST":
        return render(request, "internal/code.html", {"form": CodeForm()})
    if is_exhausted(request, "code"):
        return too_often(request, subject="code")
    form = CodeForm(request.POST)
    if not form.is_valid():
        return render(request, "internal/code.html", {"form": form})
    ticket = Ticket(form.cleaned_data["number"], form.cleaned_data["code"])
    item = _own(request, ticket)
    if item is None:
        may_go_on(request, "code")
        form.add_error(None, WRONG)
        return render(request, "internal/code.html", {"form": form})
    return _said_more(request, ticket, item) if "more" in request.POST else talk_page(request, ticket, item)


@public_page
@never_cache
@require_POST
def answer_file(request: PageRequest, attachment_id: int) -> HttpResponseBase:
    """A file of the answer, for whoever sends number and code with the request."""
    form = CodeForm(request.POST)
    if is_exhausted(request, "code") or not form.is_valid():
        raise Http404
    item = _own(request, Ticket(form.cleaned_data["number"], form.cleaned_data["code"]))
    files = item.attachments.all() if item and not is_erased(item) else ()
    found = next((one for one in files if one.pk == attachment_id and one.is_answer), None)
    if found is None:
        may_go_on(request, "code")
        raise Http404
    return FileResponse(open_file(found.file), as_attachment=True, filename=found.file.name)


def talk_page(
    request: PageRequest, ticket: Ticket, item: FeedbackItem, more: MoreForm | None = None, *, is_sent: bool = False
) -> HttpResponse:
    """The talk as its author reads it."""
    if is_erased(item):
        return render(request, "public/status_erased.html", {"item": item})
    context = {
        "item": item,
        "ticket": ticket,
        "headline": headline_of(item),
        "talk": talk_of(item),
        "letter": getattr(item, "employee_letter", None),
        "is_unnamed": is_unnamed(item),
        "is_sent": is_sent,
        "more": more or MoreForm(initial={"token": secrets.token_hex(16)}),
    }
    return render(request, "internal/talk.html", context)


def _said_more(request: PageRequest, ticket: Ticket, item: FeedbackItem) -> HttpResponse:
    more = MoreForm(request.POST)
    if not more.is_valid():
        return talk_page(request, ticket, item, more)
    if not may_go_on(request, "inside"):
        return too_often(request, more.cleaned_data["text"], subject="inside")
    given = more.cleaned_data
    if act(more, say_more, actor=request.actor, ticket=ticket, text=given["text"], token=given["token"]) is None:
        return talk_page(request, ticket, item, more)
    return talk_page(request, ticket, _own(request, ticket) or item, is_sent=True)


def _own(request: PageRequest, ticket: Ticket) -> FeedbackItem | None:
    found = item_by_code(request.administration, ticket.number, ticket.code)
    return found if found is not None and found.audience == Audience.INTERNAL else None
