"""Paper sheets: piles, entry by keyboard, second entry, differences, recording."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from otklik.base.errors import NotFound, RuleBroken
from otklik.core.questionnaire.keyed import KeyedField, keyed_fields, typed_again
from otklik.core.russian import count_with_word
from otklik.intake.queries import today_of
from otklik.surveys.access import survey_for
from otklik.surveys.actions.enter_sheet import SheetRefusedError, enter_sheet, settle_sheet
from otklik.surveys.actions.paper_batch import begin_batch, drop_batch, record_batch
from otklik.surveys.paper_batches import Course, Sheet, batch_for, batches_of, course_of, differing_boxes
from otklik.surveys.policies import can_enter_answers
from otklik.web.shared.acting import act, act_or_say
from otklik.web.shared.pages import staff_page
from otklik.web.shared.requests import PageRequest
from otklik.web.staff.given.forms import BatchForm
from otklik.web.staff.surveys.tabs import survey_page

FIRST, SECOND = 1, 2


@dataclass(frozen=True)
class Box:
    """A box of the entry form with what was typed and what is wrong with it."""

    field: KeyedField
    value: str = ""
    problem: str = ""


def boxes_of(fields: tuple[KeyedField, ...], typed: Mapping[str, str], problems: Mapping[str, str]) -> list[Box]:
    """The form's boxes in the order of the paper."""
    return [Box(field, typed.get(field.name, ""), problems.get(field.name, "")) for field in fields]


def typed_of(request: PageRequest, fields: tuple[KeyedField, ...]) -> dict[str, str]:
    """What was typed, box by box; a NUL is no letter."""
    return {field.name: request.POST.get(field.name, "").replace("\0", "").strip() for field in fields}


@staff_page(can_enter_answers)
def batches(request: PageRequest, survey_id: int) -> HttpResponse:
    """The survey's piles, and a new one."""
    survey = survey_for(request.actor, survey_id)
    initial = {"answered_on": today_of(request.actor), "second_share": 100}
    form = BatchForm(request.POST if request.method == "POST" else None, actor=request.actor, initial=initial)
    if form.is_valid():
        made = act(form, begin_batch, actor=request.actor, survey_id=survey.pk, draft=form.draft())
        if made is not None:
            messages.success(request, "Пронумеруйте листы карандашом с 1 по порядку и вводите.")
            return redirect("staff:paper_batch", request.administration.slug, made.pk)
    listed = list(batches_of(survey))
    return survey_page(request, survey, "staff/given/batches.html", "survey_batches", batches=listed, form=form)


@staff_page(can_enter_answers)
def batch(request: PageRequest, batch_id: int) -> HttpResponse:
    """How far a pile has come, and the next step."""
    found = batch_for(request.actor, batch_id)
    course = course_of(found)
    context: dict[str, Any] = {"batch": found, "course": course, "next_first": course.next_first()}
    context["next_second"] = course.next_second(request.actor)
    context["error_share"] = found.differing_count / found.compared_count if found.compared_count else None
    return survey_page(request, found.survey, "staff/given/batch.html", "survey_batches", **context)


@staff_page(can_enter_answers)
def sheet(request: PageRequest, batch_id: int, turn: int, number: int) -> HttpResponse:
    """One sheet: codes as they stand on the paper; entered, the next one opens."""
    found = batch_for(request.actor, batch_id)
    course = course_of(found)
    current = next((one for one in course.sheets if one.number == number), None)
    if current is None or turn not in {FIRST, SECOND} or (turn == SECOND and not current.is_twice):
        raise NotFound
    fields = keyed_fields(course.questionnaire)
    if request.method == "POST":
        typed = typed_of(request, fields)
        is_spoiled = "is_spoiled" in request.POST
        problems, told = _enter(request, batch_id, number, turn, typed, is_spoiled=is_spoiled)
        if not problems and not told:
            return redirect(*_after(request, batch_id, turn, number))
    else:
        typed, problems, told, is_spoiled = _entered(request, course, current, turn)
    context: dict[str, Any] = {"batch": found, "number": number, "turn": turn, "told": told, "is_spoiled": is_spoiled}
    boxes = boxes_of(fields, typed, problems)
    return survey_page(request, found.survey, "staff/given/sheet.html", "survey_batches", boxes=boxes, **context)


