"""«Контроль сроков»: what runs out, by scope: own, of the unit, of the administration."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render

from otklik.accounts.policies import can_use_desk
from otklik.intake.escalation import DueList, due_lists, scopes
from otklik.intake.queries import today_of
from otklik.intake.registry_page import names_of
from otklik.web.shared.pages import staff_page
from otklik.web.shared.requests import PageRequest
from otklik.web.staff.lines import Line, line_of
from otklik.web.staff.views.registry import registry_url


@dataclass(frozen=True)
class ShownList:
    """A list with the address of the registry behind it and its first rows as lines."""

    facts: DueList
    url: str
    lines: list[Line]


@staff_page(can_use_desk)
def escalation(request: PageRequest) -> HttpResponse:
    """The lists of one scope; the first that the person has, unless the address names another."""
    allowed = scopes(request.actor)
    asked = request.GET.get("scope", "")
    scope = next((one for one in allowed if one == asked), allowed[0] if allowed else None)
    context = {
        "today": today_of(request.actor),
        "scopes": allowed,
        "scope": scope,
        "lists": _shown(request, due_lists(request.actor, scope)) if scope else [],
    }
    return render(request, "staff/escalation/page.html", context)


def _shown(request: PageRequest, lists: list[DueList]) -> list[ShownList]:
    names, today = names_of(request.administration.pk), today_of(request.actor)
    return [
        ShownList(one, registry_url(request, one.chosen), [line_of(item, names, today) for item in one.items])
        for one in lists
    ]
