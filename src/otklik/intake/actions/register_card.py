"""The registrar's card becomes an item, once: a second click or the back button finds what it became."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac

from otklik.base.actor import Actor
from otklik.base.errors import NotFound, RuleBroken
from otklik.base.models import StoredFile
from otklik.base.scan_folder import forget_scan, take_scan
from otklik.catalog.models import Department, Topic
from otklik.core.incoming import IncomingFeedback
from otklik.intake.actions.receive_feedback import NewQuestion, Receipt, receive_feedback
from otklik.intake.models import CardDraft
from otklik.intake.policies import can_register_item
from otklik.intake.queries import today_of

MOST_QUESTIONS = 20


@dataclass(frozen=True)
class Card:
    """What the registrar sent: the message, its questions, its files, and the scans of the folder that he picked.

    `typed` are the fields as they stood on the page: by them a second click is told from another appeal.
    """

    key: UUID
    incoming: IncomingFeedback
    typed: Mapping[str, str]
    questions: tuple[NewQuestion, ...] = ()
    files: tuple[StoredFile, ...] = ()
    scans: tuple[str, ...] = ()
    department_id: int | None = None
    repeat_of_id: int | None = None
    topic_id: int | None = None


@transaction.atomic
def register_card(*, actor: Actor, card: Card) -> Receipt:
    """Register what the card holds; its draft is erased, picked scans leave the scanner's folder.

    The same card sent again gives the receipt of the same item, without the secret code, which was told already.
    RuleBroken when the card was registered and has been changed since. Порядок: murashi 2.2, 4.1, biysk 3, livny 3.
    """
    if not can_register_item(actor) or actor.user_id is None:
        raise NotFound
    digest = _digest(card)
    draft, _ = CardDraft.objects.select_for_update().get_or_create(
        user_id=actor.user_id,
        key=card.key,
        defaults={"administration_id": actor.administration_id, "tab": "", "changed_at": timezone.now()},
    )
    if draft.administration_id != actor.administration_id:
        raise NotFound
    if draft.digest:
        return _again(actor, draft, digest)
    _check_questions(actor, card.questions)
    receipt = receive_feedback(
        actor=actor,
        incoming=card.incoming,
        files=(*card.files, *_scanned(actor, card.scans)),
        department_id=card.department_id,
        repeat_of_id=card.repeat_of_id,
        topic_id=card.topic_id,
        questions=card.questions,
    )
    draft.item_id, draft.digest, draft.fields, draft.changed_at = receipt.item_id, digest, {}, timezone.now()
    draft.save()
    draft.files.clear()
    return receipt


def _digest(card: Card) -> str:
    content = json.dumps(sorted(card.typed.items()), ensure_ascii=False)
    return salted_hmac("otklik.card", content.encode("utf-8", "replace"), algorithm="sha256").hexdigest()


def _again(actor: Actor, draft: CardDraft, digest: str) -> Receipt:
    item = draft.item
    if item is not None and draft.digest == digest:
        day = item.registered_on or today_of(actor)
        return Receipt(item.pk, item.number, "", item.due_on, day)
    number = f"под № {item.number}" if item else "раньше"
    message = (
        f"Эта карточка уже зарегистрирована {number}, а теперь в ней другое. "
        "Если это новое обращение, нажмите «Зарегистрировать» ещё раз."
    )
    raise RuleBroken("card_registered", message)


def _check_questions(actor: Actor, questions: tuple[NewQuestion, ...]) -> None:
    if len(questions) > MOST_QUESTIONS:
        raise RuleBroken("too_many", f"В одном обращении не больше {MOST_QUESTIONS} вопросов.")
    units = {one.department_id for one in questions if one.department_id is not None}
    topics = {one.topic_id for one in questions if one.topic_id is not None}
    own = actor.administration_id
    found = Department.objects.filter(administration_id=own, pk__in=units).count()
    known = Topic.objects.filter(edition__administration_id=own, pk__in=topics).count()
    if (found, known) != (len(units), len(topics)):
        raise NotFound


def _scanned(actor: Actor, tokens: tuple[str, ...]) -> tuple[StoredFile, ...]:
    """Scans as stored files; each leaves the folder when everything is stored."""
    slug, stored = actor.administration_slug, []
    for token in dict.fromkeys(tokens):
        file, name = take_scan(actor.administration_id, slug, token)
        stored.append(file)
        transaction.on_commit(partial(forget_scan, slug, name))
    return tuple(stored)
