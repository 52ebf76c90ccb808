"""Ready answers: the list, adding, changing, deleting."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from otklik.intake.actions.edit_answer_template import delete_answer_template, save_answer_template
from otklik.intake.answer_templates import FIELDS, answer_template, answer_templates
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
    """Add a ready answer or change one."""
    known = answer_template(request.actor, template_id) if template_id else None
    initial = {"title": known.title, "text": known.text} if known else {}
    form = AnswerTemplateForm(request.POST or None, actor=request.actor, initial=initial)
    if request.method == "POST" and form.is_valid():
        act(form, save_answer_template, actor=request.actor, template_id=template_id, **form.cleaned_data)
        if not form.errors:
            messages.success(request, "Шаблон сохранён.")
            return redirect("staff:answer_templates", request.administration.slug)
    context = {"form": form, "template": known, "known_fields": [(name, field.meaning) for name, field in FIELDS.items()]}
    return render(request, "staff/answer/template.html", context)


@staff_page(can_answer_item)
@require_POST
def delete(request: PageRequest, template_id: int) -> HttpResponse:
    """Delete a ready answer."""
    delete_answer_template(actor=request.actor, template_id=template_id)
    messages.success(request, "Шаблон удалён. Ответы, которые по нему написаны, остались.")
    return redirect("staff:answer_templates", request.administration.slug)
