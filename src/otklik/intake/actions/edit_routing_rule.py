"""Keeping the rules of routing: adding, changing, their order, switching off, deleting."""

from collections.abc import Collection
from dataclasses import dataclass, field
from typing import TypeVar

from django.db import transaction
from django.db.models import Max, Model, QuerySet

from otklik.accounts.models import User
from otklik.base import audit
from otklik.base.actor import Actor
from otklik.base.errors import NotFound, RuleBroken
from otklik.catalog.models import Channel, Department, OutsideBody, Process
from otklik.core.appeals import ItemKind
from otklik.core.phrases import PhraseError, parse_phrases
from otklik.intake.models import RoutingRule
from otklik.intake.policies import can_manage_routing
from otklik.intake.routing.rules import forget_rules

T = TypeVar("T", bound=Model)
MOST_RULES = 300
MOST_PHRASES = 200
LONGEST_TITLE = 120


@dataclass(frozen=True)
class RuleFacts:
    """A rule as a person fills it in: conditions (slugs, phrases one a line) and where it sends."""

    title: str
    topic_code: str = ""
    words: str = ""
    places: str = ""
    channels: Collection[str] = field(default=())
    processes: Collection[str] = field(default=())
    kinds: Collection[str] = field(default=())
    department_id: int | None = None
    assignee_id: int | None = None
    body_id: int | None = None


@transaction.atomic
def save_routing_rule(*, actor: Actor, facts: RuleFacts, rule_id: int | None = None) -> RoutingRule:
    """Add a rule at the end of the order, or change one. RuleBroken names what is missing or not understood."""
    rows = _rows(actor)
    rule = _rule(actor, rule_id) if rule_id else RoutingRule(administration_id=actor.administration_id)
    rule.title = _title(rows.exclude(pk=rule.pk), facts.title)
    _set_conditions(actor, rule, facts)
    _set_destination(actor, rule, facts)
    if rule.pk is None:
        if rows.count() >= MOST_RULES:
            raise RuleBroken("too_many", f"Правил не больше {MOST_RULES}. Удалите ненужные.")
        rule.position = 1 + (rows.aggregate(last=Max("position"))["last"] or 0)
    rule.save()
    _changed(actor, "save_routing_rule", rule, f"Правило маршрута «{rule.title}» записано")
    return rule


@transaction.atomic
def move_routing_rule(*, actor: Actor, rule_id: int, up: bool) -> None:
    """Change places with the neighbour: the first rule that fires decides."""
    rule = _rule(actor, rule_id)
    ordered = list(_rows(actor).order_by("position", "pk"))
    place = [row.pk for row in ordered].index(rule.pk)
    other = place - 1 if up else place + 1
    if not 0 <= other < len(ordered):
        return
    ordered[place], ordered[other] = ordered[other], ordered[place]
    for position, row in enumerate(ordered, start=1):
        if row.position != position:
            row.position = position
            row.save(update_fields=["position", "changed_at"])
    _changed(actor, "move_routing_rule", rule, f"Правило маршрута «{rule.title}»: {'выше' if up else 'ниже'}")


@transaction.atomic
def set_routing_rule_active(*, actor: Actor, rule_id: int, is_active: bool) -> None:
    """Switch a rule off or on again."""
    rule = _rule(actor, rule_id)
    rule.is_active = is_active
    rule.save(update_fields=["is_active", "changed_at"])
    done = "включено" if is_active else "отключено"
    _changed(actor, "set_routing_rule_active", rule, f"Правило маршрута «{rule.title}» {done}")


@transaction.atomic
def delete_routing_rule(*, actor: Actor, rule_id: int) -> None:
    """Remove a rule; what it has sent stays where it is, with the rule's name."""
    rule = _rule(actor, rule_id)
    _changed(actor, "delete_routing_rule", rule, f"Правило маршрута «{rule.title}» удалено")
    rule.delete()


