"""The card while it is typed: kept every few seconds for its writer alone, erased when it is registered or given up.

No audit entry is written: a draft is nobody's record yet, and whoever reads the trail has no business with its words.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from otklik.base.actor import Actor
from otklik.base.errors import NotFound, RuleBroken
from otklik.intake.actions.forget_abandoned_files import forget_unused
from otklik.intake.models import CardDraft
from otklik.intake.policies import can_register_item

#: An unfinished card is personal data that nobody asked us to keep: it goes a week after the last key.
KEPT = timedelta(days=7)
#: A registered card leaves its key, so that a second click or the back button finds what it became.
TRACE_KEPT = timedelta(days=2)
#: Cards that one person may have begun; of more the oldest go.
MOST = 30
#: Letters of all fields together: a text of the largest size and the rest.
LARGEST = 600_000


@dataclass(frozen=True)
class Kept:
    """Under which key the card is kept now; the number when it is registered already and was not touched."""

    key: UUID
    number: str = ""


@transaction.atomic
def keep_card_draft(
    *, actor: Actor, key: UUID, tab: str, seen_tab: str, fields: Mapping[str, str], file_ids: tuple[int, ...] = ()
) -> Kept:
    """Keep what is typed. `tab` is the window that writes, `seen_tab` the one whose words it began from.

    A window that has not seen the last words of another gets a draft of its own: neither overwrites the other.
    """
    if not can_register_item(actor) or actor.user_id is None:
        raise NotFound
    clean = _clean(fields)
    draft = CardDraft.objects.select_for_update().filter(user_id=actor.user_id, key=key).first()
    if draft is not None and draft.digest:
        return Kept(key, draft.item.number if draft.item else "")
    if draft is not None and (draft.administration_id != actor.administration_id or draft.tab not in {tab, seen_tab}):
        key, draft = uuid4(), None
    if draft is None:
        _make_room(actor.user_id)
        draft = CardDraft(administration_id=actor.administration_id, user_id=actor.user_id, key=key)
    draft.tab, draft.fields, draft.changed_at = tab[:32], clean, timezone.now()
    draft.save()
    if file_ids:
        draft.files.set(file_ids)
    return Kept(key)


@transaction.atomic
def drop_card_draft(*, actor: Actor, key: UUID) -> None:
    """Give up a card: what was typed and its files are erased; an absent one is no fault."""
    if not can_register_item(actor) or actor.user_id is None:
        raise NotFound
    own = CardDraft.objects.filter(administration_id=actor.administration_id, user_id=actor.user_id)
    _forget(own.filter(key=key, digest="").values_list("pk", flat=True))


@transaction.atomic
def forget_card_drafts() -> int:
    """Erase cards that nobody has touched for days, and the keys of registered ones; returns how many went (152-ФЗ)."""
    now = timezone.now()
    old = Q(changed_at__lt=now - KEPT) | Q(changed_at__lt=now - TRACE_KEPT) & ~Q(digest="")
    return _forget(CardDraft.objects.filter(old).values_list("pk", flat=True))


def _clean(fields: Mapping[str, str]) -> dict[str, str]:
    """No sign that a database refuses; RuleBroken when there is more than any card can hold."""
    clean = {name: value.replace("\0", "") for name, value in fields.items()}
    if sum(map(len, clean.values())) > LARGEST:
        raise RuleBroken("draft_too_large", "Набрано слишком много: черновик не сохранён. Приложите текст файлом.")
    return json.loads(json.dumps(clean, ensure_ascii=False).encode("utf-8", "replace"))  # type: ignore[no-any-return]


def _make_room(user_id: int) -> None:
    waiting = CardDraft.objects.filter(user_id=user_id, digest="").order_by("-changed_at")
    _forget(waiting.values_list("pk", flat=True)[MOST - 1 :])


def _forget(ids: Iterable[int]) -> int:
    gone = list(ids)
    if not gone:
        return 0
    drafts = CardDraft.objects.filter(pk__in=gone)
    file_ids = list(drafts.filter(files__isnull=False).values_list("files", flat=True))
    drafts.delete()
    forget_unused(file_ids)
    return len(gone)
