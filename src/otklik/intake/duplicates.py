"""Is it the same message again? Alike texts among the recent ones, and what the same person sent before."""

from dataclasses import dataclass
from datetime import timedelta

from django.utils import timezone

from otklik.base.actor import Actor
from otklik.core.likeness import DUPLICATE_FROM, likeness
from otklik.intake.applicants import items_of_name
from otklik.intake.models import FeedbackItem
from otklik.intake.name_index import words_of

RECENT = timedelta(days=120)
MOST_COMPARED = 300
MOST_SHOWN = 5
#: Shorter texts resemble everything.
SHORTEST_TEXT = 20


@dataclass(frozen=True)
class Resemblance:
    """An earlier item, and how alike its text is (0..1; None where only the person is the same)."""

    item: FeedbackItem
    share: float | None = None


def likely_duplicates(actor: Actor, text: str) -> list[Resemblance]:
    """Recent items that read alike and name the same numbers, the most alike first."""
    if len(text.strip()) < SHORTEST_TEXT:
        return []
    recent = FeedbackItem.objects.visible_to(actor).filter(received_at__gte=timezone.now() - RECENT)
    compared = recent.newest_first().only(*_SHOWN)[:MOST_COMPARED]
    found = [Resemblance(item, likeness(text, item.text)) for item in compared]
    alike = [one for one in found if (one.share or 0) >= DUPLICATE_FROM]
    return sorted(alike, key=lambda one: -(one.share or 0))[:MOST_SHOWN]


def earlier_of_person(actor: Actor, name: str) -> list[Resemblance]:
    """What came before from a person of this name (every word of it), newest first; needs a name and a surname."""
    if len(words_of(name)) < 2:  # noqa: PLR2004 - one word is half of a citizens' register
        return []
    return [Resemblance(item) for item in items_of_name(actor, name, MOST_SHOWN)]


def item_numbered(actor: Actor, number: str) -> int | None:
    """The id of the item with this registration number, as far as the actor may see it."""
    return (
        FeedbackItem.objects.visible_to(actor)
        .filter(number=number.strip().upper())
        .values_list("pk", flat=True)
        .first()
    )


_SHOWN = ("number", "text", "title", "received_at", "status", "kind")
