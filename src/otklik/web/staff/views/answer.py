"""Answering: a text from a template, the outcome of each question, a look at the letter before it goes."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from otklik.intake.actions.answer_appeal import answer_appeal, send_interim_answer
from otklik.intake.answer_templates import answer_template, answer_templates, filled
from otklik.intake.policies import can_answer_item
from otklik.intake.queries import FeedbackItem, item_page, today_of
from otklik.intake.registry import ID_DIGITS
from otklik.web.shared.acting import act
from otklik.web.shared.pages import staff_page
from otklik.web.shared.requests import PageRequest
from otklik.web.staff.forms.answer import LETTER, AnswerForm, default_way
from otklik.web.staff.kept_files import signed, take_uploads
from otklik.web.staff.lines import due_of
from otklik.web.staff.moves import can_answer_now


@staff_page(can_answer_item)
def answer(request: PageRequest, item_id: int) -> HttpResponse:
    """Write the answer, look at it, send it."""
    item = item_page(request.actor, item_id)
    if not can_answer_now(request.actor, item):
        messages.info(request, "Ответ уже дан. Чтобы ответить снова, верните обращение в работу.")
        return redirect("staff:item", request.administration.slug, item_id)
    if request.method != "POST":
        form = AnswerForm(actor=request.actor, item=item, initial=_initial(request, item))
        return _show(request, item, form)
    form = AnswerForm(request.POST, request.FILES, actor=request.actor, item=item)
    valid = form.is_valid()
    files = take_uploads(request, form)
    if valid and not form.errors and "preview" not in request.POST and _send(request, item, form, files):
        return redirect(_after(request, item, form))
    preview = form.cleaned_data.get("text", "") if "preview" in request.POST else ""
    return _show(request, item, form, kept=files, kept_signed=signed(request, files), preview=preview)


def _initial(request: PageRequest, item: FeedbackItem) -> dict[str, Any]:
    chosen = request.GET.get("template", "")
    is_id = chosen.isdecimal() and len(chosen) <= ID_DIGITS
    text = filled(answer_template(request.actor, int(chosen)).text, item) if is_id else ""
    return {"text": text, "way": default_way(item)}


def _show(request: PageRequest, item: FeedbackItem, form: AnswerForm, **more: Any) -> HttpResponse:
    templates = [{"template": t, "text": filled(t.text, item)} for t in answer_templates(request.actor)]
    context = {
        "item": item,
        "contact": getattr(item, "contact", None),
        "form": form,
        "due": due_of(item, today_of(request.actor)),
        "templates": templates,
        **more,
    }
    return render(request, "staff/answer/page.html", context)


def _send(request: PageRequest, item: FeedbackItem, form: AnswerForm, files: tuple[Any, ...]) -> bool:
    given = {"text": form.cleaned_data["text"], "way": form.cleaned_data["way"], "files": files}
    if form.is_interim:
        act(form, send_interim_answer, actor=request.actor, item_id=item.pk, **given)
    else:
        to = form.cleaned_data["forwarded_to"]
        act(
            form,
            answer_appeal,
            actor=request.actor,
            item_id=item.pk,
            outcomes=form.outcomes(),
            forwarded_to=to,
            **given,
        )
    return not form.errors


def _after(request: PageRequest, item: FeedbackItem, form: AnswerForm) -> str:
    """A paper letter is printed next; otherwise the item shows what was done."""
    messages.success(request, "Промежуточный ответ записан, срок идёт дальше." if form.is_interim else "Ответ дан.")
    slug = request.administration.slug
    if form.cleaned_data["way"] == LETTER:
        last = item_page(request.actor, item.pk).answers.last()
        if last is not None:
            return reverse("staff:letter", args=[slug, item.pk, last.pk])
    return reverse("staff:item", args=[slug, item.pk])
