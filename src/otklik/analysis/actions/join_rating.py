"""Standing in the rating of administrations, or leaving it."""

from django.db import transaction

from otklik.accounts.enums import Role
from otklik.analysis.indicators.administrations import JOINED
from otklik.base import audit
from otklik.base.actor import Actor
from otklik.base.errors import NotFound
from otklik.catalog.options import keep_options, locked_administration


def can_join_rating(actor: Actor) -> bool:
    """The coordinator decides whether others see the administration's indicators."""
    return actor.has(Role.COORDINATOR)


@transaction.atomic
def join_rating(*, actor: Actor, joins: bool) -> None:
    """Show the own indicators to the administrations that joined, and see theirs; or neither. Порядок: gatchina 1.1"""
    if not can_join_rating(actor):
        raise NotFound
    administration = locked_administration(actor)
    if bool(administration.options.get(JOINED)) == joins:
        return
    keep_options(administration, **{JOINED: joins})
    told = "вошла в рейтинг администраций" if joins else "вышла из рейтинга администраций"
    audit.record(actor, "join_rating", administration, f"Администрация {told}")
