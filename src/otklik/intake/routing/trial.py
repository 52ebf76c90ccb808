"""A dry run of the rules over a past quarter: how often each would have sent where people sent."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db.models import Prefetch, Q

from otklik.accounts.models import User
from otklik.base.actor import Actor
from otklik.base.errors import NotFound
from otklik.catalog.models import Channel, Department, Process
from otklik.catalog.queries import procedure_of
from otklik.core.appeals import Audience, ItemStatus
from otklik.core.periods import Quarter
from otklik.core.routing import Facts
from otklik.intake.models import AppealQuestion, FeedbackItem
from otklik.intake.policies import can_manage_routing
from otklik.intake.routing.deciding import decision_on
from otklik.intake.routing.rules import Destination, rulebook

#: Newest messages of the quarter that a run looks at.
MOST = 5000
MOST_EXAMPLES = 3


@dataclass(frozen=True)
class RuleScore:
    """One rule over the run: how often it fired first, how often people had sent there too, where they sent instead."""

    rule_id: int
    title: str
    fired: int
    right: int
    instead: tuple[tuple[str, int], ...]
    wrong_ids: tuple[int, ...]

    @property
    def share(self) -> float | None:
        """Right of fired; None when it never fired."""
        return self.right / self.fired if self.fired else None


@dataclass(frozen=True)
class DryRun:
    """The run: messages looked at, of which nobody's rule fired, and the score of each rule in its order."""

    quarter: Quarter
    seen: int
    unmatched: int
    scores: tuple[RuleScore, ...]
    is_cut: bool

    @property
    def right(self) -> int:
        """Sent where people sent, by all rules."""
        return sum(score.right for score in self.scores)

    @property
    def fired(self) -> int:
        """Sent by any rule."""
        return sum(score.fired for score in self.scores)


def dry_run(actor: Actor, quarter: Quarter) -> DryRun:
    """Try the rules on external messages of the quarter that people have sent to a unit or to another body.

    Topics and processes are those that readers gave, so that rules by topic are tried as they act after reading.
    """
    if not can_manage_routing(actor):
        raise NotFound
    book = rulebook(actor.administration_id)
    items = _items(actor, quarter)
    slugs = _Slugs(actor.administration_id)
    people = dict(User.objects.filter(administration_id=actor.administration_id).values_list("pk", "full_name"))
    fired: Counter[int] = Counter()
    right: Counter[int] = Counter()
    instead: dict[int, Counter[str]] = {}
    wrong: dict[int, list[int]] = {}
    for item in items:
        decision = decision_on(book, slugs.facts(item))
        if decision is None:
            continue
        rule_id = decision.trial.rule.id
        fired[rule_id] += 1
        if _agrees(item, decision.destination):
            right[rule_id] += 1
        else:
            instead.setdefault(rule_id, Counter())[slugs.where(item, people)] += 1
            wrong.setdefault(rule_id, []).append(item.pk)
    scores = tuple(
        RuleScore(
            rule.id,
            rule.title,
            fired[rule.id],
            right[rule.id],
            tuple(instead.get(rule.id, Counter()).most_common(MOST_EXAMPLES)),
            tuple(wrong.get(rule.id, ())[:MOST_EXAMPLES]),
        )
        for rule in book.router.rules
    )
    return DryRun(quarter, len(items), len(items) - sum(fired.values()), scores, len(items) >= MOST)


class _Slugs:
    """Catalogue of the administration by id, so that five thousand messages join nothing."""

    def __init__(self, administration_id: int) -> None:
        own = {"administration_id": administration_id}
        self._channels: Mapping[int, str] = dict(Channel.objects.filter(**own).values_list("pk", "slug"))
        self._processes: Mapping[int, str] = dict(Process.objects.filter(**own).values_list("pk", "slug"))
        self._units: Mapping[int, str] = dict(Department.objects.filter(**own).values_list("pk", "title"))

    def facts(self, item: FeedbackItem) -> Facts:
        """What the rules are told."""
        return Facts(
            text=f"{item.title}\n{item.text}",
            place=item.place,
            channel=self._channels.get(item.channel_id, ""),
            kind=item.kind,
            process=self._processes.get(item.process_id or 0, ""),
            topics=tuple(question.topic.code for question in item.questions.all() if question.topic),
        )

    def where(self, item: FeedbackItem, people: Mapping[int, str]) -> str:
        """Where people sent it, in words."""
        unit = self._units.get(item.department_id or 0, "")
        return unit or people.get(item.assignee_id or 0, "") or "другому органу"


def _items(actor: Actor, quarter: Quarter) -> list[FeedbackItem]:
    questions = Prefetch("questions", AppealQuestion.objects.filter(topic__isnull=False).select_related("topic"))
    zone = ZoneInfo(procedure_of(actor.administration_slug).act.time_zone)
    first, after = quarter.start_on, quarter.end_on + timedelta(days=1)
    begin, end = (datetime.combine(day, time.min, zone) for day in (first, after))
    rows = FeedbackItem.objects.visible_to(actor).filter(received_at__gte=begin, received_at__lt=end)
    sent = Q(department__isnull=False) | Q(assignee__isnull=False)
    rows = rows.filter(sent, audience=Audience.EXTERNAL)
    return list(rows.prefetch_related(questions).newest_first()[:MOST])


def _agrees(item: FeedbackItem, destination: Destination) -> bool:
    if destination.body_id:
        return item.status == ItemStatus.FORWARDED
    return item.department_id == destination.department_id and destination.assignee_id in {None, item.assignee_id}
