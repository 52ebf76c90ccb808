"""The questionnaire: its questions in order with everything that may be done with them, its head, undoing."""

from typing import Any

from csp.constants import SELF
from csp.decorators import csp_update
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.views.decorators.http import require_POST

from otklik.core.questionnaire.editing import CannotChange, checked, moved, with_facts, without, written
from otklik.core.questionnaire.enums import ENDS
from otklik.core.questionnaire.schema import Question
from otklik.core.questionnaire.wording import jumps_of, marks_of, numbers_of, traits_of
from otklik.surveys.questionnaires import Edition, edition_for
from otklik.web.shared.pages import staff_page
from otklik.web.shared.requests import PageRequest
from otklik.web.staff.questionnaires.choices import rated_words
from otklik.web.staff.questionnaires.forms import HeadForm
from otklik.web.staff.questionnaires.place import can_run_surveys, questionnaire_page, store, to_editor

_UNDO = "questionnaire_undo"


@staff_page(can_run_surveys)
@csp_update({"frame-src": [SELF]})  # type: ignore[arg-type]  # the view's own arguments
def questionnaire(request: PageRequest, questionnaire_id: int) -> HttpResponse:
    """The editor: questions, previews, versions."""
    edition = edition_for(request.actor, questionnaire_id)
    short = edition.content.short_form()
    return questionnaire_page(
        request,
        "editor",
        edition=edition,
        rows=[_row(request, edition, question) for question in edition.content.questions],
        has_short=len(short.questions) < len(edition.content.questions),
        undo=_undo_of(request, edition),
        is_shipped=any(one.slug == edition.questionnaire.slug for one in request.procedure.questionnaires),
    )


@staff_page(can_run_surveys)
def head(request: PageRequest, questionnaire_id: int) -> HttpResponse:
    """Title, lead, thanks, which surveys it serves."""
    edition = edition_for(request.actor, questionnaire_id)
    form = HeadForm(request.POST or None, actor=request.actor, procedure=request.procedure, words=edition.content)
    if request.method == "POST" and form.is_valid():
        stamp = form.cleaned_data["stamp"]
        try:
            words = with_facts(edition.content, **form.facts())
        except CannotChange as wrong:
            form.add_error(None, str(wrong))
        else:
            if store(request, edition, words, "Записано.", stamp=stamp):
                return to_editor(request, questionnaire_id)
    return questionnaire_page(request, "head", form=form, edition=edition)


@staff_page(can_run_surveys)
@require_POST
def change(request: PageRequest, questionnaire_id: int, question: str, what: str) -> HttpResponse:
    """Up, down or away with a question."""
    edition = edition_for(request.actor, questionnaire_id)
    stamp = request.POST.get("stamp", "")
    try:
        if what == "remove":
            return _remove(request, edition, question, stamp)
        if what not in {"up", "down"}:
            raise Http404
        words = moved(edition.content, question, -1 if what == "up" else 1)
    except CannotChange as wrong:
        messages.error(request, f"Не получилось: {wrong}.")
        return to_editor(request, questionnaire_id, question)
    number = numbers_of(words).get(question, 0)
    store(request, edition, words, f"Теперь это вопрос {number}.", stamp=stamp)
    return to_editor(request, questionnaire_id, question)


@staff_page(can_run_surveys)
@require_POST
def undo(request: PageRequest, questionnaire_id: int) -> HttpResponse:
    """Put back the question that was removed last."""
    edition = edition_for(request.actor, questionnaire_id)
    kept = _undo_of(request, edition)
    if kept is None:
        messages.error(request, "Вернуть уже нельзя: анкету после этого меняли.")
        return to_editor(request, questionnaire_id)
    words = checked(kept["content"])
    store(request, edition, words, "Вопрос возвращён на место.", stamp=edition.stamp)
    request.session.pop(_UNDO, None)
    return to_editor(request, questionnaire_id)


def _remove(request: PageRequest, edition: Edition, slug: str, stamp: str) -> HttpResponse:
    words = without(edition.content, slug)
    title = edition.content.question(slug).title if slug in numbers_of(edition.content) else slug
    if store(request, edition, words, f"Вопрос «{title}» убран.", stamp=stamp):
        after = edition_for(request.actor, edition.questionnaire.pk)
        request.session[_UNDO] = {"stamp": after.stamp, "title": title, "content": written(edition.content)}
    return to_editor(request, edition.questionnaire.pk)


def _undo_of(request: PageRequest, edition: Edition) -> dict[str, Any] | None:
    kept: dict[str, Any] | None = request.session.get(_UNDO)
    return kept if kept and kept.get("stamp") == edition.stamp else None


def _row(request: PageRequest, edition: Edition, question: Question) -> dict[str, Any]:
    part = rated_words(request.procedure, question.rates, question.of)
    return {
        "number": numbers_of(edition.content)[question.slug],
        "question": question,
        "rated": part,
        "traits": traits_of(question),
        "jumps": jumps_of(edition.content, question),
        "answers": _answers(question),
        "rows": [
            (row.title, rated_words(request.procedure, row.rates or question.rates, row.of)) for row in question.rows
        ],
    }


def _answers(question: Question) -> list[str]:
    if question.kind in ENDS:
        return [f"{mark} {words}".strip() for mark, words in marks_of(question) if words]
    return [option.title for option in question.choices]
