"""Taking in one message: the item, its case with number and clock, its contact."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import cast
from uuid import UUID

from django.db import IntegrityError
from django.db.models import Model
from django.utils import timezone

from otklik.base import audit
from otklik.base.actor import Actor
from otklik.base.early_release import locks_released_early
from otklik.base.errors import RuleBroken
from otklik.base.events import FeedbackReceived, publish
from otklik.base.models import StoredFile
from otklik.core.appeals import Audience, ItemKind, ItemStatus
from otklik.core.deadlines import Deadline
from otklik.core.incoming import IncomingFeedback
from otklik.core.periods import Quarter, local_date
from otklik.intake.clock import deadline_of, legal_class_of
from otklik.intake.models import Appeal, AppealQuestion, Attachment, Contact, FeedbackItem, ItemRouting, question_of
from otklik.intake.numbers import new_tracking_code, next_number, tracking_digest
from otklik.intake.placement import Place, find_place
from otklik.intake.routing.deciding import mark_to_forward, told
from otklik.intake.routing.listening import route_arriving
from otklik.intake.row_inserts import insert_row, insert_rows
from otklik.intake.source_keys import source_key_hex

#: What is stored beside the item.
Part = AppealQuestion | Appeal | Contact | Attachment | ItemRouting


@dataclass(frozen=True)
class Receipt:
    """What the sender is told: number, secret code, last day for the answer (None when no clock runs)."""

    item_id: int
    number: str
    tracking_code: str
    due_on: date | None
    registered_on: date
    is_new: bool = True


@dataclass(frozen=True)
class NewQuestion:
    """One of several questions of a text: its words, topic and unit, both of the same administration."""

    text: str
    topic_id: int | None = None
    department_id: int | None = None


def receive_feedback(
    *,
    actor: Actor,
    incoming: IncomingFeedback,
    files: tuple[StoredFile, ...] = (),
    consent_version: str = "",
    department_id: int | None = None,
    repeat_of_id: int | None = None,
    topic_id: int | None = None,
    reason_id: int | None = None,
    questions: Sequence[NewQuestion] = (),
) -> Receipt:
    """Store and register one message; the same message of one source twice is one item.

    Without `questions` the text asks one thing, of the given topic.

    RuleBroken for an empty text or an unknown channel. Порядок: murashi 2.2, 4.1, biysk 3, livny 3.
    """
    if not incoming.text.strip():
        raise RuleBroken("text_empty", "Напишите текст сообщения: без него нечего рассматривать.", "text")
    key = UUID(source_key_hex(incoming)) if incoming.source_number else None
    place = find_place(actor, incoming, topic_id=topic_id, reason_id=reason_id)
    item, deadline, registered_at = build_item(place, incoming, department_id)
    item.source_key = key
    routed = route_arriving(actor, item)
    parts: list[Part] = [*_questions(item, place, questions), *(Attachment(file=file) for file in files)]
    if item.is_appeal:
        parts.append(_case(actor, incoming, deadline, registered_at, repeat_of_id))
    if any((incoming.name, incoming.email, incoming.phone, incoming.address, incoming.organization, incoming.inn)):
        parts.append(_contact(incoming, consent_version))
    if routed:
        parts.append(ItemRouting(**told(item, routed, item.received_at)))
    try:
        code = _store(actor, place, incoming, item, parts, body_id=routed.destination.body_id if routed else None)
    except IntegrityError:  # a second click: rare, so that nobody looks for it beforehand
        known = FeedbackItem.objects.filter(administration=actor.administration_id, source_key=key).first()
        if key is None or known is None:
            raise
        return _known(known)
    return Receipt(item.pk, item.number, code, item.due_on, cast("date", item.registered_on))


@locks_released_early()
def _store(
    actor: Actor,
    place: Place,
    incoming: IncomingFeedback,
    item: FeedbackItem,
    parts: Sequence[Part],
    *,
    body_id: int | None,
) -> str:
    """Number and store what is ready; the tracking code. The sequence is held from here to the end only."""
    code = new_tracking_code()
    item.tracking_digest = tracking_digest(code)
    item.number = next_number(place.administration, ItemKind(item.kind), cast("date", item.registered_on))
    insert_row(item)
    for part in parts:
        part.item = item
    rows: list[Model] = [*parts]
    if not is_anonymous(actor, item, incoming):  # counted by the day: see `count_anonymous`
        told = f"Принято: {item.number}"
        rows.append(audit.entry(actor, "receive", item, told, channel=place.channel.slug, kind=item.kind))
    insert_rows(rows)
    if body_id:
        mark_to_forward(item, body_id, by_id=None)
    publish(FeedbackReceived(actor, item.pk, item))
    return code


def _questions(item: FeedbackItem, place: Place, questions: Sequence[NewQuestion]) -> list[AppealQuestion]:
    if not questions:
        return [question_of(item, topic=place.topic, reason=place.reason)]
    return [
        question_of(
            item, position=position, text=one.text, topic_id=one.topic_id, department_id=one.department_id,
            reason=place.reason,
        )
        for position, one in enumerate(questions, start=1)
    ]  # fmt: skip


def _known(item: FeedbackItem) -> Receipt:
    """What was taken in before; its secret code was told then and is not told again."""
    day = item.registered_on or local_date(item.received_at, item.administration.time_zone)
    return Receipt(item.pk, item.number, "", item.due_on, day, is_new=False)


def is_anonymous(actor: Actor, item: FeedbackItem, incoming: IncomingFeedback) -> bool:
    """An employee wrote without a name: nothing may be kept that tells who was at work at that minute."""
    named = incoming.name or incoming.email or incoming.phone
    return actor.kind == "public" and item.audience == Audience.INTERNAL and not named


def build_item(
    place: Place, incoming: IncomingFeedback, department_id: int | None
) -> tuple[FeedbackItem, Deadline | None, datetime]:
    """The row with its quarter, legal class and clock; not saved."""
    administration, channel = place.administration, place.channel
    kind = incoming.kind or ItemKind.OTHER
    audience = incoming.audience or Audience(channel.audience)
    registered_at = incoming.registered_at or max(incoming.received_at, timezone.now())
    registered_on = local_date(registered_at, administration.time_zone)
    legal_class = legal_class_of(channel.legal_class, kind, audience)
    deadline = deadline_of(
        administration, legal_class, registered_on, registered_at=registered_at, channel=channel.slug,
        calendar=place.calendar,
    )  # fmt: skip
    item = FeedbackItem(
        administration=administration,
        audience=audience.value,
        kind=kind.value,
        status=ItemStatus.REGISTERED.value,
        channel=channel,
        legal_class=legal_class.value,
        form=incoming.form.value,
        sender_kind=incoming.sender_kind.value,
        subject=incoming.subject or (place.process.subject if place.process else ""),
        process=place.process,
        department_id=department_id or (place.process.organizer_id if place.process else None),
        received_at=incoming.received_at,
        quarter=Quarter.of(local_date(incoming.received_at, administration.time_zone)).key,
        registered_on=registered_on,
        due_on=deadline.due_on if deadline else None,
        title=incoming.title[:300],
        text=incoming.text.strip(),
        place=incoming.place[:300],
        source_number=incoming.source_number[:100],
    )
    return item, deadline, registered_at


def _case(
    actor: Actor,
    incoming: IncomingFeedback,
    deadline: Deadline | None,
    registered_at: datetime,
    repeat_of_id: int | None,
) -> Appeal:
    repeat = repeat_of_id and FeedbackItem.objects.visible_to(actor).filter(pk=repeat_of_id).first()
    return Appeal(
        registered_at=registered_at,
        registered_by_id=actor.user_id,
        due_explanation=deadline.as_json() if deadline else {},
        author_count=max(1, incoming.author_count),
        repeat_of=repeat or None,
    )


def _contact(incoming: IncomingFeedback, consent_version: str) -> Contact:
    return Contact(
        name=incoming.name[:300],
        email=incoming.email[:254],
        phone=incoming.phone[:60],
        address=incoming.address[:500],
        organization=incoming.organization[:300],
        inn=incoming.inn[:12],
        first_signatory=incoming.first_signatory[:300] or None,
        consent_version=consent_version,
        consent_at=timezone.now() if consent_version else None,
    )
