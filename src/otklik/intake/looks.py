"""Who looked at originals: of one item, and all of them by person, newest first."""

from dataclasses import dataclass

from django.db.models import QuerySet

from otklik.base.actor import Actor
from otklik.base.errors import NotFound
from otklik.intake.models import FeedbackItem, OriginalLook
from otklik.intake.policies import can_view_looks

SHOWN_ON_ITEM = 8
PAGE = 50


@dataclass(frozen=True)
class LookPage:
    """Looks and the key of the older ones (None: there are none)."""

    looks: tuple[OriginalLook, ...]
    before: int | None


def looks_of_item(actor: Actor, item_id: int) -> list[OriginalLook]:
    """The newest looks at an item, one more than are shown; empty without the right."""
    if not can_view_looks(actor):
        return []
    return list(OriginalLook.objects.filter(item_id=item_id).order_by("-pk")[: SHOWN_ON_ITEM + 1])


def looks(actor: Actor, *, person_id: int | None = None, number: str = "", before: int | None = None) -> LookPage:
    """Looks of the administration, of one person or at one item (by its number); NotFound without the right."""
    if not can_view_looks(actor):
        raise NotFound
    found: QuerySet[OriginalLook] = OriginalLook.objects.filter(administration_id=actor.administration_id)
    if person_id is not None:
        found = found.filter(user_id=person_id)
    if number:
        found = found.filter(item_id__in=_numbered(actor, number))
    if before is not None:
        found = found.filter(pk__lt=before)
    rows = list(found.select_related("item").only(*_SHOWN).order_by("-pk")[: PAGE + 1])
    return LookPage(tuple(rows[:PAGE]), rows[PAGE - 1].pk if len(rows) > PAGE else None)


def _numbered(actor: Actor, number: str) -> list[int]:
    items = FeedbackItem.objects.of(actor.administration_id)
    typed = number.strip()
    found = list(items.filter(number=typed.upper()).exclude(number="").values_list("pk", flat=True)[:1])
    bare = typed.removeprefix("№").strip()
    if not found and bare.isdecimal() and len(bare) < 19:  # noqa: PLR2004 - fits a database's integer
        found = list(items.filter(pk=int(bare)).values_list("pk", flat=True))
    return found


_SHOWN = ("at", "person_name", "place", "reason", "user_id", "item__number", "item__audience")
