"""Cards that the registrar has begun and not registered yet: only his own, and only here."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from otklik.base.actor import Actor
from otklik.base.models import StoredFile
from otklik.intake.models import CardDraft

#: What a line of the list shows of the text.
LETTERS_SHOWN = 60


@dataclass(frozen=True)
class BegunCard:
    """A card of the list: whose it seems to be, when it was touched last."""

    key: UUID
    title: str
    changed_at: datetime


def begun_cards(actor: Actor) -> list[BegunCard]:
    """The actor's cards that wait, the last touched first."""
    waiting = _own(actor).filter(item=None, digest="").order_by("-changed_at")
    return [BegunCard(draft.key, title_of(draft.fields), draft.changed_at) for draft in waiting]


def begun_card(actor: Actor, key: UUID) -> CardDraft | None:
    """The actor's own card by its key, registered or not."""
    return _own(actor).filter(key=key).select_related("item").first()


def files_of(draft: CardDraft) -> tuple[StoredFile, ...]:
    """Files that came with the card when it was brought back."""
    return tuple(draft.files.order_by("pk"))


def title_of(fields: Mapping[str, str]) -> str:
    """«Сидорова Н. И.», or the first words of the text, or nothing but that it was begun."""
    shown = fields.get("name") or fields.get("organization") or fields.get("text") or ""
    words = " ".join(shown.split())
    if not words:
        return "без имени и текста"
    return words if len(words) <= LETTERS_SHOWN else f"{words[:LETTERS_SHOWN].rstrip()}…"


def _own(actor: Actor) -> QuerySet[CardDraft]:
    own = CardDraft.objects.filter(administration_id=actor.administration_id)
    return own.none() if actor.user_id is None else own.filter(user_id=actor.user_id)
