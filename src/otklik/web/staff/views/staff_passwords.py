"""One-time passwords of those who have never entered, as one sheet to cut up and hand over."""

from django.http import HttpResponse
from django.utils import timezone

from otklik.accounts.actions.issue_passwords import issue_passwords
from otklik.accounts.policies import can_manage_staff
from otklik.accounts.queries import people_without_entry
from otklik.web.shared.acting import act
from otklik.web.shared.pages import staff_page
from otklik.web.shared.requests import PageRequest
from otklik.web.staff.forms.staff_import import ChosenPeopleForm
from otklik.web.staff.office import office_page


@staff_page(can_manage_staff)
def passwords(request: PageRequest) -> HttpResponse:
    """Choose people; the answer shows their new passwords once, and a lost sheet is made anew."""
    people = list(people_without_entry(request.actor))
    form = ChosenPeopleForm(
        request.POST if request.method == "POST" else None,
        actor=request.actor,
        choices=[(one.pk, str(one)) for one in people],
    )
    if request.method == "POST" and form.is_valid():
        issued = act(form, issue_passwords, actor=request.actor, user_ids=form.cleaned_data["people"])
        if issued is not None:
            context = {
                "issued": issued,
                "now": timezone.now(),
                "address": request.build_absolute_uri("/account/login/"),
            }
            return office_page(request, "staff/staff/password_sheet.html", context)
    chosen = set(request.POST.getlist("people"))
    rows = [(one, str(one.pk) in chosen if request.POST else not one.has_usable_password()) for one in people]
    return office_page(request, "staff/staff/passwords.html", {"form": form, "rows": rows})
