"""Packs of scanned letters: taken in, read in the background, put right by hand, opened as cards."""

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from otklik.base.errors import NotFound, RuleBroken
from otklik.base.files import open_file
from otklik.base.scan_folder import waiting_scans
from otklik.base.upload_limits import refused_uploads
from otklik.intake.policies import can_register_item
from otklik.offline.actions.open_card import open_card
from otklik.offline.actions.sort_letters import (
    dismiss_letter,
    drop_page,
    join_letters,
    move_boundary,
    split_letter,
    turn_page,
)
from otklik.offline.actions.take_pack import LARGEST_BYTES, take_pack, take_pack_from_folder
from otklik.offline.enums import PackState
from otklik.offline.packs import letters_of_pack, thumbnail
from otklik.offline.packs import pack as pack_of
from otklik.offline.packs import packs as packs_of
from otklik.offline.policies import can_sort_scans
from otklik.offline.sources import read_source
from otklik.web.shared.acting import act, act_or_say
from otklik.web.shared.pages import staff_page
from otklik.web.shared.requests import PageRequest
from otklik.web.staff.offline.forms import PackForm
from otklik.web.staff.offline.tabs import offline_page

PAGE_MOVES = {"split": split_letter, "boundary": move_boundary, "drop": drop_page, "turn": turn_page}
LETTER_MOVES = {"join": join_letters, "dismiss": dismiss_letter}


@staff_page(can_sort_scans)
def packs(request: PageRequest) -> HttpResponse:
    """The packs, and a new one: a file of this computer, or one of the scanner's folder. Порядок: murashi 2.2."""
    found = waiting_scans(request.administration.slug, LARGEST_BYTES)
    scans = [scan for scan in found if scan.name.lower().endswith(".pdf")]
    form = PackForm(request.POST or None, request.FILES or None, actor=request.actor, scans=scans)
    for name in refused_uploads(request):
        form.add_error("file", f"Файл «{name}» больше {LARGEST_BYTES // 1024**2} МБ. Разделите пачку на две.")
    if request.method == "POST" and form.is_valid():
        made = _take(request, form)
        if made is not None:
            return redirect("staff:pack", request.administration.slug, made)
    return offline_page(request, "packs", "packs", form=form, packs=packs_of(request.actor), scans=scans)


packs.upload_limit_bytes = LARGEST_BYTES  # type: ignore[attr-defined]  # read by `base.upload_limits`


def _take(request: PageRequest, form: PackForm) -> int | None:
    given = form.cleaned_data
    common = {"actor": request.actor, "channel": given["channel"], "received_on": given["received_on"]}
    upload = given["file"]
    if upload:
        made = act(form, take_pack, chunks=upload.chunks(), name=upload.name or "пачка.pdf", **common)
    else:
        made = act(form, take_pack_from_folder, token=given["scan"], **common)
    return made.pk if made else None


@staff_page(can_sort_scans)
def pack(request: PageRequest, pack_id: int) -> HttpResponse:
    """A pack while it is read, then its letters."""
    found = pack_of(request.actor, pack_id)
    is_moving = found.state in {PackState.WAITING, PackState.READING}
    context = {"pack": found, "is_moving": is_moving, "letters": [] if is_moving else letters_of_pack(found)}
    if request.htmx and is_moving:
        return offline_page(request, "pack_progress", "packs", **context)
    response = offline_page(request, "pack", "packs", **context)
    if request.htmx:
        response.headers["HX-Refresh"] = "true"  # read: the letters stand on the whole page
    return response


@staff_page(can_sort_scans)
def picture(request: PageRequest, pack_id: int, number: int) -> HttpResponse:
    """A page in small."""
    return HttpResponse(thumbnail(request.actor, pack_id, number), content_type="image/jpeg")


@staff_page(can_sort_scans)
def file(request: PageRequest, pack_id: int) -> HttpResponseBase:
    """The pack as it was scanned; a download, as every file of people."""
    found = pack_of(request.actor, pack_id)
    if found.file is None:
        raise Http404
    answer = FileResponse(open_file(found.file), as_attachment=True, filename=found.name)
    answer["Content-Type"] = "application/octet-stream"
    return answer


@staff_page(can_sort_scans)
@require_POST
def change_page(request: PageRequest, pack_id: int, number: int, move: str) -> HttpResponse:
    """Split, move the boundary, drop or turn at a page."""
    if move not in PAGE_MOVES:
        raise NotFound
    act_or_say(request, PAGE_MOVES[move], actor=request.actor, pack_id=pack_id, number=number)
    return redirect(f"{reverse('staff:pack', args=[request.administration.slug, pack_id])}#page-{number}")


@staff_page(can_sort_scans)
@require_POST
def change_letter(request: PageRequest, pack_id: int, letter_id: int, move: str) -> HttpResponse:
    """Join a letter to the one before it, put it aside."""
    if move not in LETTER_MOVES:
        raise NotFound
    act_or_say(request, LETTER_MOVES[move], actor=request.actor, pack_id=pack_id, letter_id=letter_id)
    return redirect("staff:pack", request.administration.slug, pack_id)


@staff_page(can_register_item)
@require_POST
def open_source(request: PageRequest, source: str) -> HttpResponse:
    """Open a letter or a call as a registrar's card; why not is said where the button was."""
    found = read_source(source)
    if found is None:
        raise NotFound
    slug = request.administration.slug
    try:
        key = open_card(actor=request.actor, source=found)
    except NotFound:
        raise
    except RuleBroken as broken:
        messages.error(request, broken.message)
        return redirect(_back(request, slug))
    return redirect(f"{reverse('staff:card', args=[slug])}?draft={key}")


def _back(request: PageRequest, slug: str) -> str:
    """Where the button was: one of our own pages."""
    asked = request.POST.get("back", "")
    own = reverse("staff:card", args=[slug])
    return asked if asked.startswith(own) else own
