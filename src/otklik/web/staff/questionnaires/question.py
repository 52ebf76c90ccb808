"""A question of a questionnaire: choosing its kind, adding it, changing it."""

import json

from django.contrib import messages
from django.http import Http404, HttpResponse
from pydantic import ValidationError

from otklik.base.errors import RuleBroken
from otklik.core.questionnaire.editing import CannotChange, placed
from otklik.core.questionnaire.enums import QuestionKind
from otklik.core.questionnaire.schema import Question
from otklik.core.questionnaire.schema import Questionnaire as Words
from otklik.surveys.actions.edit_questionnaire import change_questionnaire
from otklik.surveys.filling import FEWEST, with_choices
from otklik.surveys.questionnaires import Edition, bank_questions, edition_for
from otklik.web.shared.pages import staff_page
from otklik.web.shared.requests import PageRequest
from otklik.web.staff.questionnaires.choices import destinations, what_rates
from otklik.web.staff.questionnaires.place import (
    can_run_surveys,
    next_version_words,
    questionnaire_page,
    to_editor,
)
from otklik.web.staff.questionnaires.question_form import QuestionForm

_HINTS = {
    QuestionKind.SCALE: "Большие кнопки с подписями. Так оценивают удовлетворённость и качество.",
    QuestionKind.SCALE_10: "Одиннадцать чисел с подписями по краям. Так спрашивают о готовности посоветовать.",
    QuestionKind.YES_NO: "Два ответа. Удобно отсеивать тех, кого вопрос не касается.",
    QuestionKind.SINGLE: "Список, в котором отмечают одно.",
    QuestionKind.MULTIPLE: "Список, в котором отмечают сколько угодно.",
    QuestionKind.MATRIX: "Несколько этапов или элементов с одной и той же шкалой.",
    QuestionKind.NUMBER: "Сколько раз, сколько дней.",
    QuestionKind.DATE: "День, месяц, год.",
    QuestionKind.TEXT: "Несколько строк. Ответ прочитают вместе с отзывами.",
}


@staff_page(can_run_surveys)
def kinds(request: PageRequest, questionnaire_id: int) -> HttpResponse:
    """Which kind of question to add; or one of the bank."""
    edition = edition_for(request.actor, questionnaire_id)
    after = request.GET.get("after", "")
    return questionnaire_page(
        request,
        "kinds",
        edition=edition,
        after=after,
        kinds=[(kind, _HINTS[kind]) for kind in QuestionKind],
        banked=bank_questions(request.actor),
    )


@staff_page(can_run_surveys)
def add(request: PageRequest, questionnaire_id: int, kind: str) -> HttpResponse:
    """Add a question of the kind."""
    if kind not in set(QuestionKind):
        raise Http404
    edition = edition_for(request.actor, questionnaire_id)
    return _edit(request, edition, QuestionKind(kind), None, request.GET.get("after", ""))


@staff_page(can_run_surveys)
def question(request: PageRequest, questionnaire_id: int, question: str) -> HttpResponse:
    """Change a question; `kind` in the address shows it as another kind."""
    edition = edition_for(request.actor, questionnaire_id)
    known = next((one for one in edition.content.questions if one.slug == question), None)
    if known is None:
        messages.error(request, "Этого вопроса в анкете уже нет: его убрали.")
        return to_editor(request, questionnaire_id)
    wanted = request.GET.get("kind", "")
    kind = QuestionKind(wanted) if wanted in set(QuestionKind) else known.kind
    return _edit(request, edition, kind, known, "")


def _edit(
    request: PageRequest, edition: Edition, kind: QuestionKind, known: Question | None, after: str
) -> HttpResponse:
    form = QuestionForm(
        request.POST or None,
        actor=request.actor,
        kind=kind,
        question=known,
        whats=what_rates(request.procedure, edition.content.audience),
        destinations=destinations(edition.content, known, after),
    )
    if request.method == "POST" and "more" not in request.POST and form.is_valid():
        made = _made(request, edition, form)
        if made is not None and _stored(request, edition, form, made, after):
            return to_editor(request, edition.questionnaire.pk, made.slug)
    return questionnaire_page(
        request,
        "question",
        form=form,
        edition=edition,
        known=known,
        kind=kind,
        after=after,
        kinds=list(QuestionKind),
        stamp=edition.stamp,
    )


def _made(request: PageRequest, edition: Edition, form: QuestionForm) -> Question | None:
    """The question as the schema understands it; None with its faults on the form."""
    taken = {one.slug for one in edition.content.questions}
    content = form.content(taken)
    if form.errors:
        return None
    try:
        made = Question.model_validate_json(json.dumps(content))
    except ValidationError as wrong:
        form.add_faults(wrong.errors(include_url=False))
        return None
    made = with_choices(made, request.actor.administration_id)
    if made.filled_from_catalogue or (made.cut and made.options and len(made.options) < FEWEST):
        form.add_error("cut", "В этом справочнике меньше двух записей: выбирать будет не из чего.")
        return None
    return made


def _stored(request: PageRequest, edition: Edition, form: QuestionForm, made: Question, after: str) -> bool:
    known = form.question
    try:
        words: Words = placed(edition.content, made, instead_of=known.slug if known else "", after=after)
        version = change_questionnaire(
            actor=request.actor,
            questionnaire_id=edition.questionnaire.pk,
            stamp=form.cleaned_data["stamp"],
            words=words,
        )
    except (CannotChange, RuleBroken) as wrong:
        form.add_error(None, str(wrong))
        return False
    done = "Вопрос записан." if known else "Вопрос добавлен."
    messages.success(request, done + next_version_words(edition, version.number))
    return True
