"""«Контроль сроков»: what runs out or has run out, for the person, for the head of a unit, for the administration.

Every list is a filter of the registry and its first rows, so that the list and the registry behind it never differ.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import TextField, Value
from django.db.models.functions import Concat, Substr

from otklik.accounts.enums import Role
from otklik.accounts.heads import units_headed
from otklik.base.actor import Actor
from otklik.catalog.queries import administration_by_slug, work_calendar
from otklik.core.appeals import ItemStatus
from otklik.core.escalation import EscalationRule, Level
from otklik.core.labels import Labelled
from otklik.core.russian import days_word
from otklik.intake.models import FeedbackItem
from otklik.intake.originals import MARGIN, mask_openings
from otklik.intake.policies import can_answer_item, can_register_item
from otklik.intake.queries import QUEUE_LIMIT, today_of
from otklik.intake.registration_terms import first_day_due_from
from otklik.intake.registry import ME, RegistryFilter
from otklik.intake.registry_page import OPENING_LETTERS
from otklik.intake.registry_rows import registry_rows

MOST = 10


class Scope(Labelled):
    """Whose cases are looked at."""

    OWN = "own", "Мои"
    UNIT = "unit", "Подразделение"
    ALL = "all", "Администрация"


LEVELS = {Scope.OWN: Level.ASSIGNEE, Scope.UNIT: Level.UNIT, Scope.ALL: Level.TOP}


@dataclass(frozen=True)
class DueList:
    """A list: its title, the registry's filter behind it, how many rows (QUEUE_LIMIT at most) and the first of them."""

    slug: str
    title: str
    chosen: RegistryFilter
    count: int
    items: tuple[FeedbackItem, ...]
    is_alarming: bool = False

    @property
    def shown(self) -> str:
        """The count as text."""
        return f"{QUEUE_LIMIT - 1}+" if self.count >= QUEUE_LIMIT else str(self.count)


def escalation_rule(options: dict[str, dict[str, int]]) -> EscalationRule:
    """The administration's own levels, else three days, the last day, one day late."""
    return EscalationRule(**options.get("escalation", {}))


def scopes(actor: Actor) -> list[Scope]:
    """What the person is told of: own cases, those of units that he heads, all of them."""
    allowed = {
        Scope.OWN: can_answer_item(actor) or can_register_item(actor),
        Scope.UNIT: units_headed(actor).exists(),
        Scope.ALL: actor.has(Role.COORDINATOR, Role.HEAD, Role.CONTROLLER),
    }
    return [scope for scope, is_allowed in allowed.items() if is_allowed]


def due_lists(actor: Actor, scope: Scope, *, most: int = MOST) -> list[DueList]:
    """The lists of a scope, the most alarming first; an empty list stays, so that nobody looks for it elsewhere."""
    return [_listed(actor, *one, most=most) for one in _filters(actor, scope, today_of(actor))]


def _filters(actor: Actor, scope: Scope, today: date) -> Iterator[tuple[str, str, RegistryFilter]]:
    options = administration_by_slug(actor.administration_slug).options
    left = escalation_rule(options).threshold(LEVELS[scope])
    own = _within(actor, scope)
    if scope is not Scope.OWN or can_answer_item(actor):
        yield from _by_term(own, left, today)
    if scope is not Scope.OWN:
        yield "nobody", "Без ответственного", own.with_words(queue="nobody")
    if scope is not Scope.OWN or can_register_item(actor):
        yield from _to_register(actor, own.with_words(assignee=""), today)
    if scope is Scope.ALL:
        yield "unread_late", "Не прочитано вовремя", own.with_words(queue="unread_late")


def _by_term(own: RegistryFilter, left: int, today: date) -> Iterator[tuple[str, str, RegistryFilter]]:
    if left < -1:
        title = f"Просрочено на {days_word(-left)} и больше"
        yield "overdue", title, own.with_words(queue="overdue", due_to=today + timedelta(days=left))
    else:
        yield "overdue", "Просрочено", own.with_words(queue="overdue")
    if left >= 0:
        yield "today", "Горит сегодня", own.with_words(queue="today")
    if left > 0:
        first, last = today + timedelta(days=1), today + timedelta(days=left)
        yield "soon", f"Срок — в ближайшие {days_word(left)}", own.with_words(queue="open", due_from=first, due_to=last)


def _to_register(actor: Actor, own: RegistryFilter, today: date) -> Iterator[tuple[str, str, RegistryFilter]]:
    yield "unregistered", "Не зарегистрировано в срок", own.with_words(queue="unregistered")
    calendar = work_calendar(actor.administration_id)
    first, after = first_day_due_from(calendar, today), first_day_due_from(calendar, today + timedelta(days=1))
    if first < after:
        received = {"received_from": first, "received_to": after - timedelta(days=1)}
        waiting = own.with_words(population="appeals", status=(ItemStatus.NEW,), **received)
        yield "register_today", "Зарегистрировать сегодня", waiting


def _within(actor: Actor, scope: Scope) -> RegistryFilter:
    if scope is Scope.OWN:
        return RegistryFilter(assignee=ME)
    if scope is Scope.UNIT:
        return RegistryFilter(department=tuple(units_headed(actor).values_list("slug", flat=True)))
    return RegistryFilter()


def _listed(actor: Actor, slug: str, title: str, chosen: RegistryFilter, *, most: int) -> DueList:
    rows = registry_rows(actor, chosen)
    order = ("due_on", "id") if slug in {"overdue", "today", "soon"} else ("-received_at", "-id")
    opening = Substr(Concat("title", Value(" "), "text", output_field=TextField()), 1, OPENING_LETTERS + MARGIN)
    first = tuple(rows.defer("text").annotate(opening=opening).order_by(*order)[:most])
    mask_openings(first, OPENING_LETTERS)
    count = len(first) if len(first) < most else rows.order_by(*order).values("pk")[:QUEUE_LIMIT].count()
    return DueList(slug, title, chosen, count, first, slug in {"overdue", "unregistered"} and count > 0)
