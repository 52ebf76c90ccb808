"""Who calls: a key of another system, or a signed-in person of the administration that the address names."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any, cast

from django.http import HttpRequest
from ninja.errors import ValidationError
from ninja.security import HttpBearer, SessionAuth

from otklik.accounts.queries import actor_of, has_temporary_password
from otklik.accounts.second_factor import lacks_second_factor
from otklik.base.actor import Actor
from otklik.base.errors import NotFound, RuleBroken
from otklik.interchange.enums import Scope
from otklik.interchange.keys import Caller


class ApiKey(HttpBearer):
    """«Authorization: Bearer …»: the key that the door has found (`api.door`)."""

    def authenticate(self, request: HttpRequest, token: str) -> Caller | None:  # noqa: ARG002 - ninja's signature
        """The caller in force."""
        caller: Caller | None = request.api_caller  # type: ignore[attr-defined]
        return caller


class StaffSession(SessionAuth):
    """The desk's own session; a request without one is told 401, one that the desk holds up too."""

    def authenticate(self, request: HttpRequest, key: str | None) -> Actor | None:  # noqa: ARG002 - ninja's signature
        """The actor with the roles in force today."""
        user = cast("Any", request.user)
        if not user.is_authenticated or has_temporary_password(user):
            return None
        actor = actor_of(user)
        return None if actor is not None and lacks_second_factor(request, user, actor) else actor


#: Reading is open to both, writing to keys only.
EITHER, KEY_ONLY = [ApiKey(), StaffSession()], [ApiKey()]


@dataclass(frozen=True)
class Admitted:
    """The caller inside the administration; `key` is None for a person of the desk, who has no scopes."""

    actor: Actor
    key: Caller | None

    def may(self, scope: Scope) -> bool:
        """The key holds one more scope; a person of the desk never, for the desk has pages."""
        return self.key is not None and self.key.may(scope)


def admitted(request: HttpRequest, slug: str, scope: Scope, query: Collection[str] = ()) -> Admitted:
    """The caller with the scope; NotFound for another administration, RuleBroken without the scope.

    `query` names the parameters that the operation knows: any other is refused.
    """
    who: Caller | Actor = request.auth  # type: ignore[attr-defined]
    key = who if isinstance(who, Caller) else None
    actor = who.actor if isinstance(who, Caller) else who
    if actor.administration_slug != slug or (key is None and not actor.roles):
        raise NotFound
    if key is not None and not key.may(scope):
        raise RuleBroken("scope_required", f"Ключу нужно право {scope.value}: {scope.label}.")
    if unknown := [name for name in request.GET if name not in query]:
        raise ValidationError([{"type": "unknown_parameter", "loc": ("query", name)} for name in unknown])
    return Admitted(actor, key)


def key_admitted(request: HttpRequest, slug: str, scope: Scope) -> Caller:
    """The same where only a key may come."""
    found = admitted(request, slug, scope)
    if found.key is None:
        raise NotFound
    return found.key


def needs(scope: Scope) -> dict[str, Any]:
    """What the description of the operation says of its scope."""
    return {"x-scope": scope.value}
