"""Is it the same message again? Alike texts of about the same time, and what the same person sent before."""

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from django.utils import timezone

from otklik.base.actor import Actor
from otklik.base.errors import NotFound
from otklik.core.likeness import Likeness, compare, message_of
from otklik.core.personal_data import mask
from otklik.core.personal_data.spans import MASKS
from otklik.core.text_terms import plain
from otklik.intake.applicants import items_of_name
from otklik.intake.likeness.candidates import candidates
from otklik.intake.models import FeedbackItem
from otklik.intake.name_index import words_of
from otklik.intake.originals import masked_opening

#: A duplicate comes within weeks of the first message; what comes later is a repeat.
NEAR = timedelta(days=120)
MOST_SHOWN = 5
#: Shorter texts resemble everything.
SHORTEST_TEXT = 20
#: Longer texts are compared by their beginnings.
LETTERS = 5000
OPENING_LETTERS = 140
_SHOWN = ("number", "text", "title", "place", "received_at", "status", "kind", "audience", "channel")
_MASK_WORDS = frozenset(plain(mask.strip("[]")) for mask in MASKS)


@dataclass(frozen=True)
class Resemblance:
    """An earlier item, and how alike its text is (0..1; None where only the person is the same).

    Words in common and words that differ are given without names, contacts and other personal data.
    """

    item: FeedbackItem
    share: float | None = None
    is_duplicate: bool = False
    common: tuple[str, ...] = ()
    only_ours: tuple[str, ...] = ()
    only_theirs: tuple[str, ...] = ()
    our_place: str = ""
    their_place: str = ""
    opening: str = field(default="", compare=False)

    @property
    def is_cut(self) -> bool:
        """The opening is not the whole text."""
        return len(self.item.text) > OPENING_LETTERS


@dataclass(frozen=True)
class Compared:
    """A message to look for others like it."""

    text: str
    place: str = ""
    title: str = ""
    at: datetime = field(default_factory=timezone.now)
    item_id: int | None = None

    @property
    def whole(self) -> str:
        """Title and the beginning of the text."""
        return f"{self.title}\n{self.text[:LETTERS]}".strip()


def compared_of(item: FeedbackItem) -> Compared:
    """A stored item as it is compared."""
    return Compared(item.text, item.place, item.title, item.received_at, item.pk)


def item_to_compare(actor: Actor, item_id: int) -> FeedbackItem:
    """The item for comparing alone: its text is shown to nobody, so that no look is noted. NotFound as everywhere."""
    found = FeedbackItem.objects.visible_to(actor).filter(pk=item_id).first()
    if found is None:
        raise NotFound
    return found


def resembling(actor: Actor, ours: Compared, *, most: int = MOST_SHOWN) -> list[Resemblance]:
    """Items that read alike, duplicates (same place) first, then those of other places; the most alike first."""
    if len(ours.text.strip()) < SHORTEST_TEXT:
        return []
    message = message_of(ours.whole, ours.place)
    first, last = ours.at - NEAR, ours.at + NEAR
    ids = [pk for pk in candidates(actor.administration_id, message, (first, last)) if pk != ours.item_id]
    near = FeedbackItem.objects.visible_to(actor).filter(pk__in=ids, received_at__gte=first, received_at__lte=last)
    found = []
    for item in near.only(*_SHOWN).select_related("channel"):
        theirs = message_of(compared_of(item).whole, item.place)
        if message.may_be_like(theirs) and (likeness := compare(message, theirs)).is_alike:
            found.append((item, likeness))
    found.sort(key=lambda pair: (not pair[1].is_duplicate, -pair[1].share, -pair[0].pk))
    return [_shown(ours, item, likeness) for item, likeness in found[:most]]


def likely_duplicates(actor: Actor, text: str, place: str = "") -> list[Resemblance]:
    """Items that read alike and name the same place, the most alike first: for the card as it is typed."""
    return [one for one in resembling(actor, Compared(text, place)) if one.is_duplicate]


def earlier_of_person(actor: Actor, name: str) -> list[Resemblance]:
    """What came before from a person of this name (every word of it), newest first; needs a name and a surname."""
    if len(words_of(name)) < 2:  # noqa: PLR2004 - one word is half of a citizens' register
        return []
    return [replace(Resemblance(item), opening=_opening(item)) for item in items_of_name(actor, name, MOST_SHOWN)]


def item_numbered(actor: Actor, number: str) -> int | None:
    """The id of the item with this registration number, as far as the actor may see it."""
    return (
        FeedbackItem.objects.visible_to(actor)
        .filter(number=number.strip().upper())
        .values_list("pk", flat=True)
        .first()
    )


def _shown(ours: Compared, item: FeedbackItem, likeness: Likeness) -> Resemblance:
    """What is told of the resemblance: compared once more with masks over personal data."""
    first = message_of(mask(ours.whole), ours.place)
    second = message_of(mask(compared_of(item).whole), item.place)
    told = compare(first, second)
    common, only_ours, only_theirs = (
        tuple(word for word in part if word not in _MASK_WORDS)
        for part in (told.common, told.only_ours, told.only_theirs)
    )
    places = first.place.shown, second.place.shown
    words = common, only_ours, only_theirs
    return Resemblance(item, likeness.share, likeness.is_duplicate, *words, *places, _opening(item))


def _opening(item: FeedbackItem) -> str:
    return masked_opening(item.text, OPENING_LETTERS)
