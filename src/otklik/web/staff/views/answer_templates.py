"""Ready answers: the list, adding, changing, deleting."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from otklik.intake.actions.edit_answer_template import delete_answer_template, save_answer_template
from otklik.intake.answer_templates import FIELDS, answer_template, answer_templates, filled, latest_case
from otklik.intake.policies import can_answer_item
from otklik.web.shared.acting import act
from otklik.web.shared.pages import staff_page
from otklik.web.shared.requests import PageRequest
from otklik.web.staff.forms.answer import AnswerTemplateForm


@staff_page(can_answer_item)
def templates(request: PageRequest) -> HttpResponse:
    """All ready answers."""
    return render(request, "staff/answer/templates.html", {"templates": list(answer_templates(request.actor))})


@staff_page(can_answer_item)
def edit(request: PageRequest, template_id: int | None = None) -> HttpResponse:
    """Add a ready answer or change one; «try» shows it filled from the latest case."""
    known = answer_template(request.actor, template_id) if template_id else None
    names = ("title", "text", "topic_code", "kind", "outcome", "is_interim")
    initial = {name: getattr(known, name) for name in names} if known else {}
    form = AnswerTemplateForm(request.POST or None, actor=request.actor, initial=initial)
    context: dict[str, Any] = {}
    if request.method == "POST" and form.is_valid():
        if "try" in request.POST:
            context = _sample(request, form.cleaned_data["text"])
        else:
            act(form, save_answer_template, actor=request.actor, template_id=template_id, **form.cleaned_data)
            if not form.errors:
                messages.success(request, "Шаблон сохранён.")
                return redirect("staff:answer_templates", request.administration.slug)
    context |= {"form": form, "template": known}
    context["known_fields"] = [(name, field.meaning) for name, field in FIELDS.items()]
    return render(request, "staff/answer/template.html", context)


def _sample(request: PageRequest, text: str) -> dict[str, Any]:
    """The text filled from the latest case that the person may see; unknown fields stay to be seen."""
    item = latest_case(request.actor)
    return {"sample": filled(text, item), "sample_item": item} if item else {}


@staff_page(can_answer_item)
@require_POST
def delete(request: PageRequest, template_id: int) -> HttpResponse:
    """Delete a ready answer."""
    delete_answer_template(actor=request.actor, template_id=template_id)
    messages.success(request, "Шаблон удалён. Ответы, которые по нему написаны, остались.")
    return redirect("staff:answer_templates", request.administration.slug)
