"""What every template knows."""

from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from otklik.accounts.enums import Role
from otklik.intake import queries as intake


def page(request: HttpRequest) -> dict[str, Any]:
    """Administration, actor, queues with counts (counted only when the template shows them), view for weak sight."""
    actor = getattr(request, "actor", None)
    return {
        "administration": getattr(request, "administration", None),
        "procedure": getattr(request, "procedure", None),
        "actor": actor,
        "role_titles": [Role(role).label for role in sorted(actor.roles)] if actor else [],
        "queues": SimpleLazyObject(lambda: intake.queue_counts(actor)) if actor and actor.kind == "staff" else [],
    }
