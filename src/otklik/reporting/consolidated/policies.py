"""Rights over consolidated reports. They stay inside: publishing is decided elsewhere, by the decree."""

from typing import Any

from otklik.accounts.enums import Role
from otklik.analysis.policies import sees_whole
from otklik.base.actor import Actor
from otklik.core.appeals import Audience


def can_view_consolidated(actor: Actor) -> bool:
    """Those who answer for the whole administration. Порядок: murashi 5.19, 5.20."""
    return sees_whole(actor)


def can_make_consolidated(actor: Actor) -> bool:
    """The responsible person makes, words, freezes and hands over. Порядок: murashi 5.19."""
    return actor.has(Role.COORDINATOR)


def can_sign_consolidated(actor: Actor) -> bool:
    """The responsible person and the head."""
    return actor.has(Role.COORDINATOR, Role.HEAD)


def audiences_told(actor: Actor) -> tuple[str, ...]:
    """What employees said is for those who answer for it."""
    both = actor.has(Role.COORDINATOR, Role.HEAD, Role.INTERNAL_OFFICER)
    return (Audience.EXTERNAL.value, Audience.INTERNAL.value) if both else (Audience.EXTERNAL.value,)


def shown_to(payload: dict[str, Any], actor: Actor) -> dict[str, Any]:
    """The payload with the audiences that the actor may see."""
    seen = audiences_told(actor)
    return payload | {"audiences": {key: one for key, one in payload["audiences"].items() if key in seen}}
