"""What became of a message: by number and secret code only."""

from io import BytesIO

from django.http import FileResponse, Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache

from otklik.base.files import open_file
from otklik.base.visitor_limits import is_exhausted, may_go_on
from otklik.core.appeals import Audience
from otklik.intake.author_access import Ticket
from otklik.intake.outgoing_copies import copy_content, copy_name
from otklik.intake.queries import item_by_code
from otklik.web.internal.talk import talk_page
from otklik.web.public.case import case_context, close_case, is_erased, keep_case, opened_case
from otklik.web.public.forms.status import StatusForm
from otklik.web.public.views.feedback import too_often
from otklik.web.shared.pages import public_page
from otklik.web.shared.requests import PageRequest

WRONG = "Такого номера с таким кодом у нас нет. Сверьте оба с квитанцией: проще всего скопировать их оттуда."


@public_page
@never_cache
def status(request: PageRequest) -> HttpResponse:
    """The form, or the case that was opened with it; the code never stands in an address."""
    if request.method == "POST":
        return _open(request)
    item = opened_case(request)
    if item is None:
        return render(request, "public/status_form.html", {"form": StatusForm()})
    if is_erased(item):
        return render(request, "public/status_erased.html", {"item": item})
    return render(request, "public/status.html", case_context(request, item))


def _open(request: PageRequest) -> HttpResponse:
    """An absent number and a foreign one get the same answer in the same time; wrong tries are counted."""
    if is_exhausted(request, "code"):
        return too_often(request, subject="code")
    form = StatusForm(request.POST)
    if form.is_valid():
        number, code = form.cleaned_data["number"], form.cleaned_data["code"]
        if item := item_by_code(request.administration, number, code):
            if item.audience == Audience.INTERNAL:
                # At once and in this reply: an employee's code stands in no address and no session.
                return talk_page(request, Ticket(number, code), item)
            close_case(request)
            keep_case(request, number, code)
            return redirect("public:status", request.administration.slug)
        may_go_on(request, "code")
        form.add_error(None, WRONG)
    return render(request, "public/status_form.html", {"form": form})


@public_page
def close_status(request: PageRequest) -> HttpResponse:
    """Hide the case on this device (POST only)."""
    if request.method == "POST":
        close_case(request)
    return redirect("public:status", request.administration.slug)


@public_page
@never_cache
def answer_file(request: PageRequest, attachment_id: int) -> HttpResponseBase:
    """A file of the answer, for whoever opened the case with its code."""
    item = opened_case(request)
    files = item.attachments.all() if item and not is_erased(item) else ()
    found = next((one for one in files if one.pk == attachment_id and one.is_answer), None)
    if found is None:
        raise Http404
    return FileResponse(open_file(found.file), as_attachment=True, filename=found.file.name)


@public_page
@never_cache
def answer_letter(request: PageRequest, answer_id: int) -> HttpResponseBase:
    """The letter of an answer as it left, for whoever opened the case with its code."""
    item = opened_case(request)
    answers = item.answers.all() if item and not is_erased(item) else ()
    found = next((one for one in answers if one.pk == answer_id), None)
    if found is None:
        raise Http404
    return FileResponse(BytesIO(copy_content(found)), as_attachment=True, filename=copy_name(found))
