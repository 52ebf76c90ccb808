"""An event for gathering opinions: its card, its files, and the opinions voiced, many at once."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from uuid import UUID
from zlib import crc32
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils import timezone

from otklik.base import audit
from otklik.base.actor import Actor
from otklik.base.errors import NotFound, RuleBroken
from otklik.base.models import StoredFile
from otklik.catalog.models import Channel, Department
from otklik.core.appeals import Form, ItemKind, SenderKind
from otklik.core.incoming import IncomingFeedback
from otklik.intake.actions.receive_feedback import receive_feedback
from otklik.intake.queries import today_of
from otklik.offline.models import Event, EventFile, EventOpinion, EventParticipant
from otklik.offline.policies import can_keep_events
from otklik.offline.querysets import audiences_of

EVENT = "event"
MOST_OPINIONS, MOST_LISTED, MOST_PARTICIPANTS = 200, 1000, 1_000_000
NOON = time(12)


@dataclass(frozen=True)
class EventFacts:
    """The card of an event; `participants` are those who agreed to be listed. `key` is made with the page."""

    key: UUID
    title: str
    on: date
    place: str
    purpose: str = ""
    channel: str = ""
    organizer_id: int | None = None
    participant_count: int | None = None
    participants: Sequence[str] = field(default=())


@dataclass(frozen=True)
class Voiced:
    """One line of the entry grid; `row` is its place there, by which a second click is the same opinion."""

    row: int
    text: str
    kind: ItemKind = ItemKind.REVIEW
    name: str = ""
    topic_id: int | None = None


@transaction.atomic
def keep_event(
    *, actor: Actor, facts: EventFacts, event_id: int | None = None, files: tuple[StoredFile, ...] = ()
) -> Event:
    """Begin an event or change its card. The same page sent twice is one event.

    RuleBroken where the decree and the settings know no channel of events. Порядок: murashi 2.2
    """
    event = _event(actor, event_id) if event_id else _new(actor, facts)
    _check(actor, facts)
    units = Department.objects.filter(administration_id=actor.administration_id)
    event.title, event.place = " ".join(facts.title.split())[:300], facts.place.strip()[:300]
    event.on, event.purpose, event.participant_count = facts.on, facts.purpose.strip(), facts.participant_count
    event.organizer = units.filter(pk=facts.organizer_id or 0).first()
    event.save()
    event.participants.all().delete()
    names = [" ".join(name.split())[:300] for name in facts.participants]
    EventParticipant.objects.bulk_create([EventParticipant(event=event, name=name) for name in names if name])
    EventFile.objects.bulk_create([EventFile(event=event, file=file) for file in files])
    audit.record(actor, "keep_event", event, f"Мероприятие: {event.title}")
    return event


@transaction.atomic
def add_opinions(*, actor: Actor, event_id: int, key: UUID, voiced: Sequence[Voiced]) -> int:
    """Register opinions voiced at the event, each an item of its channel; returns how many are new.

    `key` is made with the grid: the same grid sent twice adds nothing. Порядок: murashi 2.2
    """
    event = _event(actor, event_id)
    told = [one for one in voiced if one.text.strip()]
    if not told:
        raise RuleBroken("empty", "Впишите хотя бы одно мнение.")
    if len(told) > MOST_OPINIONS:
        raise RuleBroken("many", f"За один раз вносится не больше {MOST_OPINIONS} мнений: сохраните их частями.")
    moment = _moment(event)
    count = sum(_add(actor, event, key, one, moment) for one in told)
    audit.record(actor, "add_opinions", event, f"Внесено мнений: {count}")
    return count


@transaction.atomic
def remove_event_file(*, actor: Actor, event_id: int, file_id: int) -> None:
    """Take a file off the event's card."""
    event = _event(actor, event_id)
    event.files.filter(pk=file_id).delete()
    audit.record(actor, "remove_event_file", event, "Файл мероприятия убран")


def participants_of(text: str) -> list[str]:
    """Names, one a line, as they were typed."""
    return [line.strip() for line in text.splitlines() if line.strip()]


def _add(actor: Actor, event: Event, key: UUID, one: Voiced, moment: datetime) -> bool:
    incoming = IncomingFeedback(
        text=one.text,
        channel=event.channel.slug,
        received_at=moment,
        kind=one.kind,
        form=Form.ORAL,
        sender_kind=SenderKind.INDIVIDUAL if one.name.strip() else SenderKind.NOT_STATED,
        name=" ".join(one.name.split())[:300],
        source_number=f"{event.number}/{key.hex[:12]}/{one.row}-{crc32(one.text.encode()):08x}",
    )
    receipt = receive_feedback(actor=actor, incoming=incoming, topic_id=one.topic_id, department_id=event.organizer_id)
    _, is_new = EventOpinion.objects.get_or_create(item_id=receipt.item_id, defaults={"event": event})
    return is_new


def _event(actor: Actor, event_id: int) -> Event:
    if not can_keep_events(actor):
        raise NotFound
    seen = Event.objects.visible_to(actor).filter(pk=event_id).values("pk")
    found = Event.objects.select_for_update(of=("self",)).select_related("channel").filter(pk__in=seen).first()
    if found is None:
        raise NotFound
    return found


def _new(actor: Actor, facts: EventFacts) -> Event:
    if not can_keep_events(actor):
        raise NotFound
    known = Event.objects.filter(administration_id=actor.administration_id, request_key=facts.key).first()
    if known is not None:
        return known
    own = Channel.objects.filter(administration_id=actor.administration_id, kind=EVENT, is_active=True)
    channel = (
        (own.filter(slug=facts.channel) if facts.channel else own).filter(audience__in=audiences_of(actor)).first()
    )
    if channel is None:
        raise RuleBroken("no_channel", "В списке каналов нет мероприятий: канал добавляет администратор.")
    return Event(
        administration_id=actor.administration_id,
        channel=channel,
        request_key=facts.key,
        created_at=timezone.now(),
        created_by_id=actor.user_id,
    )


def _check(actor: Actor, facts: EventFacts) -> None:
    if not facts.title.strip():
        raise RuleBroken("title", "Напишите, как называлось мероприятие.", "title")
    if facts.on > today_of(actor):
        raise RuleBroken("on", "Этот день ещё не настал: карточку заполняют после мероприятия.", "on")
    if len(facts.participants) > MOST_LISTED:
        raise RuleBroken("participants", f"В списке не больше {MOST_LISTED} человек.", "participants")
    if facts.participant_count is not None and facts.participant_count < len(facts.participants):
        message = "Участников меньше, чем в списке. Проверьте число."
        raise RuleBroken("participant_count", message, "participant_count")


def _moment(event: Event) -> datetime:
    """Noon of the event's day, never later than now."""
    zone = ZoneInfo(event.administration.time_zone)
    return min(datetime.combine(event.on, NOON, zone), timezone.now())
