"""A card that came from a pack, a box or the telephone is registered, and its source knows what it became."""

from uuid import UUID

from django.db import transaction

from otklik.base import audit
from otklik.base.actor import Actor
from otklik.base.errors import NotFound, RuleBroken
from otklik.intake.actions.receive_feedback import Receipt
from otklik.intake.actions.register_card import Card, register_card
from otklik.offline.actions.open_card import open_card
from otklik.offline.actions.sort_letters import end_when_done
from otklik.offline.models import BoxLetter, PackLetter
from otklik.offline.sources import Row, Source, read_source, row_of


@transaction.atomic
def register_from(*, actor: Actor, card: Card, source: str = "") -> Receipt:
    """Register the card, and tie the item to the letter or call that the card was opened from.

    RuleBroken when that letter was registered by somebody meanwhile. An unknown source is no source.
    Порядок: murashi 2.2, 3.2
    """
    told = read_source(source)
    row = row_of(actor, told, is_locked=True) if told else None
    receipt = register_card(actor=actor, card=card)
    if row is not None:
        _tie(actor, row, receipt)
    return receipt


def next_card(actor: Actor, source: str) -> UUID | None:
    """The card of the next letter of the same pack or opening; None when all are entered."""
    told = read_source(source)
    row = row_of(actor, told) if told else None
    following: Source | None = None
    if isinstance(row, PackLetter):
        waiting = row.pack.letters.filter(item=None, is_dismissed=False).exclude(pk=row.pk)
        found = waiting.filter(position__gt=row.position).first() or waiting.first()
        following = Source("letter", found.pk) if found else None
    elif isinstance(row, BoxLetter):
        left = row.opening.letters.filter(item=None).exclude(pk=row.pk).first()
        following = Source("box", left.pk) if left else None
    if following is None:
        return None
    try:
        return open_card(actor=actor, source=following)
    except (NotFound, RuleBroken):
        return None  # another person is at it; the list shows what is left


def _tie(actor: Actor, row: Row, receipt: Receipt) -> None:
    if row.item_id == receipt.item_id:
        return
    if row.item_id is not None:
        number = row.item.number if row.item else ""
        raise RuleBroken("registered", f"Это уже зарегистрировано под № {number}. Вторая карточка не нужна.")
    row.item_id = receipt.item_id
    row.save(update_fields=["item"])
    if isinstance(row, PackLetter):
        end_when_done(row.pack)
    audit.record(actor, "tie_source", row, f"Стало обращением {receipt.number}")
