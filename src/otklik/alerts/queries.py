"""Reads of alerts: the page, the count in the rail, those of an item, the trial of the lists on a text."""

from dataclasses import dataclass

from django.db.models import Q

from otklik.alerts.models import Alert, AlertChoice, AlertQuerySet, Level
from otklik.alerts.policies import can_manage_alerts
from otklik.alerts.thresholds import Thresholds
from otklik.alerts.watch_lists import Finding, Watched, watch_lists, watchbook
from otklik.alerts.ways import DANGER_WAYS, OTHER_WAYS, WAYS, Way
from otklik.base.actor import Actor
from otklik.base.errors import NotFound
from otklik.catalog.queries import administration_by_slug
from otklik.intake.models import FeedbackItem

__all__ = ["Alert", "Finding", "Level", "Thresholds", "Watched", "Way"]
PAGE_SIZE = 30
MOST_PAGES = 100
#: A count above it is shown as «99+».
COUNT_LIMIT = 100
TABS = ("open", "danger", "surge", "deadline", "attention", "closed")


@dataclass(frozen=True)
class AlertCount:
    """How many alerts wait for the person (COUNT_LIMIT at most), and whether an open one is a danger."""

    count: int
    has_danger: bool

    @property
    def shown(self) -> str:
        """«12», or «99+»."""
        return f"{COUNT_LIMIT - 1}+" if self.count >= COUNT_LIMIT else str(self.count)


@dataclass(frozen=True)
class AlertPage:
    """Alerts of a tab, dangers first, then the newest; the number of the page, and whether another follows."""

    tab: str
    alerts: tuple[Alert, ...]
    number: int
    has_next: bool


def alert_page(actor: Actor, tab: str = "open", number: int = 1) -> AlertPage:
    """One page of the person's alerts; an unknown tab is the open ones. Nobody turns more than MOST_PAGES."""
    chosen = tab if tab in TABS else "open"
    number = min(max(number, 1), MOST_PAGES)
    rows = _tab(Alert.objects.visible_to(actor), chosen)
    order = ("-pk",) if chosen == "closed" else ("-level", "-pk")  # «danger» comes after «attention»
    shown = rows.select_related("item", "item__department", "item__assignee", "department", "closed_by")
    first = (number - 1) * PAGE_SIZE
    found = list(shown.defer("item__text").order_by(*order)[first : first + PAGE_SIZE + 1])
    return AlertPage(chosen, tuple(found[:PAGE_SIZE]), number, has_next=len(found) > PAGE_SIZE)


def _tab(alerts: AlertQuerySet, tab: str) -> AlertQuerySet:
    if tab == "closed":
        return alerts.filter(state=Alert.State.CLOSED)
    if tab == "open":
        return alerts.open().exclude(_attention())
    kinds = {
        "danger": Q(level=Level.DANGER),
        "surge": Q(kind=Alert.Kind.SURGE),
        "deadline": Q(kind=Alert.Kind.DEADLINE),
        "attention": _attention(),
    }
    return alerts.open().filter(kinds[tab])


def _attention() -> Q:
    """Sharp words without danger: shown beside the message and under a tab of their own, never counted."""
    return Q(kind=Alert.Kind.WORDS, level=Level.ATTENTION)


def waiting_alerts(actor: Actor) -> AlertQuerySet:
    """What waits for the person, COUNT_LIMIT at most."""
    return Alert.objects.visible_to(actor).open().exclude(_attention()).order_by("-pk")[:COUNT_LIMIT]


def waiting_dangers(actor: Actor) -> AlertQuerySet:
    """Dangers that nobody has dealt with, the newest first."""
    return Alert.objects.visible_to(actor).open().filter(level=Level.DANGER).order_by("-pk")


def open_dangers(actor: Actor, limit: int = 3) -> list[Alert]:
    """The newest of them with their items."""
    return list(waiting_dangers(actor).select_related("item").defer("item__text")[:limit])


def alerts_of(actor: Actor, item: FeedbackItem) -> list[Alert]:
    """What was found in the words of an item, the open alerts first; its last days stand on its page anyway."""
    rows = Alert.objects.visible_to(actor).filter(item=item, kind=Alert.Kind.WORDS).select_related("closed_by")
    return sorted(rows.order_by("-pk"), key=lambda alert: alert.state == Alert.State.CLOSED)


def lists_of(actor: Actor) -> list[Watched]:
    """Every list of watched words."""
    return list(watch_lists(actor.administration_id).values())


def watch_list(actor: Actor, slug: str) -> Watched:
    """One list, or NotFound."""
    found = watch_lists(actor.administration_id).get(slug)
    if found is None or not can_manage_alerts(actor):
        raise NotFound
    return found


def tried(actor: Actor, text: str, month: int) -> tuple[Finding, ...]:
    """Which lists would fire for a text of the month."""
    return watchbook(actor.administration_id).findings(text, month)


def thresholds_of(actor: Actor) -> Thresholds:
    """What the administration has set."""
    return Thresholds.of(administration_by_slug(actor.administration_slug).options)


def ways_of(actor: Actor) -> tuple[list[str], list[str]]:
    """The person's ways for danger and for the rest (slugs)."""
    choice = AlertChoice.objects.filter(person_id=actor.user_id).first()
    return (choice.danger_ways, choice.other_ways) if choice else (list(DANGER_WAYS), list(OTHER_WAYS))


def all_ways() -> list[Way]:
    """The ways that are there."""
    return list(WAYS.values())
