"""Taking in one message: the item, its case with number and clock, its contact."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from otklik.base import audit
from otklik.base.actor import Actor
from otklik.base.errors import RuleBroken
from otklik.base.events import FeedbackReceived, publish
from otklik.base.models import StoredFile
from otklik.catalog import models as catalog
from otklik.core.appeals import Audience, ItemKind, ItemStatus
from otklik.core.deadlines import Deadline
from otklik.core.incoming import IncomingFeedback
from otklik.core.periods import Quarter, local_date
from otklik.intake.clock import deadline_of, legal_class_of
from otklik.intake.models import Appeal, Attachment, Contact, FeedbackItem, question_of
from otklik.intake.numbers import new_tracking_code, next_number, tracking_digest
from otklik.intake.source_keys import source_key_hex


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
class Place:
    """Where the item stands in the catalogue, looked up once."""

    administration: catalog.Administration
    channel: catalog.Channel
    process: catalog.Process | None
    topic: catalog.Topic | None
    reason: catalog.Reason | None


@transaction.atomic
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
) -> Receipt:
    """Store and register one message; the same message of one source twice is one item.

    RuleBroken for an empty text or an unknown channel. Порядок: murashi 2.2, 4.1, biysk 3, livny 3.
    """
    place = _find_place(actor, incoming, topic_id, reason_id)
    key = UUID(source_key_hex(incoming)) if incoming.source_number else None
    known = key and FeedbackItem.objects.of(actor.administration_id).filter(source_key=key).first()
    if known:
        return Receipt(known.pk, known.number, "", known.due_on, known.registered_on or known.received_at.date(), False)
    code = new_tracking_code()
    item, deadline, registered_at = build_item(place, incoming, department_id)
    registered_on = local_date(registered_at, place.administration.time_zone)
    item.source_key, item.tracking_digest = key, tracking_digest(code)
    item.number = next_number(place.administration, ItemKind(item.kind), registered_on)
    item.save(force_insert=True)
    _add_case(actor, item, deadline, registered_at, author_count=incoming.author_count, repeat_of_id=repeat_of_id)
    question_of(item, topic=place.topic, reason=place.reason).save()
    _add_contact(item, incoming, consent_version)
    Attachment.objects.bulk_create([Attachment(item=item, file=file) for file in files])
    if not is_anonymous(actor, item, incoming):  # counted by the day: see `count_anonymous`
        audit.record(actor, "receive", item, f"Принято: {item.number}", channel=place.channel.slug, kind=item.kind)
    publish(FeedbackReceived(actor, item.pk))
    return Receipt(item.pk, item.number, code, item.due_on, registered_on)


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
        administration, legal_class, registered_on, registered_at=registered_at, channel=channel.slug
    )
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


def _find_place(actor: Actor, incoming: IncomingFeedback, topic_id: int | None, reason_id: int | None) -> Place:
    if not incoming.text.strip():
        raise RuleBroken("text_empty", "Напишите текст сообщения: без него нечего рассматривать.", "text")
    channel = (
        catalog.Channel.objects.select_related("administration")
        .filter(administration_id=actor.administration_id, slug=incoming.channel, is_active=True)
        .first()
    )
    if channel is None:
        raise RuleBroken("channel_unknown", f"Канала «{incoming.channel}» у администрации нет.", "channel")
    own = {"administration_id": actor.administration_id}
    process = catalog.Process.objects.filter(**own, slug=incoming.process).first() if incoming.process else None
    reason = catalog.Reason.objects.filter(**own, pk=reason_id).first() if reason_id else None
    topic = (
        catalog.Topic.objects.filter(edition__administration_id=actor.administration_id, pk=topic_id).first()
        if topic_id
        else None
    )
    return Place(channel.administration, channel, process, topic, reason)


def _add_case(
    actor: Actor,
    item: FeedbackItem,
    deadline: Deadline | None,
    registered_at: datetime,
    *,
    author_count: int,
    repeat_of_id: int | None,
) -> None:
    if not item.is_appeal:
        return
    repeat = repeat_of_id and FeedbackItem.objects.visible_to(actor).filter(pk=repeat_of_id).first()
    Appeal.objects.create(
        item=item,
        registered_at=registered_at,
        registered_by_id=actor.user_id,
        due_explanation=deadline.as_json() if deadline else {},
        author_count=max(1, author_count),
        repeat_of=repeat or None,
    )


def _add_contact(item: FeedbackItem, incoming: IncomingFeedback, consent_version: str) -> None:
    given = (incoming.name, incoming.email, incoming.phone, incoming.address, incoming.organization)
    if not any(given):
        return
    Contact.objects.create(
        item=item,
        name=incoming.name[:300],
        email=incoming.email[:254],
        phone=incoming.phone[:60],
        address=incoming.address[:500],
        organization=incoming.organization[:300],
        inn=incoming.inn[:12],
        consent_version=consent_version,
        consent_at=timezone.now() if consent_version else None,
    )