def _rows(actor: Actor) -> QuerySet[RoutingRule]:
    if not can_manage_routing(actor):
        raise NotFound
    return RoutingRule.objects.filter(administration_id=actor.administration_id)


def _rule(actor: Actor, rule_id: int) -> RoutingRule:
    found = _rows(actor).select_for_update().filter(pk=rule_id).first()
    if found is None:
        raise NotFound
    return found


def _changed(actor: Actor, verb: str, rule: RoutingRule, summary: str) -> None:
    audit.record(actor, verb, rule, summary)
    forget_rules(actor.administration_id)
    transaction.on_commit(lambda: forget_rules(actor.administration_id))


def _title(others: QuerySet[RoutingRule], title: str) -> str:
    name = " ".join(title.split())[:LONGEST_TITLE]
    if not name:
        raise RuleBroken("title_empty", "Назовите правило: название видно в карточке обращения.", "title")
    if name.casefold() in {other.casefold() for other in others.values_list("title", flat=True)}:
        raise RuleBroken("title_taken", f"Правило «{name}» уже есть.", "title")
    return name


def _set_conditions(actor: Actor, rule: RoutingRule, facts: RuleFacts) -> None:
    own = {"administration_id": actor.administration_id}
    rule.topic_code = _topic_code(facts.topic_code)
    rule.words, rule.places = _phrases(facts.words, "words"), _phrases(facts.places, "places")
    rule.channels = _known(Channel.objects.filter(**own), facts.channels)
    rule.processes = _known(Process.objects.filter(**own), facts.processes)
    rule.kinds = [kind.value for kind in ItemKind if kind.value in set(facts.kinds)]
    given = (rule.topic_code, rule.words, rule.places, rule.channels, rule.processes, rule.kinds)
    if not any(given):
        text = "Укажите хотя бы одно условие: иначе правило отправит в одно место всё подряд."
        raise RuleBroken("no_condition", text, "words")


def _known(entries: "QuerySet[Channel] | QuerySet[Process]", slugs: Collection[str]) -> list[str]:
    return sorted(entries.filter(slug__in=list(slugs)).values_list("slug", flat=True))


def _phrases(lines: str, name: str) -> str:
    try:
        phrases = parse_phrases(lines)
    except PhraseError as wrong:
        raise RuleBroken("phrase", str(wrong), name) from wrong
    if len(phrases) > MOST_PHRASES:
        raise RuleBroken("too_many", f"Строк не больше {MOST_PHRASES}: разделите правило.", name)
    return "\n".join(phrase.text for phrase in phrases)


def _topic_code(typed: str) -> str:
    code = typed.strip().strip(".")
    if code and not all(len(part) == 4 and part.isdecimal() for part in code.split(".")):  # noqa: PLR2004
        text = "Код темы — четыре цифры, точка, четыре цифры и так далее: например 0003.0009."
        raise RuleBroken("topic_code", text, "topic_code")
    return code[:24]


def _set_destination(actor: Actor, rule: RoutingRule, facts: RuleFacts) -> None:
    own = {"administration_id": actor.administration_id}
    rule.department = _one(Department.objects.filter(**own), facts.department_id)
    rule.assignee = _one(User.objects.filter(**own, is_active=True), facts.assignee_id)
    rule.body = _one(OutsideBody.objects.filter(**own), facts.body_id)
    inside = rule.department or rule.assignee
    if not inside and not rule.body:
        raise RuleBroken("no_destination", "Укажите, куда направлять: подразделение, человека или орган.", "department")
    if inside and rule.body:
        text = "Выберите одно: рассматривать у себя или направлять другому органу."
        raise RuleBroken("two_destinations", text, "body")
    if rule.assignee and not (rule.department or rule.assignee.department_id):
        text = "У этого человека нет подразделения: выберите и подразделение тоже."
        raise RuleBroken("no_department", text, "department")


def _one(rows: QuerySet[T], pk: int | None) -> T | None:
    if not pk:
        return None
    found = rows.filter(pk=pk).first()
    if found is None:
        raise NotFound
    return found
