"""Reads of events: the list, one with its summary, the statistics by quarter."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, QuerySet, Sum

from otklik.base.actor import Actor
from otklik.base.errors import NotFound
from otklik.base.files import StoredFile
from otklik.catalog.models import Channel
from otklik.core.appeals import ItemKind
from otklik.core.periods import Quarter
from otklik.intake.models import AppealQuestion, FeedbackItem
from otklik.offline.actions.keep_event import EVENT
from otklik.offline.models import Event, EventOpinion
from otklik.offline.querysets import audiences_of

MOST_SHOWN = 60
MOST_TOPICS = 12


@dataclass(frozen=True)
class Summary:
    """What was said at an event: by kind, by topic, how many named themselves."""

    kinds: list[tuple[str, int]]
    topics: list[tuple[str, int]]
    total: int
    named: int


@dataclass(frozen=True)
class QuarterRow:
    """Events of a quarter, heads counted there, opinions voiced."""

    quarter: Quarter
    events: int
    participants: int
    opinions: int


def events(actor: Actor) -> QuerySet[Event]:
    """Events that the person may see, newest first, each with the number of opinions."""
    found = Event.objects.visible_to(actor).select_related("organizer")
    return found.annotate(opinion_count=Count("opinions"))[:MOST_SHOWN]


def event(actor: Actor, event_id: int) -> Event:
    """One event, or NotFound."""
    found = Event.objects.visible_to(actor).select_related("channel", "organizer", "created_by")
    one = found.prefetch_related("participants", "files__file").filter(pk=event_id).first()
    if one is None:
        raise NotFound
    return one


def event_file(actor: Actor, event_id: int, file_id: int) -> StoredFile:
    """A photo or a protocol of the event, or NotFound."""
    found = event(actor, event_id).files.select_related("file").filter(pk=file_id).first()
    if found is None:
        raise NotFound
    return found.file


def opinions(actor: Actor, one: Event) -> QuerySet[FeedbackItem]:
    """Items of the event that the person may see, in the order of entry."""
    return FeedbackItem.objects.visible_to(actor).filter(event_opinion__event=one).order_by("pk")


def summary_of(actor: Actor, one: Event) -> Summary:
    """Counts of what was said."""
    items = opinions(actor, one)
    kinds = Counter(dict(items.order_by().values_list("kind").annotate(Count("pk"))))
    asked = AppealQuestion.objects.filter(item__event_opinion__event=one, topic__isnull=False)
    topics = asked.order_by().values_list("topic__name").annotate(number=Count("pk")).order_by("-number")
    return Summary(
        kinds=[(kind.label, kinds[kind.value]) for kind in ItemKind if kinds[kind.value]],
        topics=list(topics[:MOST_TOPICS]),
        total=sum(kinds.values()),
        named=items.filter(contact__isnull=False).count(),
    )


def by_quarter(actor: Actor, today: date) -> list[QuarterRow]:
    """The last four quarters with events, the present one first."""
    quarter, rows = Quarter.of(today), []
    for _ in range(4):
        found = Event.objects.visible_to(actor).filter(on__gte=quarter.start_on, on__lte=quarter.end_on)
        counted = found.aggregate(events=Count("pk"), heads=Sum("participant_count"))
        voiced = EventOpinion.objects.filter(event__in=found.order_by().values("pk")).count()
        rows.append(QuarterRow(quarter, counted["events"], counted["heads"] or 0, voiced))
        quarter = quarter.previous()
    return [row for row in rows if row.events]


def has_channel(actor: Actor) -> bool:
    """The decree or the settings know a channel of events."""
    own = Channel.objects.filter(administration_id=actor.administration_id, kind=EVENT, is_active=True)
    return own.filter(audience__in=audiences_of(actor)).exists()


def event_of_item(actor: Actor, item_id: int) -> Event | None:
    """The event at which the item was voiced."""
    return Event.objects.visible_to(actor).filter(opinions__item_id=item_id).first()
