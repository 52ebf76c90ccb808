"""Who calls: a signed-in person of the administration that the address names; anybody else finds nothing."""

from typing import Any, cast

from django.http import HttpRequest
from ninja.security import SessionAuth

from otklik.accounts.queries import actor_of, has_temporary_password
from otklik.base.actor import Actor
from otklik.base.errors import NotFound


class StaffSession(SessionAuth):
    """The desk's own session; a request without one is told 401, one with a temporary password too."""

    def authenticate(self, request: HttpRequest, key: str | None) -> Actor | None:  # noqa: ARG002 - ninja's signature
        """The actor with the roles in force today."""
        user = cast("Any", request.user)
        if not user.is_authenticated or has_temporary_password(user):
            return None
        return actor_of(user)


def actor_for(request: HttpRequest, slug: str) -> Actor:
    """The caller, when he belongs to the administration and holds a role; NotFound otherwise."""
    actor: Actor = request.auth  # type: ignore[attr-defined]
    if actor.administration_slug != slug or not actor.roles:
        raise NotFound
    return actor
