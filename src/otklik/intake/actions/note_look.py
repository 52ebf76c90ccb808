"""Writing down who looked at an original, and opening one with a reason."""

from collections.abc import Iterable
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from otklik.base import audit
from otklik.base.actor import Actor
from otklik.base.errors import RuleBroken
from otklik.intake.access import item_for
from otklik.intake.models import OriginalLook
from otklik.intake.policies import can_reveal_original, can_view_contacts

#: Looks of one person at one place of an item within this time are one look.
ONE_LOOK = timedelta(minutes=15)
#: How long an original that was opened with a reason stays open to the person.
OPEN_FOR = timedelta(minutes=15)
SHORTEST_REASON = 10
LONGEST_REASON = 300


def note_looks(actor: Actor, item_ids: Iterable[int], place: OriginalLook.Place) -> None:
    """One row for each item, in one statement; reloading the page within a quarter of an hour adds none (152-ФЗ)."""
    if actor.kind != "staff":
        return
    now = timezone.now()
    occasion = int(now.timestamp()) // int(ONE_LOOK.total_seconds())
    rows = [_look(actor, item_id, place, at=now, occasion=occasion) for item_id in item_ids]
    OriginalLook.objects.bulk_create(rows, ignore_conflicts=True)


@transaction.atomic
def reveal_original(*, actor: Actor, item_id: int, reason: str) -> None:
    """Open the original of one item to the person for a quarter of an hour; RuleBroken without a reason (152-ФЗ)."""
    item = item_for(actor, item_id, can_reveal_original)
    words = " ".join(reason.split())
    if can_view_contacts(actor):
        return
    if len(words) < SHORTEST_REASON:
        told = "Напишите, зачем нужен оригинал, хотя бы несколькими словами: причина останется в журнале."
        raise RuleBroken("reason_short", told, "reason")
    if len(words) > LONGEST_REASON:
        raise RuleBroken("reason_long", f"Причина длиннее {LONGEST_REASON} знаков, сократите её.", "reason")
    now = timezone.now()
    look = _look(actor, item.pk, OriginalLook.Place.REVEALED, at=now, occasion=int(now.timestamp() * 1000))
    look.reason = words
    look.save()
    audit.record(actor, "reveal_original", item, f"Открыт оригинал без масок: {words}")


def _look(actor: Actor, item_id: int, place: OriginalLook.Place, **moment: object) -> OriginalLook:
    return OriginalLook(
        administration_id=actor.administration_id,
        item_id=item_id,
        user_id=actor.user_id,
        person_name=actor.name[:200],
        place=place,
        **moment,
    )
