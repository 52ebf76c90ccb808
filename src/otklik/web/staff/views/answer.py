"""Answering: from a template, kept while typed, checked, looked at on the letterhead, sent once."""

import secrets
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from otklik.core.russian import count_with_word
from otklik.intake.actions.send_answer import Sent, send_answer
from otklik.intake.answer_drafts import own_draft
from otklik.intake.answer_templates import answer_template, filled, offered_templates
from otklik.intake.leaving import proposed_way
from otklik.intake.letters import draft_letter
from otklik.intake.policies import can_answer_item
from otklik.intake.queries import FeedbackItem, item_page, today_of
from otklik.intake.registry import ID_DIGITS
from otklik.web.shared.acting import act
from otklik.web.shared.pages import staff_page
from otklik.web.shared.requests import PageRequest
from otklik.web.staff.answer_page import check_context, matter_title, meanwhile
from otklik.web.staff.forms.answer import FINAL, INTERIM, LETTER, AnswerForm
from otklik.web.staff.kept_files import signed, take_uploads
from otklik.web.staff.lines import due_of
from otklik.web.staff.moves import can_answer_now


@staff_page(can_answer_item)
def answer(request: PageRequest, item_id: int) -> HttpResponse:
    """Write the answer, look at it, send it. What was typed for a case that ended meanwhile stays on the page."""
    item = item_page(request.actor, item_id)
    if request.method == "POST":
        return _take(request, item)
    draft = own_draft(request.actor, item)
    if not can_answer_now(request.actor, item) and draft is None:
        messages.info(request, "Ответ уже дан. Чтобы ответить снова, верните обращение в работу.")
        return redirect("staff:item", request.administration.slug, item_id)
    initial = _first(item) | (draft.words if draft else _of_template(request, item, request.GET))
    initial |= {"version": draft.version if draft else 0}
    return _show(request, item, _form(request, item, initial=initial), is_restored=draft is not None)


def _first(item: FeedbackItem) -> dict[str, Any]:
    opened_at = timezone.now().isoformat()
    return {"way": proposed_way(item), "token": secrets.token_hex(16), "opened_at": opened_at, "stage": FINAL}


def _form(request: PageRequest, item: FeedbackItem, *data: Any, **more: Any) -> AnswerForm:
    return AnswerForm(*data, actor=request.actor, item=item, matter_title=matter_title(request, item), **more)


def _of_template(request: PageRequest, item: FeedbackItem, asked: Any) -> dict[str, Any]:
    """The ready text that was chosen, filled, with its stage and result."""
    chosen = asked.get("template", "")
    if not (chosen.isdecimal() and len(chosen) <= ID_DIGITS):
        return {}
    template = answer_template(request.actor, int(chosen))
    found: dict[str, Any] = {"text": filled(template.text, item), "stage": INTERIM if template.is_interim else FINAL}
    if template.outcome and not template.is_interim:
        found |= {f"outcome_{question.pk}": template.outcome for question in item.questions.all()}
    return found


def _take(request: PageRequest, item: FeedbackItem) -> HttpResponse:
    if request.POST.get("template"):
        return _put_template(request, item)
    form = _form(request, item, request.POST, request.FILES)
    valid = form.is_valid()
    files = take_uploads(request, form)
    is_preview = "preview" in request.POST
    if valid and not form.errors and not is_preview:
        sent = act(form, send_answer, actor=request.actor, item_id=item.pk, sending=form.sending(files))
        if sent is not None:
            return redirect(_after(request, item, form, sent))
    letter = None
    if is_preview and form.sending().text.strip():
        names = tuple(file.name for file in files)
        text = form.sending().text
        letter = draft_letter(request.actor, item, text, is_interim=form.is_interim, files=names)
    return _show(request, item, form, kept=files, kept_signed=signed(request, files), letter=letter)


def _put_template(request: PageRequest, item: FeedbackItem) -> HttpResponse:
    """The ready text goes below what was typed; chosen results stay."""
    typed = request.POST.copy()
    found = _of_template(request, item, request.POST)
    if found:
        typed["text"] = "\n\n".join(part for part in (typed.get("text", "").strip(), found.pop("text")) if part)
        for name, value in found.items():
            if name == "stage" or not typed.get(name):
                typed[name] = value
    form = _form(request, item, typed, request.FILES)
    files = take_uploads(request, form)
    form.errors.clear()
    return _show(request, item, form, kept=files, kept_signed=signed(request, files))


def _show(request: PageRequest, item: FeedbackItem, form: AnswerForm, **more: Any) -> HttpResponse:
    opened_at = (
        form.fields["opened_at"].to_python(form["opened_at"].value()) if not form.errors.get("opened_at") else None
    )
    context = {
        "item": item,
        "contact": getattr(item, "contact", None),
        "form": form,
        "due": due_of(item, today_of(request.actor)),
        "templates": [
            {"offer": offer, "text": filled(offer.template.text, item)}
            for offer in offered_templates(request.actor, item)
        ],
        "is_ended": not can_answer_now(request.actor, item),
        "final": next((one for one in reversed(list(item.answers.all())) if not one.is_interim), None),
        **check_context(request, item, form),
        **meanwhile(request, item, opened_at),
        **more,
    }
    return render(request, "staff/answer/page.html", context)


def _after(request: PageRequest, item: FeedbackItem, form: AnswerForm, sent: Sent) -> str:
    """A paper letter is printed next; otherwise the item shows what was done."""
    told = "Промежуточный ответ записан, срок идёт дальше." if form.is_interim else "Ответ дан."
    if sent.others:
        told += f" Так же отвечено ещё {count_with_word(len(sent.others), 'автору', 'авторам', 'авторам')}."
    messages.success(request, told)
    if sent.passed_over:
        numbers = ", ".join(str(one) for one in sent.passed_over)
        messages.warning(request, f"Не отвечено, потому что не зарегистрированы или уже завершены: {numbers}.")
    slug = request.administration.slug
    if form.sending().way == LETTER:
        return reverse("staff:letter", args=[slug, item.pk, sent.answer.pk])
    return reverse("staff:item", args=[slug, item.pk])
