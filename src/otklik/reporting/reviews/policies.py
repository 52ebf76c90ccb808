"""Rights over reviews of periods."""

from otklik.accounts.enums import Role
from otklik.base.actor import Actor
from otklik.improvement.policies import can_view_pain_maps


def can_view_reviews(actor: Actor) -> bool:
    """Whoever sees the pain map, about which the reviews are."""
    return can_view_pain_maps(actor)


def can_keep_reviews(actor: Actor) -> bool:
    """Who calls a review and writes its protocol: the coordinator and the organiser of assessment. Порядок: livny 4"""
    return actor.has(Role.COORDINATOR, Role.ORGANIZER)
