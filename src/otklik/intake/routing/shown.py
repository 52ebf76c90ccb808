"""Rules of routing as their page shows them: conditions and destination in words, a trial on one message."""

from dataclasses import dataclass

from otklik.base.actor import Actor
from otklik.base.errors import NotFound
from otklik.core.appeals import ItemKind
from otklik.core.routing import Facts, Router, Trial
from otklik.intake.models import RoutingRule
from otklik.intake.policies import can_manage_routing
from otklik.intake.routing.rules import rule_of, titles_of

_MOST_SHOWN = 6


@dataclass(frozen=True)
class ShownRule:
    """A stored rule with its conditions in words and where it sends."""

    row: RoutingRule
    conditions: tuple[tuple[str, str], ...]
    destination: str


@dataclass(frozen=True)
class ShownTrial:
    """A rule tried on a message: it fires, it would fire but another is before it, or why it does not."""

    rule: ShownRule
    trial: Trial
    is_first: bool


def routing_rules(actor: Actor) -> list[ShownRule]:
    """Every rule in its order, the switched-off ones too."""
    if not can_manage_routing(actor):
        raise NotFound
    rows = RoutingRule.objects.filter(administration_id=actor.administration_id)
    channels, processes = titles_of(actor.administration_id)
    return [_shown(row, channels, processes) for row in rows.select_related("department", "assignee", "body")]


def routing_rule(actor: Actor, rule_id: int) -> RoutingRule:
    """One rule, or NotFound."""
    found = RoutingRule.objects.filter(administration_id=actor.administration_id, pk=rule_id).first()
    if found is None or not can_manage_routing(actor):
        raise NotFound
    return found


def try_rules(actor: Actor, facts: Facts) -> list[ShownTrial]:
    """Every rule that is switched on, tried on a message."""
    shown = [one for one in routing_rules(actor) if one.row.is_active]
    titles = titles_of(actor.administration_id)
    trials = Router(rule_of(one.row, *titles) for one in shown).trials(facts)
    first = next((trial.rule.id for trial in trials if trial.fires), None)
    return [ShownTrial(rule, trial, trial.rule.id == first) for rule, trial in zip(shown, trials, strict=True)]


def _shown(row: RoutingRule, channels: dict[str, str], processes: dict[str, str]) -> ShownRule:
    kinds = [ItemKind(kind).label.lower() for kind in row.kinds]
    conditions = (
        ("слова", _lines(row.words)),
        ("место", _lines(row.places)),
        ("тема", row.topic_code),
        ("канал", ", ".join(channels.get(slug, slug) for slug in row.channels)),
        ("процесс", ", ".join(processes.get(slug, slug) for slug in row.processes)),
        ("вид", ", ".join(kinds)),
    )
    return ShownRule(row, tuple(pair for pair in conditions if pair[1]), _destination(row))


def _lines(text: str) -> str:
    lines = [line for line in text.splitlines() if line.strip() and not line.startswith("@")]
    shown = "; ".join(lines[:_MOST_SHOWN])
    return f"{shown}; ещё {len(lines) - _MOST_SHOWN}" if len(lines) > _MOST_SHOWN else shown


def _destination(row: RoutingRule) -> str:
    if row.body:
        return f"решать не нам: {row.body}"
    parts = [str(part) for part in (row.department, row.assignee) if part]
    return ", ".join(parts) or "никуда: подразделение или человек удалены"
