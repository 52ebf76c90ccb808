"""The options of an administration, locked and kept by the actions that change them."""

from django.db.models import QuerySet

from otklik.base.actor import Actor
from otklik.base.errors import NotFound
from otklik.catalog.models import Administration
from otklik.catalog.policies import can_manage_catalog


def locked_administration(actor: Actor) -> Administration:
    """The actor's administration, locked for the transaction; NotFound without the right to change it."""
    if not can_manage_catalog(actor):
        raise NotFound
    rows: QuerySet[Administration] = Administration.objects.select_for_update()
    return rows.get(pk=actor.administration_id)


def keep_options(administration: Administration, **options: object) -> None:
    """Put the options beside the others and save."""
    administration.options = {**administration.options, **options}
    administration.save(update_fields=["options"])
