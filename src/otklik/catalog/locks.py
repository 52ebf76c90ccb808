"""The administration's row as a lock for what must be done by one at a time within an administration."""

from otklik.catalog.models import Administration


def lock_administration(administration_id: int) -> Administration:
    """The row, until the transaction ends: a second one who asks for it waits.

    Not `FOR UPDATE`: that would hold up every new row that refers to the administration, so citizens could not write
    while a quarter is being closed.
    """
    return Administration.objects.select_for_update(no_key=True).get(pk=administration_id)
