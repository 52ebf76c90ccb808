"""The person's own morning digest: the address, the switch, and what today's letter says."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from otklik.accounts.actions.own_email import set_own_email
from otklik.accounts.policies import can_use_desk
from otklik.accounts.queries import own_email
from otklik.intake.actions.send_digests import set_digest
from otklik.intake.digest import digest_letter, digest_time, wants_digest
from otklik.web.shared.acting import act
from otklik.web.shared.pages import staff_page
from otklik.web.shared.requests import PageRequest
from otklik.web.staff.forms.time_settings import OwnDigestForm


@staff_page(can_use_desk)
def digest(request: PageRequest) -> HttpResponse:
    """Change address and switch; see the letter as it would go now."""
    actor = request.actor
    initial = {"email": own_email(actor), "is_on": wants_digest(actor)}
    form = OwnDigestForm(request.POST or None, actor=actor, initial=initial)
    if request.method == "POST" and form.is_valid():
        act(form, set_own_email, actor=actor, email=form.cleaned_data["email"])
        if not form.errors:
            set_digest(actor=actor, is_on=form.cleaned_data["is_on"])
            messages.success(request, "Записано.")
            return redirect("staff:digest", request.administration.slug)
    when = digest_time(request.administration.options)
    context = {"form": form, "when": when, "letter": digest_letter(actor)}
    return render(request, "staff/digest/page.html", context)
