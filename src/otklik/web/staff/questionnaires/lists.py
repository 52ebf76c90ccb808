"""The list of questionnaires; a new one from another, from nothing or from a file; switching off."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.views.decorators.http import require_POST

from otklik.base.errors import RuleBroken
from otklik.core.questionnaire.editing import checked, with_facts
from otklik.core.questionnaire.schema import Questionnaire
from otklik.procedures.problems import ProfileBrokenError
from otklik.procedures.questionnaire_files import questionnaire_from
from otklik.surveys.actions.edit_questionnaire import (
    make_questionnaire,
    restore_questionnaire,
    set_questionnaire_active,
)
from otklik.surveys.questionnaires import edition_for, questionnaires_listed
from otklik.web.shared.acting import act, act_or_say
from otklik.web.shared.pages import staff_page
from otklik.web.shared.requests import PageRequest
from otklik.web.staff.questionnaires.forms import FileForm, NewForm
from otklik.web.staff.questionnaires.place import can_run_surveys, questionnaire_page, to_editor

_FIRST_QUESTION = {"slug": "whole", "kind": "scale", "title": "Насколько вы удовлетворены в целом?", "rates": "whole"}


@staff_page(can_run_surveys)
def questionnaires(request: PageRequest) -> HttpResponse:
    """Questionnaires of the administration with the surveys that they serve."""
    kinds = {kind.slug: kind.title for kind in request.procedure.surveys}
    rows = [
        (one, [kinds[slug] for slug in one.surveys if slug in kinds]) for one in questionnaires_listed(request.actor)
    ]
    return questionnaire_page(request, "list", rows=rows)


@staff_page(can_run_surveys)
def new(request: PageRequest) -> HttpResponse:
    """Make a questionnaire out of another one or from nothing; or load a file."""
    listed = questionnaires_listed(request.actor)
    sources = [(str(one.id), f"{one.title} ({one.audience.lower()})") for one in listed]
    by_file = "file" in request.FILES or "upload" in request.POST
    form = NewForm(
        request.POST if request.method == "POST" and not by_file else None,
        actor=request.actor,
        sources=sources,
        initial={"source": request.GET.get("source", ""), "title": request.GET.get("title", "")},
    )
    file_form = FileForm(request.POST if by_file else None, request.FILES if by_file else None, actor=request.actor)
    words = _from_file(file_form) if by_file else _from_form(request, form)
    if words is not None:
        made = act(file_form if by_file else form, make_questionnaire, actor=request.actor, words=words)
        if made is not None:
            messages.success(request, f"Анкета «{made.title}» создана. Теперь её можно менять.")
            return to_editor(request, made.pk)
    return questionnaire_page(request, "new", form=form, file_form=file_form)


@staff_page(can_run_surveys)
@require_POST
def switch(request: PageRequest, questionnaire_id: int, what: str) -> HttpResponse:
    """Offer it for new surveys or no longer; back to the words that ship with the product."""
    given = {"actor": request.actor, "questionnaire_id": questionnaire_id}
    if what in {"on", "off"} and act_or_say(request, set_questionnaire_active, **given, is_active=what == "on"):
        said = "снова предлагается для новых опросов" if what == "on" else "больше не предлагается для новых опросов"
        messages.success(request, f"Анкета {said}.")
    elif what == "restore" and act_or_say(request, restore_questionnaire, **given):
        messages.success(request, "Анкета возвращена к исходной. Прежние редакции остались в списке редакций.")
    return to_editor(request, questionnaire_id)


def _from_form(request: PageRequest, form: NewForm) -> Questionnaire | None:
    if not form.is_bound or not form.is_valid():
        return None
    said = form.cleaned_data
    facts = {"title": said["title"], "audience": said["audience"]}
    try:
        if not said["source"]:
            return checked({"slug": "new", "questions": [_FIRST_QUESTION], **facts})
        source = edition_for(request.actor, int(said["source"])).content
        return with_facts(source, **facts)
    except (ValueError, RuleBroken) as wrong:
        form.add_error("source", str(wrong))
        return None


def _from_file(form: FileForm) -> Questionnaire | None:
    text = form.text() if form.is_valid() else None
    if text is None:
        return None
    try:
        return questionnaire_from(text, "в файле")
    except ProfileBrokenError as broken:
        form.add_error("file", ValidationError([str(problem) for problem in broken.problems[:10]]))
        return None
