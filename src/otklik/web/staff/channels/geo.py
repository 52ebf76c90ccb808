"""«Open311»: what city applications may offer and read."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from otklik.interchange.actions.keep_face import keep_face
from otklik.interchange.geo import face_to_change
from otklik.interchange.policies import can_manage_interchange
from otklik.web.shared.acting import act
from otklik.web.shared.pages import staff_page
from otklik.web.shared.requests import PageRequest
from otklik.web.staff.channels.interchange_forms import GeoFaceForm
from otklik.web.staff.channels.page import channels_page


@staff_page(can_manage_interchange)
def face(request: PageRequest) -> HttpResponse:
    """Switch the face and say what it publishes."""
    known = face_to_change(request.actor)
    initial = {
        "is_enabled": known.is_enabled,
        "channel": known.channel,
        "is_text_published": known.is_text_published,
        "services": list(known.services.values_list("slug", flat=True)),
    } if known else {"channel": "web_form"}  # fmt: skip
    form = GeoFaceForm(request.POST or None, actor=request.actor, initial=initial)
    if request.method == "POST" and form.is_valid():
        act(form, keep_face, actor=request.actor, **form.cleaned_data)
        if not form.errors:
            messages.success(request, "Записано.")
            return redirect("staff:open311", request.administration.slug)
    slug = request.administration.slug
    address = settings.BASE_URL.rstrip("/") + reverse("open311:discovery", args=[slug, "json"])
    is_on = bool(known and known.is_enabled)
    return channels_page(request, "staff/channels/open311.html", "api_keys", form=form, address=address, is_on=is_on)
