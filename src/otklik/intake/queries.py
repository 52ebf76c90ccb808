"""Reads of intake: queues with counts, one item for its page, status for its author."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache, partial

from django.db.models import Prefetch
from django.utils import timezone

from otklik.base.actor import Actor
from otklik.base.errors import NotFound
from otklik.base.planned_once import planned_once
from otklik.base.tallied import Tally, counted, tally_of
from otklik.catalog.queries import Administration, administration_by_slug, procedure_of, work_calendar
from otklik.core.appeals import ItemStatus
from otklik.core.periods import Quarter, local_date
from otklik.core.workdays import WorkCalendar
from otklik.intake.author_access import Ticket, author_item_id
from otklik.intake.models import Answer, AppealQuestion, AuthorAddition, FeedbackItem
from otklik.intake.originals import Place, shown_to
from otklik.intake.querysets import FeedbackItemQuerySet
from otklik.intake.reading_rules import unread_late_before
from otklik.intake.registration_terms import late_before

#: The registry shows a count above it as «1000+»: nobody reads the exact number, and counting a million rows is slow.
COUNT_LIMIT = 1000
#: A queue's count above 99 is shown as «99+»: it stands on every page and has to cost next to nothing.
QUEUE_LIMIT = 100


@dataclass(frozen=True)
class Queue:
    """One queue of the desk: its slug (also the registry's filter), title and count (at most QUEUE_LIMIT)."""

    slug: str
    title: str
    count: int

    @property
    def shown(self) -> str:
        """The count as text."""
        return f"{QUEUE_LIMIT - 1}+" if self.count >= QUEUE_LIMIT else str(self.count)


def today_of(actor: Actor) -> date:
    """The administration's local day."""
    return local_date(timezone.now(), procedure_of(actor.administration_slug).act.time_zone)


def newest_told_quarter(actor: Actor, until: Quarter) -> Quarter | None:
    """The newest quarter, not after `until`, in which anything came; None when nothing ever did."""
    told = FeedbackItem.objects.of(actor.administration_id).filter(quarter__lte=until.key)
    key = told.order_by("-quarter").values_list("quarter", flat=True).first()
    return Quarter.from_key(key) if key else None


def queue(actor: Actor, slug: str) -> FeedbackItemQuerySet:
    """Items of a queue; KeyError for an unknown slug."""
    today = today_of(actor)
    late, unread_late = partial(_late_before, actor, today), partial(_unread_late_before, actor, today)
    return _queues(actor, today, late, unread_late)[slug]()


def _queues(
    actor: Actor, today: date, late: Callable[[], datetime], unread_late: Callable[[], datetime]
) -> dict[str, Callable[[], FeedbackItemQuerySet]]:
    """Every queue by its slug; the moments before which things are late are asked for by the queues that need them."""
    seen = FeedbackItem.objects.visible_to(actor)
    return {
        "mine": lambda: seen.open().filter(assignee_id__in=actor.desks),
        "unread": seen.unread,
        "unread_late": lambda: seen.unread().filter(received_at__lt=unread_late()),
        "today": lambda: seen.due_within(today, 0),
        "soon": lambda: seen.due_within(today, 3),
        "overdue": lambda: seen.overdue(today),
        "nobody": lambda: seen.open().filter(assignee__isnull=True),
        "unregistered": lambda: seen.late_to_register(late()),
        "open": seen.open,
        "all": lambda: seen,
    }


def _unread_late_before(actor: Actor, today: date) -> datetime:
    administration = administration_by_slug(actor.administration_slug)
    return unread_late_before(administration, work_calendar(administration.pk), today)


QUEUE_TITLES = {
    "mine": "Мои",
    "today": "Горит сегодня",
    "overdue": "Просрочено",
    "soon": "Срок через 3 дня",
    "nobody": "Без ответственного",
    "unregistered": "Не зарегистрировано в срок",
    "unread": "Вычитать",
    "unread_late": "Не прочитано вовремя",
}


def queue_counts(actor: Actor, administration: Administration) -> list[Queue]:
    """The desk's queues with counts, each bounded, all in one query, which is made once for a person and a day."""
    today, calendar = today_of(actor), work_calendar(actor.administration_id)
    late, unread_late = _late_before(actor, today, calendar), unread_late_before(administration, calendar, today)
    counts = counted(_tally(actor, today, late, unread_late))
    return [Queue(slug, title, counts[slug]) for slug, title in QUEUE_TITLES.items()]


@lru_cache(maxsize=256)
def _tally(actor: Actor, today: date, late: datetime, unread_late: datetime) -> Tally:
    queues = _queues(actor, today, lambda: late, lambda: unread_late)
    return tally_of({slug: _some(queues[slug](), slug) for slug in QUEUE_TITLES})


def _some(items: FeedbackItemQuerySet, slug: str) -> FeedbackItemQuerySet:
    """As many rows as are counted, in the order of the index that serves the queue."""
    order = {"mine": ["due_on"], "today": ["due_on"], "overdue": ["due_on"], "soon": ["due_on"]}
    return items.order_by(*order.get(slug, ["-received_at", "-id"]))[:QUEUE_LIMIT]


def _late_before(actor: Actor, today: date, calendar: WorkCalendar | None = None) -> datetime:
    zone = procedure_of(actor.administration_slug).act.time_zone
    return late_before(calendar or work_calendar(actor.administration_id), zone, today)


def item_page(actor: Actor, item_id: int, place: Place = Place.CARD) -> FeedbackItem:
    """One item with everything its page shows, masked for who does not need the original, or NotFound.

    An original's reader is written down with the place, by this query itself: no page can forget it (152-ФЗ).
    """
    questions = Prefetch("questions", AppealQuestion.objects.select_related("topic", "reason", "department"))
    rows = (
        FeedbackItem.objects.visible_to(actor)
        .select_related("administration", "channel", "process", "touchpoint", "department", "assignee", "read_by")
        .select_related("appeal", "contact")
        .prefetch_related(questions, "categories", "attachments__file", "events__by", "answers__signed_by")
    )
    with planned_once():
        found = rows.filter(pk=item_id).first()
    if found is None:
        raise NotFound
    return shown_to(actor, found, place)


def item_by_code(administration: Administration, number: str, code: str) -> FeedbackItem | None:
    """The author's own view by number and secret code; None when they do not fit together."""
    item_id = author_item_id(administration.pk, Ticket(number, code))
    if item_id is None:
        return None
    answers = Prefetch("answers", Answer.objects.select_related("mark", "copy").prefetch_related("files__file"))
    additions = Prefetch("additions", AuthorAddition.objects.prefetch_related("files__file"))
    return (
        FeedbackItem.objects.select_related("appeal", "channel", "department", "administration", "contact")
        .prefetch_related("events", answers, additions, "attachments__file")
        .get(pk=item_id)
    )


def next_unread(actor: Actor, after: int | None = None) -> FeedbackItem | None:
    """The next item of the reading queue, oldest first."""
    unread = FeedbackItem.objects.visible_to(actor).unread().order_by("received_at", "id")
    if after is not None:
        current = FeedbackItem.objects.visible_to(actor).filter(pk=after).first()
        if current is not None:
            unread = unread.filter(received_at__gte=current.received_at).exclude(pk=current.pk)
    return unread.first()


def is_ended(item: FeedbackItem) -> bool:
    """Answered, forwarded or closed."""
    return item.status in {ItemStatus.ANSWERED, ItemStatus.CLOSED, ItemStatus.FORWARDED}
