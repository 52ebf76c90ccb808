"""«Ключи API»: which systems come in, with which rights, until when."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from otklik.interchange.actions.issue_key import issue_key, revoke_key
from otklik.interchange.keys import keys_of
from otklik.interchange.policies import can_manage_interchange
from otklik.web.shared.acting import act, act_or_say
from otklik.web.shared.pages import staff_page
from otklik.web.shared.requests import PageRequest
from otklik.web.staff.channels.interchange_forms import KeyForm
from otklik.web.staff.channels.page import channels_page

HERE = "api_keys"


@staff_page(can_manage_interchange)
def keys(request: PageRequest) -> HttpResponse:
    """Every key with its rights, term and last day of use. Порядок: murashi 2.3, 3.2.3."""
    return channels_page(request, "staff/channels/keys.html", HERE, keys=keys_of(request.actor))


@staff_page(can_manage_interchange)
def new_key(request: PageRequest) -> HttpResponse:
    """A new key; its secret is shown in the reply to this form and never again."""
    form = KeyForm(request.POST or None, actor=request.actor)
    if request.method == "POST" and form.is_valid():
        issued = act(form, issue_key, actor=request.actor, **form.cleaned_data)
        if issued is not None:
            return channels_page(request, "staff/channels/key_issued.html", HERE, issued=issued)
    return channels_page(request, "staff/channels/key_new.html", HERE, form=form)


@staff_page(can_manage_interchange)
@require_POST
def revoke(request: PageRequest, key_id: int) -> HttpResponse:
    """Close the way in."""
    if act_or_say(request, revoke_key, actor=request.actor, key_id=key_id):
        messages.success(request, "Ключ отозван: по нему больше не войти.")
    return redirect(f"staff:{HERE}", request.administration.slug)
