"""The bank of questions: the list, a question put in, taken into a questionnaire, dropped."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from otklik.core.questionnaire.editing import CannotChange, placed
from otklik.surveys.actions.edit_bank import banked_question, drop_from_bank, put_into_bank
from otklik.surveys.filling import option_slug
from otklik.surveys.questionnaires import bank_questions, edition_for
from otklik.web.shared.acting import act_or_say
from otklik.web.shared.pages import staff_page
from otklik.web.shared.requests import PageRequest
from otklik.web.staff.questionnaires.place import can_run_surveys, questionnaire_page, store, to_editor


@staff_page(can_run_surveys)
def bank(request: PageRequest) -> HttpResponse:
    """Questions kept for questionnaires to come."""
    return questionnaire_page(request, "bank", banked=bank_questions(request.actor))


@staff_page(can_run_surveys)
@require_POST
def put(request: PageRequest, questionnaire_id: int, question: str) -> HttpResponse:
    """Keep a question of this questionnaire for others."""
    edition = edition_for(request.actor, questionnaire_id)
    known = next((one for one in edition.content.questions if one.slug == question), None)
    if known is None:
        messages.error(request, "Этого вопроса в анкете уже нет.")
    elif act_or_say(
        request, put_into_bank, actor=request.actor, question=known, theme=edition.questionnaire.title[:120]
    ):
        messages.success(request, "Вопрос положен в банк: его можно взять в любую анкету.")
    return to_editor(request, questionnaire_id, question)


@staff_page(can_run_surveys)
@require_POST
def take(request: PageRequest, questionnaire_id: int, bank_id: int) -> HttpResponse:
    """A question of the bank comes into the questionnaire, behind the one that `after` names."""
    edition = edition_for(request.actor, questionnaire_id)
    found = banked_question(request.actor, bank_id)
    taken = {one.slug for one in edition.content.questions}
    slug, number = found.slug, 1
    while slug in taken:
        number += 1
        slug = option_slug(f"{found.slug[:55]}_{number}")
    made = found.model_copy(update={"slug": slug})
    try:
        words = placed(edition.content, made, after=request.POST.get("after", ""))
    except CannotChange as wrong:
        messages.error(request, str(wrong))
        return to_editor(request, questionnaire_id)
    store(request, edition, words, "Вопрос взят из банка.", stamp=request.POST.get("stamp", ""))
    return to_editor(request, questionnaire_id, slug)


@staff_page(can_run_surveys)
@require_POST
def drop(request: PageRequest, bank_id: int) -> HttpResponse:
    """The bank offers the question no longer."""
    if act_or_say(request, drop_from_bank, actor=request.actor, bank_id=bank_id):
        messages.success(request, "Вопрос убран из банка. В анкетах, которые его взяли, он остался.")
    return redirect("staff:question_bank", request.administration.slug)
