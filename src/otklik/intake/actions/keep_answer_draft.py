"""Keeping an answer while it is typed: each person has a draft of their own, and an older window never writes over."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from otklik.base.actor import Actor
from otklik.base.errors import NotFound
from otklik.intake.models import AnswerDraft, FeedbackItem
from otklik.intake.policies import can_answer_item

#: Letters of one field that a draft keeps.
LONGEST_FIELD = 60_000
MOST_FIELDS = 60


@dataclass(frozen=True)
class KeptDraft:
    """The draft as it stands now. `is_older`: the window that asked shows an older text, and nothing was written."""

    version: int
    at: datetime
    words: Mapping[str, str]
    is_older: bool = False


@transaction.atomic
def keep_answer_draft(*, actor: Actor, item_id: int, words: Mapping[str, Any], version: int) -> KeptDraft:
    """Keep what was typed; `version` is what the window began from (0: nothing kept then). Not audited: no act yet.

    A text that another window of the same person changed meanwhile is not overwritten.
    """
    if not can_answer_item(actor) or actor.user_id is None:
        raise NotFound
    if not FeedbackItem.objects.visible_to(actor).filter(pk=item_id).exists():
        raise NotFound
    typed = {name: str(value).replace("\0", "")[:LONGEST_FIELD] for name, value in list(words.items())[:MOST_FIELDS]}
    known = AnswerDraft.objects.select_for_update().filter(item_id=item_id, user_id=actor.user_id).first()
    if known is None:
        known, _ = AnswerDraft.objects.get_or_create(
            item_id=item_id,
            user_id=actor.user_id,
            defaults={"words": typed, "version": version + 1, "at": timezone.now()},
        )
        return _kept(known, is_older=known.words != typed)
    if known.words == typed:
        return _kept(known)
    if known.version > version:
        return _kept(known, is_older=True)
    known.words, known.version, known.at = typed, version + 1, timezone.now()
    known.save(update_fields=["words", "version", "at"])
    return _kept(known)


def _kept(draft: AnswerDraft, *, is_older: bool = False) -> KeptDraft:
    return KeptDraft(draft.version, draft.at, draft.words, is_older)


@transaction.atomic
def drop_answer_draft(*, actor: Actor, item_id: int) -> None:
    """Throw the person's own draft away."""
    AnswerDraft.objects.filter(item_id=item_id, user_id=actor.user_id or 0).delete()
