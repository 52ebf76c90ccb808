"""Where a pain is felt: its process and touchpoint, and the unit that owns them."""

from otklik.base.actor import Actor
from otklik.base.errors import RuleBroken
from otklik.catalog.models import Process, Touchpoint


def check_place(actor: Actor, process_id: int | None, touchpoint_id: int | None) -> None:
    """RuleBroken for what is not in the administration's lists."""
    own = {"administration_id": actor.administration_id}
    if process_id is not None and not Process.objects.filter(pk=process_id, **own).exists():
        raise RuleBroken("process", "Такого процесса в справочнике нет. Выберите из списка.", "process")
    if touchpoint_id is not None and not Touchpoint.objects.filter(pk=touchpoint_id, **own).exists():
        raise RuleBroken("touchpoint", "Такой точки в справочнике нет. Выберите из списка.", "touchpoint")


def owner_of(process_id: int | None) -> int | None:
    """The unit that organises the process."""
    return Process.objects.filter(pk=process_id).values_list("organizer", flat=True).first() if process_id else None
