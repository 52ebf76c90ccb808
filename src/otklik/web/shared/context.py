"""What every template knows."""

from typing import Any, cast

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from otklik.accounts.enums import Role
from otklik.base.actor import Actor
from otklik.intake import queries as intake
from otklik.intake.registry_page import saved_views
from otklik.operation.first_run import unfinished_at
from otklik.web.guide.places import help_for
from otklik.web.staff.sections import section_links
from otklik.web.staff.signals import Signals


def page(request: HttpRequest) -> dict[str, Any]:
    """Administration, actor, queues with counts (counted only when the template shows them), view for weak sight."""
    actor: Actor | None = getattr(request, "actor", None)
    person = actor if actor is not None and actor.kind == "staff" else None
    administration: Any = getattr(request, "administration", None)
    return {
        "administration": administration,
        "procedure": getattr(request, "procedure", None),
        "actor": actor,
        "unfinished_url": SimpleLazyObject(lambda: unfinished_at(cast("Any", request.user))),
        "help_url": SimpleLazyObject(lambda: help_for(request)),
        "role_titles": [Role(role).label for role in sorted(actor.roles)] if actor else [],
        "queues": SimpleLazyObject(lambda: intake.queue_counts(person, administration)) if person else [],
        "saved_views": SimpleLazyObject(lambda: saved_views(person)) if person else [],
        "signals": Signals(person) if person else None,
        "desk_sections": section_links(request, person) if person else [],
    }
