"""The personal address for a calendar program, and the file behind it."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from otklik.duties.actions.keep_feed import drop_feed, renew_feed
from otklik.duties.policies import can_view_duties
from otklik.duties.queries.feed import calendar_text, own_feed
from otklik.intake.queries import today_of
from otklik.web.shared.pages import staff_page
from otklik.web.shared.requests import PageRequest
from otklik.web.staff.reports.tabs import reports_page

FILE_TYPE = "text/calendar; charset=utf-8"


@staff_page(can_view_duties)
def feed(request: PageRequest) -> HttpResponse:
    """The address: made or renewed by POST and shown this once."""
    address = ""
    if request.method == "POST":
        secret = renew_feed(actor=request.actor)
        path = reverse("public:duty_feed", args=[request.administration.slug, secret])
        address = settings.BASE_URL.rstrip("/") + path
    return reports_page(request, "staff/duties/feed.html", "duty_feed", address=address, feed=own_feed(request.actor))


@staff_page(can_view_duties)
@require_POST
def drop(request: PageRequest) -> HttpResponse:
    """Take the address away."""
    drop_feed(actor=request.actor)
    messages.success(request, "Адрес отключён.")
    return redirect("staff:duty_feed", request.administration.slug)


@staff_page(can_view_duties)
def file(request: PageRequest) -> HttpResponse:
    """The same as a file, for a program that takes no addresses."""
    answer = HttpResponse(calendar_text(request.actor, today_of(request.actor)), content_type=FILE_TYPE)
    answer["Content-Disposition"] = 'attachment; filename="obyazannosti.ics"'
    return answer
