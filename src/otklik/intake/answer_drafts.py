"""Drafts of an answer: one's own, those of others at the same item, and what changed meanwhile."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone

from otklik.base.actor import Actor
from otklik.intake.models import AnswerDraft, CaseEvent, FeedbackItem

#: A draft of another that was touched so lately means that both write at once.
WRITING = timedelta(minutes=15)
#: After so long nobody comes back to a draft, and it goes with what it says.
FORGOTTEN_AFTER = timedelta(days=60)


@dataclass(frozen=True)
class OtherDraft:
    """What another person has typed for the item."""

    name: str
    text: str
    at: datetime

    @property
    def is_writing(self) -> bool:
        """Touched within the last minutes."""
        return timezone.now() - self.at < WRITING


def own_draft(actor: Actor, item: FeedbackItem) -> AnswerDraft | None:
    """What the person kept for the item, if anything."""
    return AnswerDraft.objects.filter(item_id=item.pk, user_id=actor.user_id or 0).first()


def other_drafts(actor: Actor, item: FeedbackItem) -> list[OtherDraft]:
    """Drafts of colleagues with words in them, the latest first."""
    rows = AnswerDraft.objects.filter(item_id=item.pk).exclude(user_id=actor.user_id or 0).select_related("user")
    found = [OtherDraft(str(row.user), str(row.words.get("text", "")), row.at) for row in rows.order_by("-at")]
    return [draft for draft in found if draft.text.strip()]


def changes_since(actor: Actor, item: FeedbackItem, moment: datetime) -> list[CaseEvent]:
    """What others did with the item after the moment: steps of the case that the person's page does not show yet."""
    events = CaseEvent.objects.filter(item_id=item.pk, at__gt=moment).select_related("by")
    return [event for event in events if event.by_id != actor.user_id]


def forget_old_drafts() -> int:
    """Delete drafts of long ago; returns how many went (152-ФЗ)."""
    count, _ = AnswerDraft.objects.filter(at__lt=timezone.now() - FORGOTTEN_AFTER).delete()
    return count
