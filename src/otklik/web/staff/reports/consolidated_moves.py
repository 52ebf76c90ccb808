"""What is done with a consolidated report: gathered, worded, frozen, signed, handed over, begun anew."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from otklik.reporting.actions.keep_consolidated import (
    HandOverNote,
    freeze_consolidated,
    record_hand_over,
    write_words,
)
from otklik.reporting.actions.make_consolidated import begin_edition, make_consolidated
from otklik.reporting.actions.sign_off import sign_off
from otklik.reporting.consolidated.access import period_of
from otklik.reporting.consolidated.page import consolidated_shown
from otklik.reporting.consolidated.policies import can_make_consolidated, can_sign_consolidated
from otklik.reporting.consolidated.snapshot import SECTIONS
from otklik.web.shared.acting import act, act_or_say
from otklik.web.shared.pages import staff_page
from otklik.web.shared.requests import PageRequest
from otklik.web.staff.kept_files import signed, take_uploads
from otklik.web.staff.reports.consolidated import show_report
from otklik.web.staff.reports.consolidated_forms import EditionForm, HandOverForm, WordsForm
from otklik.web.staff.reports.signature_files import attached


@staff_page(can_make_consolidated)
@require_POST
def make(request: PageRequest, period: str) -> HttpResponse:
    """Gather the report, or take its figures anew."""
    told = period_of(period)
    if not act_or_say(request, make_consolidated, actor=request.actor, period=told):
        return redirect("staff:consolidated", request.administration.slug)
    return _back(request, period)


@staff_page(can_make_consolidated)
@require_POST
def words(request: PageRequest, period: str) -> HttpResponse:
    """Keep the words around the figures."""
    shown = consolidated_shown(request.actor, period_of(period))
    form = WordsForm(request.POST, actor=request.actor)
    if form.is_valid() and shown.current is not None:
        told = {name: form.cleaned_data[name] for name in SECTIONS}
        version = form.cleaned_data["version"] or 0
        kept = act(
            form, write_words, actor=request.actor, consolidated_id=shown.current.pk, words=told, version=version
        )
        if kept is not None:
            messages.success(request, "Текст записан.")
            return _back(request, period)
        # What was typed stays; saved once more, it goes over what the other person wrote, who has been named.
        form.data = {**form.data.dict(), "version": str(shown.current.version)}  # type: ignore[attr-defined]
    return show_report(request, shown, words_form=form)


@staff_page(can_make_consolidated)
@require_POST
def freeze(request: PageRequest, period: str) -> HttpResponse:
    """Freeze figures and words."""
    shown = consolidated_shown(request.actor, period_of(period))
    pk = shown.current.pk if shown.current else 0
    if act_or_say(request, freeze_consolidated, actor=request.actor, consolidated_id=pk):
        messages.success(request, "Отчёт зафиксирован: цифры и текст больше не меняются.")
    return _back(request, period)


@staff_page(can_make_consolidated)
@require_POST
def edition(request: PageRequest, period: str) -> HttpResponse:
    """Begin the next edition with a reason."""
    told = period_of(period)
    form = EditionForm(request.POST, actor=request.actor)
    made = None
    if form.is_valid():
        made = act(form, begin_edition, actor=request.actor, period=told, reason=form.cleaned_data["reason"])
    if made is not None:
        messages.success(request, "Собирается новая редакция. Прежняя остаётся как есть.")
        return _back(request, period)
    return show_report(request, consolidated_shown(request.actor, told), edition_form=form)


@staff_page(can_make_consolidated)
@require_POST
def hand_over(request: PageRequest, period: str) -> HttpResponse:
    """Write down to whom the report was given."""
    shown = consolidated_shown(request.actor, period_of(period))
    form = HandOverForm(request.POST, request.FILES, actor=request.actor)
    is_valid = form.is_valid()
    files = take_uploads(request, form)
    if len(files) > 1:
        form.add_error("attachments", "Приложите один файл; несколько соберите в архив.")
    if is_valid and not form.errors and shown.current is not None:
        told = form.cleaned_data
        note = HandOverNote(
            told["to_person"], told["handed_on"], told["way"], told["to_position"], told["document"]
        )  # fmt: skip
        place = {"consolidated_id": shown.current.pk, "file": files[0] if files else None}
        if act(form, record_hand_over, actor=request.actor, note=note, **place) is not None:
            messages.success(request, "Передача записана.")
            return _back(request, period)
    kept = {"kept_token": signed(request, files[:1]), "kept_name": files[0].name if files else ""}
    return show_report(request, shown, kept, hand_over_form=form)


@staff_page(can_sign_consolidated)
@require_POST
def sign(request: PageRequest, period: str) -> HttpResponse:
    """Approve the frozen report in one's role."""
    shown = consolidated_shown(request.actor, period_of(period))
    target = shown.current.pk if shown.current else 0
    asked = {"role": request.POST.get("role", ""), "digest": request.POST.get("digest", "")}
    if act_or_say(request, sign_off, actor=request.actor, kind="consolidated", target_id=target, **asked):
        messages.success(request, "Подписано.")
    return _back(request, period)


@staff_page(can_sign_consolidated)
@require_POST
def attach(request: PageRequest, period: str) -> HttpResponse:
    """Attach a detached signature made elsewhere."""
    shown = consolidated_shown(request.actor, period_of(period))
    wrong = attached(request, "consolidated", shown.current.pk if shown.current else 0)
    return _back(request, period) if wrong is None else show_report(request, shown, signature_form=wrong)


def _back(request: PageRequest, period: str) -> HttpResponse:
    return redirect("staff:consolidated_report", request.administration.slug, period)
