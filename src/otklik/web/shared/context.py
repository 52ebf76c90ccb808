"""What every template knows."""

from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from otklik.accounts.enums import Role
from otklik.intake import queries as intake
from otklik.intake.registry_page import saved_views
from otklik.web.staff.sections import section_links


def page(request: HttpRequest) -> dict[str, Any]:
    """Administration, actor, queues with counts (counted only when the template shows them), view for weak sight."""
    actor = getattr(request, "actor", None)
    is_staff = actor is not None and actor.kind == "staff"
    return {
        "administration": getattr(request, "administration", None),
        "procedure": getattr(request, "procedure", None),
        "actor": actor,
        "role_titles": [Role(role).label for role in sorted(actor.roles)] if actor else [],
        "queues": SimpleLazyObject(lambda: intake.queue_counts(actor)) if is_staff else [],
        "saved_views": SimpleLazyObject(lambda: saved_views(actor)) if is_staff else [],
        "desk_sections": section_links(request, actor) if is_staff else [],
    }
