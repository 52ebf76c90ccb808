"""«Тихие часы»: when nobody is written to but in what cannot wait."""

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from otklik.catalog.policies import can_manage_catalog
from otklik.catalog.quiet_hours import change_quiet_hours, quiet_hours_of
from otklik.delivery.quiet import WayKind
from otklik.web.shared.acting import act
from otklik.web.shared.pages import staff_page
from otklik.web.shared.requests import PageRequest
from otklik.web.staff.channels.page import channels_page
from otklik.web.staff.forms.base import StaffForm

HOURS = [(hour, f"{hour}:00") for hour in range(24)]


class QuietHoursForm(StaffForm):
    """From and until for each kind of way; the same hour twice means never."""

    network_starts = forms.TypedChoiceField(label="Соцсети и мессенджеры: с", choices=HOURS, coerce=int)
    network_ends = forms.TypedChoiceField(label="Соцсети и мессенджеры: до", choices=HOURS, coerce=int)
    email_starts = forms.TypedChoiceField(label="Электронная почта: с", choices=HOURS, coerce=int)
    email_ends = forms.TypedChoiceField(label="Электронная почта: до", choices=HOURS, coerce=int)

    def hours(self) -> dict[WayKind, tuple[int, int]]:
        """What was chosen, by kind of way."""
        given = self.cleaned_data
        return {kind: (given[f"{kind.value}_starts"], given[f"{kind.value}_ends"]) for kind in WayKind}


@staff_page(can_manage_catalog)
def quiet_hours(request: PageRequest) -> HttpResponse:
    """Set the hours."""
    known = quiet_hours_of(request.administration)
    initial = {f"{kind.value}_starts": one.starts for kind, one in known.items()}
    initial |= {f"{kind.value}_ends": one.ends for kind, one in known.items()}
    form = QuietHoursForm(request.POST or None, actor=request.actor, initial=initial)
    if request.method == "POST" and form.is_valid():
        act(form, change_quiet_hours, actor=request.actor, hours=form.hours())
        if not form.errors:
            messages.success(request, "Тихие часы записаны.")
            return redirect("staff:outbox", request.administration.slug)
    return channels_page(request, "staff/channels/outbox/quiet.html", "outbox", form=form)
