"""Reads of intake: queues with counts, one item for its page, status for its author."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from hmac import compare_digest

from django.db.models import Prefetch
from django.utils import timezone

from otklik.base.actor import Actor
from otklik.base.errors import NotFound
from otklik.catalog.queries import Administration, procedure_of
from otklik.core.appeals import ItemStatus
from otklik.core.periods import local_date
from otklik.intake.models import AppealQuestion, FeedbackItem
from otklik.intake.numbers import tracking_digest
from otklik.intake.querysets import FeedbackItemQuerySet

#: A count above it is shown as «999+»: nobody reads the exact number, and counting a million rows is slow.
COUNT_LIMIT = 1000


@dataclass(frozen=True)
class Queue:
    """One queue of the desk: its slug (also the registry's filter), title and count (at most COUNT_LIMIT)."""

    slug: str
    title: str
    count: int

    @property
    def shown(self) -> str:
        """The count as text."""
        return f"{COUNT_LIMIT - 1}+" if self.count >= COUNT_LIMIT else str(self.count)


def today_of(actor: Actor) -> date:
    """The administration's local day."""
    return local_date(timezone.now(), procedure_of(actor.administration_slug).act.time_zone)


def queue(actor: Actor, slug: str) -> FeedbackItemQuerySet:
    """Items of a queue; KeyError for an unknown slug."""
    seen, today = FeedbackItem.objects.visible_to(actor), today_of(actor)
    queues: dict[str, Callable[[], FeedbackItemQuerySet]] = {
        "mine": lambda: seen.open().filter(assignee_id=actor.user_id),
        "unread": seen.unread,
        "today": lambda: seen.due_within(today, 0),
        "soon": lambda: seen.due_within(today, 3),
        "overdue": lambda: seen.overdue(today),
        "nobody": lambda: seen.open().filter(assignee__isnull=True),
        "open": seen.open,
        "all": lambda: seen,
    }
    return queues[slug]()


QUEUE_TITLES = {
    "mine": "Мои",
    "today": "Горит сегодня",
    "overdue": "Просрочено",
    "soon": "Срок через 3 дня",
    "nobody": "Без исполнителя",
    "unread": "Вычитать",
}


def queue_counts(actor: Actor) -> list[Queue]:
    """The desk's queues with counts, each bounded."""
    return [Queue(slug, title, _bounded(queue(actor, slug))) for slug, title in QUEUE_TITLES.items()]


def _bounded(items: FeedbackItemQuerySet) -> int:
    return items.order_by().values("pk")[:COUNT_LIMIT].count()


def item_page(actor: Actor, item_id: int) -> FeedbackItem:
    """One item with everything its page shows, or NotFound."""
    questions = Prefetch("questions", AppealQuestion.objects.select_related("topic", "reason"))
    found = (
        FeedbackItem.objects.visible_to(actor)
        .select_related("administration", "channel", "process", "touchpoint", "department", "assignee", "read_by")
        .select_related("appeal", "appeal__repeat_of", "contact")
        .prefetch_related(questions, "categories", "attachments__file", "events__by", "answers__signed_by")
        .filter(pk=item_id)
        .first()
    )
    if found is None:
        raise NotFound
    return found


def item_by_code(administration: Administration, number: str, code: str) -> FeedbackItem | None:
    """The author's own view by number and secret code; None when they do not fit together."""
    try:
        digest = tracking_digest(code)
    except ValueError:
        return None
    found = (
        FeedbackItem.objects.of(administration.pk)
        .select_related("appeal", "channel", "department", "administration")
        .prefetch_related("events", "answers", "attachments__file")
        .filter(number=number.strip())
        .exclude(tracking_digest="")
        .first()
    )
    return found if found and compare_digest(found.tracking_digest, digest) else None


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
