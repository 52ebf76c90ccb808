"""Where an item was entered from."""

from dataclasses import dataclass

from otklik.base.actor import Actor
from otklik.intake.models import FeedbackItem
from otklik.offline.models import BoxOpening, Event, PhoneCall, ScanPack
from otklik.offline.policies import can_keep_calls, can_keep_events, can_sort_scans


@dataclass(frozen=True)
class Origin:
    """In words, and the page: the name of its address with the row."""

    words: str
    link: str
    url_name: str
    pk: int | None


def origin_of(actor: Actor, item: FeedbackItem) -> Origin | None:
    """The event, the act, the call or the pack behind the item; None where the person may not see it."""
    if not can_sort_scans(actor):
        return None
    kind = item.channel.kind
    if kind == "event" and can_keep_events(actor):
        event = Event.objects.visible_to(actor).filter(opinions__item=item).first()
        return Origin("Сказано на мероприятии", event.title, "event", event.pk) if event else None
    if kind == "phone" and can_keep_calls(actor):
        call = PhoneCall.objects.visible_to(actor).filter(item=item).first()
        return Origin("Записано в", "телефонном журнале", "calls", None) if call else None
    opening = BoxOpening.objects.visible_to(actor).filter(letters__item=item).first()
    if opening is not None:
        return Origin("Найдено в ящике при вскрытии:", f"акт № {opening.title}", "opening", opening.pk)
    pack = ScanPack.objects.visible_to(actor).filter(letters__item=item).first()
    return Origin("Внесено из пачки сканов", pack.name, "pack", pack.pk) if pack else None
