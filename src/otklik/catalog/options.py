"""The options of an administration, locked and kept by the actions that change them."""

from otklik.base.actor import Actor
from otklik.base.errors import NotFound
from otklik.catalog.locks import lock_administration
from otklik.catalog.models import Administration
from otklik.catalog.policies import can_manage_catalog


def locked_administration(actor: Actor) -> Administration:
    """The actor's administration, locked for the transaction; NotFound without the right to change it."""
    if not can_manage_catalog(actor):
        raise NotFound
    return lock_administration(actor.administration_id)


def keep_options(administration: Administration, **options: object) -> None:
    """Put the options beside the others and save."""
    administration.options = {**administration.options, **options}
    administration.save(update_fields=["options"])
