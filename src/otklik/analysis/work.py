"""The day's work of a person, a unit or the administration: what waits, what is late, twelve weeks, units compared."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from django.db.models import Count
from django.db.models.functions import TruncDate

from otklik.accounts.enums import Role
from otklik.analysis.policies import sees_whole
from otklik.base.actor import Actor
from otklik.base.errors import NotFound
from otklik.catalog.models import Department
from otklik.catalog.queries import administration_by_slug
from otklik.intake.models import FeedbackItem
from otklik.intake.policies import can_answer_item
from otklik.intake.queries import QUEUE_LIMIT, queue, today_of
from otklik.intake.querysets import FeedbackItemQuerySet

Scope = Literal["mine", "unit", "all"]
WEEKS = 12
_WEEK = timedelta(days=7)


@dataclass(frozen=True)
class WorkFigure:
    """A number of now; `query` is the registry's filter behind it; at most `QUEUE_LIMIT` are counted."""

    slug: str
    title: str
    count: int
    query: str

    @property
    def shown(self) -> str:
        """The count as text."""
        return f"{QUEUE_LIMIT - 1}+" if self.count >= QUEUE_LIMIT else str(self.count)


@dataclass(frozen=True)
class Week:
    """Appeals received in a week (from Monday), and how many of them still wait."""

    start: date
    received: int
    waiting: int
    query: str

    @property
    def end(self) -> date:
        """Its Sunday."""
        return self.start + _WEEK - timedelta(days=1)


_FIGURES: tuple[tuple[str, str, frozenset[Scope]], ...] = (
    ("open", "Ждут ответа", frozenset({"mine", "unit", "all"})),
    ("today", "Горит сегодня", frozenset({"mine", "unit", "all"})),
    ("soon", "Срок через 3 дня", frozenset({"mine", "unit", "all"})),
    ("overdue", "Просрочено", frozenset({"mine", "unit", "all"})),
    ("nobody", "Без ответственного", frozenset({"unit", "all"})),
    ("unregistered", "Не зарегистрировано в срок", frozenset({"all"})),
    ("unread", "Не прочитано", frozenset({"unit", "all"})),
)


def scopes(actor: Actor) -> list[Scope]:
    """Whose work the person may look at, the nearest first."""
    found: list[Scope] = []
    if can_answer_item(actor):
        found.append("mine")
    if unit_of(actor) is not None and actor.has(Role.SPECIALIST, Role.ORGANIZER, Role.HEAD):
        found.append("unit")
    if sees_whole(actor) or actor.has(Role.REGISTRAR):
        found.append("all")
    return found


def unit_of(actor: Actor) -> Department | None:
    """The unit that the person heads, else his own."""
    units = Department.objects.filter(administration_id=actor.administration_id)
    led = units.filter(head_id=actor.user_id).first() if actor.user_id else None
    return led or units.filter(pk=actor.department_id or 0).first()


def work_figures(actor: Actor, scope: Scope) -> list[WorkFigure]:
    """What waits now, each figure with its list. NotFound for a scope that is not the person's."""
    pairs = _pairs(actor, scope)
    found = []
    for slug, title, where in _FIGURES:
        if scope in where:
            items = _of(queue(actor, slug), actor, scope)
            count = items.order_by().values("pk")[:QUEUE_LIMIT].count()
            found.append(WorkFigure(slug, title, count, "&".join((f"queue={slug}", *pairs))))
    return found


def weeks(actor: Actor, scope: Scope) -> list[Week]:
    """Twelve weeks up to the running one, oldest first: received, and still waiting of them."""
    today, pairs = today_of(actor), _pairs(actor, scope)
    zone = ZoneInfo(administration_by_slug(actor.administration_slug).time_zone)
    monday = today - timedelta(days=today.weekday())
    starts = [monday - _WEEK * back for back in range(WEEKS - 1, -1, -1)]
    since = datetime.combine(starts[0], time.min, zone)
    items = _of(FeedbackItem.objects.visible_to(actor), actor, scope).appeals().filter(received_at__gte=since)
    received, waiting = _by_week(items, zone), _by_week(items.open(), zone)
    return [
        Week(
            start,
            received.get(start, 0),
            waiting.get(start, 0),
            "&".join(("population=appeals", *_days(start), *pairs)),
        )
        for start in starts
    ]


def _by_week(items: FeedbackItemQuerySet, zone: ZoneInfo) -> Mapping[date, int]:
    """Counts by the Monday of the week of receipt, in local days."""
    rows = items.order_by().values_list(TruncDate("received_at", tzinfo=zone)).annotate(count=Count("pk"))
    found: dict[date, int] = {}
    for day, count in rows:
        monday = day - timedelta(days=day.weekday())
        found[monday] = found.get(monday, 0) + count
    return found


def _days(start: date) -> tuple[str, str]:
    return f"received_from={start}", f"received_to={start + _WEEK - timedelta(days=1)}"


def _of(items: FeedbackItemQuerySet, actor: Actor, scope: Scope) -> FeedbackItemQuerySet:
    if scope == "mine":
        return items.filter(assignee_id=actor.user_id)
    if scope == "unit":
        unit = unit_of(actor)
        return items.filter(department=unit) if unit else items.none()
    return items


def _pairs(actor: Actor, scope: Scope) -> tuple[str, ...]:
    """The scope as words of the registry's address."""
    if scope not in scopes(actor):
        raise NotFound
    unit = unit_of(actor) if scope == "unit" else None
    if scope == "mine":
        return ("assignee=me",)
    return (f"department={unit.slug}",) if unit else ()
