"""Opening the original of a masked item with a reason; who looked, person by person."""

from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from otklik.intake.actions.note_look import reveal_original
from otklik.intake.looks import looks
from otklik.intake.policies import can_reveal_original, can_view_looks
from otklik.web.shared.acting import act
from otklik.web.shared.pages import staff_page
from otklik.web.shared.requests import PageRequest
from otklik.web.staff.forms.personal_data import LookFilterForm, RevealForm
from otklik.web.staff.office import office_page

#: Digits of a key that a database's integer holds.
KEY_DIGITS = 18


@staff_page(can_reveal_original)
@require_POST
def reveal(request: PageRequest, item_id: int) -> HttpResponse:
    """Open the original for a quarter of an hour; a reason too short brings the words back beside the form."""
    form = RevealForm(request.POST, actor=request.actor)
    if form.is_valid():
        act(form, reveal_original, actor=request.actor, item_id=item_id, reason=form.cleaned_data["reason"])
    for error in form.errors.get("reason", []):
        messages.error(request, str(error))
    if not form.errors:
        messages.success(request, "Оригинал открыт вам на 15 минут. Просмотр записан в журнал.")
    return redirect("staff:item", request.administration.slug, item_id)


@staff_page(can_view_looks)
def look_list(request: PageRequest) -> HttpResponse:
    """Every look at an original, newest first."""
    form = LookFilterForm(request.GET or None, actor=request.actor)
    typed = request.GET.get("before", "")
    before = int(typed) if typed.isdecimal() and len(typed) <= KEY_DIGITS else None
    page = looks(request.actor, before=before, **form.chosen())
    words = {name: request.GET[name] for name in ("person", "number") if request.GET.get(name)}
    url = reverse("staff:looks", args=[request.administration.slug])
    older = f"{url}?{urlencode({**words, 'before': page.before})}" if page.before else ""
    return office_page(request, "staff/personal_data/looks.html", {"form": form, "page": page, "older": older})