def _entered(
    request: PageRequest, course: Course, current: Sheet, turn: int
) -> tuple[dict[str, str], dict[str, str], str, bool]:
    """The person's own earlier entry of the sheet, to mend; another's is never shown."""
    entry = current.first if turn == FIRST else current.second
    if entry is None:
        return {}, {}, "", False
    if entry.entered_by_id != request.actor.user_id:
        return {}, {}, f"Лист {current.number} уже ввёл другой человек.", False
    return typed_again(course.questionnaire, entry.answers), {}, "", entry.is_spoiled


def _enter(
    request: PageRequest, batch_id: int, number: int, turn: int, typed: Mapping[str, str], *, is_spoiled: bool
) -> tuple[Mapping[str, str], str]:
    facts: dict[str, Any] = {
        "batch_id": batch_id,
        "number": number,
        "turn": turn,
        "typed": typed,
        "is_spoiled": is_spoiled,
    }
    try:
        enter_sheet(actor=request.actor, **facts)
    except SheetRefusedError as refused:
        return refused.problems, refused.message
    except NotFound:
        raise
    except RuleBroken as broken:
        return {}, broken.message
    return {}, ""


def _after(request: PageRequest, batch_id: int, turn: int, number: int) -> tuple[Any, ...]:
    course = course_of(batch_for(request.actor, batch_id))
    after = course.next_first(number) if turn == FIRST else course.next_second(request.actor, number)
    slug = request.administration.slug
    if after is not None:
        return "staff:paper_sheet", slug, batch_id, turn, after.number
    messages.success(request, "Листы введены.")
    return "staff:paper_batch", slug, batch_id


@staff_page(can_enter_answers)
def settle(request: PageRequest, batch_id: int, number: int) -> HttpResponse:
    """The two entries of a sheet side by side; the paper decides."""
    found = batch_for(request.actor, batch_id)
    current = next((one for one in course_of(found).differing if one.number == number), None)
    if current is None:
        return redirect("staff:paper_batch", request.administration.slug, batch_id)
    assert current.first is not None  # noqa: S101 - a sheet that differs has both entries
    assert current.second is not None  # noqa: S101
    if request.method == "POST" and _settled(request, batch_id, number):
        return redirect(*_next_difference(request, batch_id))
    rows = differing_boxes(course_of(found).questionnaire, current.first, current.second)
    context: dict[str, Any] = {"batch": found, "sheet": current, "rows": rows}
    context["is_about_spoiled"] = current.first.is_spoiled != current.second.is_spoiled
    return survey_page(request, found.survey, "staff/given/settle.html", "survey_batches", **context)


def _settled(request: PageRequest, batch_id: int, number: int) -> bool:
    choices = {
        name.removeprefix("box."): _chosen(request, name, value[-1].strip())
        for name, value in request.POST.lists()
        if name.startswith("box.")
    }
    spoiled = {"yes": True, "no": False}.get(request.POST.get("is_spoiled", ""))
    facts: dict[str, Any] = {"batch_id": batch_id, "number": number, "choices": choices, "is_spoiled": spoiled}
    return act_or_say(request, settle_sheet, actor=request.actor, **facts)


def _chosen(request: PageRequest, name: str, choice: str) -> str:
    """«first» and «second» stand for what was typed, «other» for the code beside."""
    return request.POST.get(f"{choice}.{name.removeprefix('box.')}", "").replace("\0", "").strip()


def _next_difference(request: PageRequest, batch_id: int) -> tuple[Any, ...]:
    left = course_of(batch_for(request.actor, batch_id)).differing
    slug = request.administration.slug
    return ("staff:paper_settle", slug, batch_id, left[0].number) if left else ("staff:paper_batch", slug, batch_id)


@staff_page(can_enter_answers)
@require_POST
def record(request: PageRequest, batch_id: int) -> HttpResponse:
    """Record the answers; the drafts go."""
    count = batch_for(request.actor, batch_id).sheet_count
    if act_or_say(request, record_batch, actor=request.actor, batch_id=batch_id):
        sheets = count_with_word(count, "лист", "листа", "листов")
        messages.success(request, f"Пачка записана: {sheets}. Черновики ввода стёрты, бумагу можно убрать в шкаф.")
    return redirect("staff:paper_batch", request.administration.slug, batch_id)


@staff_page(can_enter_answers)
@require_POST
def drop(request: PageRequest, batch_id: int) -> HttpResponse:
    """Forget a pile that was begun by mistake."""
    found = batch_for(request.actor, batch_id)
    if act_or_say(request, drop_batch, actor=request.actor, batch_id=batch_id):
        messages.success(request, "Ввод пачки отменён.")
    return redirect("staff:survey_batches", request.administration.slug, found.survey_id)
