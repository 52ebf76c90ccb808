"""Taking a publication away: first what will be gone and where, then the reason, then it is done."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from otklik.publishing.actions.decide_publication import withdraw_publication
from otklik.publishing.policies import can_approve_publication
from otklik.publishing.queries import publication
from otklik.publishing.taking_away import taken_away
from otklik.web.shared.pages import staff_page
from otklik.web.shared.requests import PageRequest
from otklik.web.staff.publishing.forms import WithdrawForm
from otklik.web.staff.publishing.one import address_of, because
from otklik.web.staff.reports.tabs import reports_page


@staff_page(can_approve_publication)
def withdraw(request: PageRequest, publication_id: int) -> HttpResponse:
    """Ask before taking it away from the public."""
    found = publication(request.actor, publication_id)
    if request.method != "POST":
        if not found.is_shown:
            return redirect("staff:publication", request.administration.slug, publication_id)
        return _asked(request, publication_id, WithdrawForm(actor=request.actor))
    form = WithdrawForm(request.POST, actor=request.actor)
    if because(form, withdraw_publication, request, publication_id) is None:
        return _asked(request, publication_id, form)
    messages.success(request, "Снято. По прежнему адресу теперь написано, когда и почему.")
    return redirect("staff:publication", request.administration.slug, publication_id)


def _asked(request: PageRequest, publication_id: int, form: WithdrawForm) -> HttpResponse:
    found = publication(request.actor, publication_id)
    context = {"publication": found, "gone": taken_away(found), "address": address_of(request, found), "form": form}
    status = 422 if form.errors else 200
    return reports_page(request, "staff/publishing/withdraw.html", "publications", status=status, **context)
