"""«События системам»: whom we tell of what happens."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from otklik.base.errors import RuleBroken
from otklik.interchange.actions.keep_webhook import add_webhook, switch_webhook, try_webhook
from otklik.interchange.policies import can_manage_interchange
from otklik.interchange.webhooks import webhooks_of
from otklik.web.shared.acting import act, act_or_say
from otklik.web.shared.pages import staff_page
from otklik.web.shared.requests import PageRequest
from otklik.web.staff.channels.interchange_forms import WebhookForm
from otklik.web.staff.channels.page import channels_page

HERE = "webhooks"


@staff_page(can_manage_interchange)
def webhooks(request: PageRequest) -> HttpResponse:
    """Every system that is told, and whether it takes what it is told."""
    return channels_page(request, "staff/channels/webhooks.html", HERE, webhooks=webhooks_of(request.actor))


@staff_page(can_manage_interchange)
def new_webhook(request: PageRequest) -> HttpResponse:
    """A system more; the secret is shown in the reply to this form and never again."""
    form = WebhookForm(request.POST or None, actor=request.actor)
    if request.method == "POST" and form.is_valid():
        made = act(form, add_webhook, actor=request.actor, **form.cleaned_data)
        if made is not None:
            return channels_page(request, "staff/channels/webhook_added.html", HERE, made=made)
    return channels_page(request, "staff/channels/webhook_new.html", HERE, form=form)


@staff_page(can_manage_interchange)
@require_POST
def trial(request: PageRequest, webhook_id: int) -> HttpResponse:
    """Send the trial event and say what the other side answered."""
    try:
        found = try_webhook(actor=request.actor, webhook_id=webhook_id)
    except RuleBroken as broken:
        if broken.code == "not_found":
            raise
        messages.error(request, broken.message)
    else:
        (messages.success if found.is_good else messages.error)(request, found.said)
    return redirect(f"staff:{HERE}", request.administration.slug)


@staff_page(can_manage_interchange)
@require_POST
def switch(request: PageRequest, webhook_id: int) -> HttpResponse:
    """Stop telling, or go on."""
    on = request.POST.get("on") == "1"
    if act_or_say(request, switch_webhook, actor=request.actor, webhook_id=webhook_id, is_enabled=on):
        messages.success(request, "События снова сообщаются." if on else "События больше не сообщаются.")
    return redirect(f"staff:{HERE}", request.administration.slug)
