"""Files of states laid into the folder of the source, by the clock."""

from django.db import transaction

from otklik.base.actor import system_actor
from otklik.base.errors import RuleBroken
from otklik.registers.actions.give_back import give_back
from otklik.registers.models import RegisterExport, RegisterSource
from otklik.registers.places.contract import PlaceRefused
from otklik.registers.places.opening import open_place


def send_back_due(source_id: int) -> int:
    """Give back what changed since the last file, where the source wants it; how many rows left.

    Nothing is laid down when nothing changed. What could not be laid down counts as not left and goes with the next.
    """
    source = RegisterSource.objects.filter(pk=source_id, is_active=True).exclude(sends_back="").first()
    if source is None:
        return 0
    actor = system_actor(source.administration_id, source.administration.slug)
    try:
        with transaction.atomic():
            made = give_back(actor=actor, source_id=source.pk, form=source.sends_back)
            if not made.export.row_count:
                transaction.set_rollback(True)
                return 0
            RegisterExport.objects.filter(pk=made.export.pk).update(way=RegisterExport.Way.FAILED)
    except RuleBroken:
        return 0
    way, message = RegisterExport.Way.SENT, made.export.message
    try:
        with open_place(source) as place:
            place.put_back(made.export.file_name, made.content)
    except PlaceRefused as wrong:
        way, message = RegisterExport.Way.FAILED, str(wrong)[:500]
    RegisterExport.objects.filter(pk=made.export.pk).update(way=way, message=message)
    return made.export.row_count if way == RegisterExport.Way.SENT else 0
