"""Cards as the page sends them."""

from datetime import UTC, datetime

from otklik.core.appeals import ItemKind
from otklik.core.incoming import IncomingFeedback
from otklik.intake.actions.register_card import Card
from otklik.intake.models import CardDraft


def card_of(draft: CardDraft, text: str = "Не чинят крышу") -> Card:
    """The draft with a text, ready to be registered."""
    incoming = IncomingFeedback(
        text=text,
        channel=draft.fields["channel"],
        received_at=datetime(2025, 3, 14, 9, tzinfo=UTC),
        kind=ItemKind.STATEMENT,
    )
    return Card(key=draft.key, incoming=incoming, typed={**draft.fields, "text": text}, files=tuple(draft.files.all()))
