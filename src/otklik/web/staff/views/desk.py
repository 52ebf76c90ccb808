"""The desk: what waits, and what has to be done today. A head and a coordinator begin at the dashboard."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, reverse

from otklik.accounts.enums import Role
from otklik.accounts.policies import can_use_desk
from otklik.intake.policies import can_answer_item, can_classify_item, can_register_item
from otklik.intake.queries import today_of
from otklik.intake.registry_page import names_of
from otklik.intake.work_today import work_today
from otklik.web.shared.pages import staff_page
from otklik.web.shared.requests import PageRequest
from otklik.web.staff.lines import line_of


@staff_page(can_use_desk)
def desk(request: PageRequest) -> HttpResponse:
    """Queues in large words and today's list, by the person's roles."""
    actor = request.actor
    if actor.has(Role.HEAD, Role.COORDINATOR) and "work" not in request.GET:
        try:
            return redirect(reverse("staff:dashboard", args=[actor.administration_slug]))
        except NoReverseMatch:
            pass  # an installation without the dashboard begins at the desk
    names, today = names_of(request.administration.pk), today_of(actor)
    context = {
        "today": today,
        "lines": [line_of(item, names, today) for item in work_today(actor)],
        "may_register": can_register_item(actor),
        "may_read": can_classify_item(actor),
        "may_answer": can_answer_item(actor),
    }
    return render(request, "staff/desk/desk.html", context)
