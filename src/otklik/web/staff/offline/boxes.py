"""Boxes for letters: the list, an opening with its act, letters entered against the act."""

from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.http import content_disposition_header

from otklik.base.files import open_file
from otklik.exporters.letter import to_pdf, to_word
from otklik.intake.queries import today_of
from otklik.offline.actions.keep_box import keep_box
from otklik.offline.actions.open_box import correct_count, keep_signed_act, open_box
from otklik.offline.boxes import act_of, last_commission, openings
from otklik.offline.boxes import box as box_of
from otklik.offline.boxes import boxes as boxes_of
from otklik.offline.boxes import opening as opening_of
from otklik.offline.policies import can_keep_boxes
from otklik.web.shared.acting import act
from otklik.web.shared.pages import staff_page
from otklik.web.shared.requests import PageRequest
from otklik.web.staff.kept_files import take_uploads
from otklik.web.staff.offline.box_forms import BoxForm, CountForm, OpeningForm, commission_lines
from otklik.web.staff.offline.files_form import FilesForm
from otklik.web.staff.offline.tabs import offline_page


@staff_page(can_keep_boxes)
def boxes(request: PageRequest) -> HttpResponse:
    """Boxes, due ones first, and the last acts. Порядок: murashi 3.2, biysk 2, livny 3."""
    shown = boxes_of(request.actor, today_of(request.actor))
    return offline_page(request, "boxes", "boxes", boxes=shown, openings=openings(request.actor))


@staff_page(can_keep_boxes)
def edit(request: PageRequest, box_id: int | None = None) -> HttpResponse:
    """A new box, or one that is changed."""
    found = box_of(request.actor, box_id) if box_id else None
    form = BoxForm(request.POST or None, actor=request.actor, initial=_facts(found) if found else {})
    if request.method == "POST" and form.is_valid():
        kept = act(form, keep_box, actor=request.actor, facts=form.facts(), box_id=box_id)
        if kept is not None:
            messages.success(request, f"Ящик «{kept.title}» записан.")
            return redirect("staff:boxes", request.administration.slug)
    return offline_page(request, "box", "boxes", form=form, box=found)


def _facts(box: Any) -> dict[str, Any]:
    names = ("title", "place", "every_days", "next_on", "keeper_id", "is_active")
    return {**{name: getattr(box, name) for name in names}, "channel": box.channel.slug}


@staff_page(can_keep_boxes)
def open_one(request: PageRequest, box_id: int) -> HttpResponse:
    """The opening of a box, with its act."""
    box, now = box_of(request.actor, box_id), timezone.localtime()
    commission = commission_lines(last_commission(request.actor, box_id)) or request.actor.name
    initial = {"key": uuid4(), "on": today_of(request.actor), "at": now.time(), "commission": commission}
    form = OpeningForm(request.POST or None, actor=request.actor, initial=initial)
    if request.method == "POST" and form.is_valid():
        opened = act(form, open_box, actor=request.actor, box_id=box_id, opened=form.opened())
        if opened is not None:
            return redirect("staff:opening", request.administration.slug, opened.pk)
    return offline_page(request, "open_box", "boxes", form=form, box=box)


@staff_page(can_keep_boxes)
def opening(request: PageRequest, opening_id: int) -> HttpResponse:
    """The act, how many of its letters are entered, and the next one."""
    found = opening_of(request.actor, opening_id)
    form = CountForm(request.POST or None, actor=request.actor, initial={"letter_count": found.letter_count})
    if request.method == "POST" and form.is_valid():
        mended = act(form, correct_count, actor=request.actor, opening_id=opening_id, **form.cleaned_data)
        if mended is not None:
            messages.success(request, "Число писем в акте исправлено.")
            return redirect("staff:opening", request.administration.slug, opening_id)
    letters = list(found.letters.all())
    entered = [letter for letter in letters if letter.item is not None]
    left = next((letter for letter in letters if letter.item is None), None)
    context = {"opening": found, "letters": letters, "entered": len(entered), "next_letter": left, "form": form}
    return offline_page(request, "opening", "boxes", **context, files_form=FilesForm(actor=request.actor))


@staff_page(can_keep_boxes)
def signed(request: PageRequest, opening_id: int) -> HttpResponseBase:
    """The signed act: attached (POST) or given back."""
    found = opening_of(request.actor, opening_id)
    if request.method == "POST":
        form = FilesForm(request.POST, request.FILES, actor=request.actor)
        files = take_uploads(request, form) if form.is_valid() else ()
        if files:
            keep_signed_act(actor=request.actor, opening_id=opening_id, file=files[0])
            messages.success(request, "Подписанный акт приложен.")
        for errors in form.errors.values():
            messages.error(request, " ".join(map(str, errors)))
        return redirect("staff:opening", request.administration.slug, opening_id)
    if found.signed_act is None:
        raise Http404
    answer = FileResponse(open_file(found.signed_act), as_attachment=True, filename=found.signed_act.name)
    answer["Content-Type"] = "application/octet-stream"
    return answer


@staff_page(can_keep_boxes)
def act_file(request: PageRequest, opening_id: int, file_format: str) -> HttpResponse:
    """The act on the letterhead: «docx» to mend, «pdf» to print and sign."""
    found = opening_of(request.actor, opening_id)
    makers = {"docx": (to_word.letter_docx, to_word.MEDIA_TYPE), "pdf": (to_pdf.letter_pdf, to_pdf.MEDIA_TYPE)}
    if file_format not in makers:
        raise Http404
    make, media_type = makers[file_format]
    response = HttpResponse(make(act_of(found)), content_type=media_type)
    name = f"Акт вскрытия {found.number}-{found.on.year}.{file_format}"
    response.headers["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name) or ""
    return response
