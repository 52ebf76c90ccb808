"""How long personal data live: rules of the administration with their defaults, and what falls due by them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from django.db.models import Exists, OuterRef, Q

from otklik.base.actor import Actor
from otklik.base.personal_data import Holder, holders
from otklik.catalog.queries import Administration, administration_by_slug
from otklik.core.appeals import APPEAL_KINDS, OPEN_STATUSES, ItemKind
from otklik.core.periods import YEARS, Quarter
from otklik.intake.models import DestructionRow, FeedbackItem
from otklik.intake.queries import today_of
from otklik.intake.querysets import FeedbackItemQuerySet

APPEALS, MESSAGES = "appeals", "messages"
#: Option of the administration that keeps its own terms.
OPTION = "retention"
#: Nobody needs to know how many more than this fall due: an act takes no more at once anyway.
COUNTED = 1000
LONGEST_DAYS = 36_525
#: Nothing was received before it.
EARLIEST_YEAR = YEARS.start


@dataclass(frozen=True)
class RetentionRule:
    """A kind of records with its term in days; `is_confirmed` once the administration has looked at the default."""

    slug: str
    title: str
    days: int
    ground: str
    is_confirmed: bool = False
    holder: Holder | None = None

    def before(self, today: date) -> date:
        """Records older than this day fall due."""
        return today - timedelta(days=self.days)


_ITEMS = (
    RetentionRule(
        APPEALS,
        "Обращения: предложения, заявления, жалобы, запросы",
        5 * 365 + 1,
        "пять лет после окончания рассмотрения (перечень типовых управленческих архивных документов)",
    ),
    RetentionRule(
        MESSAGES,
        "Сообщения, отзывы и благодарности, не ставшие обращениями",
        3 * 365 + 1,
        "три года со дня поступления: цель — улучшение работы — достигнута",
    ),
)


def retention_rules(administration: Administration) -> list[RetentionRule]:
    """The rules in force: the items', then each holder's own, with the administration's days over the defaults."""
    own: Mapping[str, Mapping[str, int]] = administration.options.get(OPTION, {})
    rules = [*_ITEMS, *(_rule_of(holder) for holder in holders() if holder.expiry)]
    return [_with_own(rule, own.get(rule.slug, {})) for rule in rules]


def _rule_of(holder: Holder) -> RetentionRule:
    expiry = holder.expiry
    assert expiry is not None  # noqa: S101 - the caller chose those that have one
    return RetentionRule(holder.slug, holder.title, expiry.days, expiry.ground, holder=holder)


def _with_own(rule: RetentionRule, own: Mapping[str, int]) -> RetentionRule:
    if not own:
        return rule
    days = int(own.get("days", rule.days))
    return RetentionRule(rule.slug, rule.title, days, rule.ground, is_confirmed=True, holder=rule.holder)


def due_items(administration_id: int, rule: RetentionRule, before: date) -> tuple[FeedbackItemQuerySet, ...]:
    """Items of the rule that ended (or came, where nothing ends) before the day and still name somebody, in no order.

    In two parts, the older first: whole quarters by the monitoring's index, and what the day cuts off its quarter.
    """
    border = Quarter.of(before)
    items = FeedbackItem.objects.of(administration_id)
    begun = datetime.combine(border.start_on - timedelta(days=1), time.min, UTC)
    within = {"received_at__gte": begun, "received_at__lt": datetime.combine(before, time.min, UTC)}
    cut = items.filter(quarter=border.key, **within)
    return tuple(_ended(part, rule, before) for part in (items.filter(quarter__in=_quarters_to(border)), cut))


def _ended(items: FeedbackItemQuerySet, rule: RetentionRule, before: date) -> FeedbackItemQuerySet:
    """Items of the rule's kinds whose consideration is over and whose persons were not forgotten yet."""
    items = items.filter(kind__in=[kind.value for kind in ItemKind if (kind in APPEAL_KINDS) == (rule.slug == APPEALS)])
    if rule.slug == APPEALS:
        ended = Q(answered_on__lt=before) | Q(answered_on__isnull=True)
        items = items.filter(ended).exclude(status__in=[status.value for status in OPEN_STATUSES])
    return items.filter(~Exists(DestructionRow.objects.filter(item=OuterRef("pk"), destroyed_at__isnull=False)))


def _quarters_to(border: Quarter) -> list[int]:
    years = range(EARLIEST_YEAR, border.year + 1)
    keys = (Quarter(year, number).key for year in years for number in (1, 2, 3, 4))
    return [key for key in keys if key < border.key]


@dataclass(frozen=True)
class DueCount:
    """A rule, the day up to which its records fall due, and how many do (COUNTED + 1 at most)."""

    rule: RetentionRule
    before: date
    count: int

    @property
    def shown(self) -> str:
        """«312», or «больше 1000»."""
        return f"больше {COUNTED}" if self.count > COUNTED else str(self.count)


def due_counts(actor: Actor) -> list[DueCount]:
    """What falls due today by each rule."""
    administration, today = administration_by_slug(actor.administration_slug), today_of(actor)
    return [_due_count(administration.pk, rule, today) for rule in retention_rules(administration)]


def _due_count(administration_id: int, rule: RetentionRule, today: date) -> DueCount:
    before = rule.before(today)
    if rule.holder is not None and rule.holder.expiry is not None:
        return DueCount(rule, before, rule.holder.expiry.count(administration_id, before, COUNTED + 1))
    count = 0
    for part in due_items(administration_id, rule, before):
        count += part.order_by().values("pk")[: COUNTED + 1 - count].count() if count <= COUNTED else 0
    return DueCount(rule, before, count)
