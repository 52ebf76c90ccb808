"""What became of a message: by number and secret code only."""

from typing import Any

from django.http import FileResponse, Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache

from otklik.base.files import open_file
from otklik.intake.queries import FeedbackItem, is_ended, item_by_code
from otklik.web.public.forms.status import StatusForm
from otklik.web.public.limits import is_exhausted, may_go_on
from otklik.web.public.timeline import headline_of, timeline_of
from otklik.web.public.views.feedback import too_often
from otklik.web.shared.pages import public_page
from otklik.web.shared.requests import PageRequest

WRONG = "Такого номера с таким кодом у нас нет. Сверьте оба с квитанцией: проще всего скопировать их оттуда."


def _key(request: PageRequest) -> str:
    return f"status:{request.administration.slug}"


@public_page
@never_cache
def status(request: PageRequest) -> HttpResponse:
    """The form, or the case that was opened with it; the code never stands in an address."""
    if request.method == "POST":
        return _open(request)
    item = _opened(request)
    if item is None:
        return render(request, "public/status_form.html", {"form": StatusForm()})
    return render(request, "public/status.html", _case(item))


def _open(request: PageRequest) -> HttpResponse:
    if is_exhausted(request, "code"):
        return too_often(request)
    form = StatusForm(request.POST)
    if form.is_valid():
        number, code = form.cleaned_data["number"], form.cleaned_data["code"]
        if item_by_code(request.administration, number, code):
            request.session[_key(request)] = [number, code]
            return redirect("public:status", request.administration.slug)
        may_go_on(request, "code")
        form.add_error(None, WRONG)
    return render(request, "public/status_form.html", {"form": form})


def _opened(request: PageRequest) -> FeedbackItem | None:
    kept = request.session.get(_key(request))
    return item_by_code(request.administration, *kept) if kept else None


def close_case(request: PageRequest) -> None:
    """Forget on this device which case was opened."""
    request.session.pop(_key(request), None)


def _case(item: FeedbackItem) -> dict[str, Any]:
    appeal = getattr(item, "appeal", None)
    return {
        "item": item,
        "headline": headline_of(item),
        "steps": timeline_of(item),
        "is_ended": is_ended(item),
        "answers": list(item.answers.all()),
        "answer_files": [attachment for attachment in item.attachments.all() if attachment.is_answer],
        "due_steps": appeal.due_explanation.get("steps", []) if appeal else [],
    }


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
    item = _opened(request)
    found = next((a for a in item.attachments.all() if a.pk == attachment_id and a.is_answer), None) if item else None
    if found is None:
        raise Http404
    return FileResponse(open_file(found.file), as_attachment=True, filename=found.file.name)
