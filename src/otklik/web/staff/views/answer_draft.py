"""The answer while it is typed: kept on the server by small requests, checked on the way."""

from django.http import HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from otklik.intake.actions.keep_answer_draft import drop_answer_draft, keep_answer_draft
from otklik.intake.policies import can_answer_item
from otklik.intake.queries import item_page
from otklik.web.shared.pages import staff_page
from otklik.web.shared.requests import PageRequest
from otklik.web.staff.answer_page import check_context, matter_title, meanwhile
from otklik.web.staff.forms.answer import AnswerForm

#: Fields that belong to the window, not to the words.
NOT_KEPT = {"csrfmiddlewaretoken", "token", "version", "opened_at", "kept_files", "template"}


@staff_page(can_answer_item)
def draft(request: PageRequest, item_id: int) -> HttpResponse:
    """Keep what was typed and give back the state with the remarks; a GET gives a fresh token after a new sign-in."""
    if request.method != "POST":
        return JsonResponse({"token": get_token(request)})
    item = item_page(request.actor, item_id)
    form = AnswerForm(request.POST, actor=request.actor, item=item, matter_title=matter_title(request, item))
    form.is_valid()
    words = {name: value for name, value in request.POST.items() if name not in NOT_KEPT}
    version = form.cleaned_data.get("version") or 0
    kept = keep_answer_draft(actor=request.actor, item_id=item_id, words=words, version=version)
    context = {
        "item": item,
        "form": form,
        "kept_draft": kept,
        "older_text": kept.words.get("text", "") if kept.is_older else "",
        **check_context(request, item, form),
        **meanwhile(request, item, form.cleaned_data.get("opened_at")),
    }
    return render(request, "staff/answer/state.html", context)


@staff_page(can_answer_item)
@require_POST
def drop(request: PageRequest, item_id: int) -> HttpResponse:
    """Throw the own draft away and begin anew."""
    item_page(request.actor, item_id)
    drop_answer_draft(actor=request.actor, item_id=item_id)
    return redirect("staff:answer", request.administration.slug, item_id)
