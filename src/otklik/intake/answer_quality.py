"""How answers are taken: marks of their authors by unit, and rules that were overridden when they left."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Count, QuerySet

from otklik.base.actor import Actor
from otklik.core.answer_check import Rule
from otklik.core.author_marks import Mark
from otklik.core.periods import Quarter
from otklik.intake.models import AnswerOverride, FeedbackItem
from otklik.intake.registry import NONE, RegistryFilter

SHOWN_OVERRIDES = 50


@dataclass(frozen=True)
class UnitMarks:
    """Marks of one unit's items, with the registry's filter behind each figure."""

    title: str
    slug: str
    counts: Mapping[str, int]
    quarter: Quarter

    @property
    def satisfied(self) -> int:
        """How many are satisfied."""
        return self.counts.get(Mark.SATISFIED, 0)

    @property
    def unsatisfied(self) -> int:
        """How many are not."""
        return self.counts.get(Mark.UNSATISFIED, 0)

    @property
    def total(self) -> int:
        """All who said a word."""
        return self.satisfied + self.unsatisfied

    @property
    def share(self) -> float | None:
        """The satisfied among those who said a word; None when nobody did."""
        return self.satisfied / self.total if self.total else None

    def query(self, mark: str) -> str:
        """The registry's filter with exactly these items."""
        units = (self.slug,) if self.slug else ()
        return RegistryFilter(author_mark=(Mark(mark),), quarter=self.quarter, department=units).serialise()

    @property
    def satisfied_query(self) -> str:
        """The list behind the satisfied."""
        return self.query(Mark.SATISFIED)

    @property
    def unsatisfied_query(self) -> str:
        """The list behind the unsatisfied."""
        return self.query(Mark.UNSATISFIED)


def marks_by_unit(actor: Actor, quarter: Quarter) -> list[UnitMarks]:
    """Items received in the quarter by the last word of their authors; the whole first, then the units by title."""
    marked = FeedbackItem.objects.visible_to(actor).in_quarter(quarter).exclude(author_mark="").order_by()
    rows = marked.values_list("department__title", "department__slug", "author_mark").annotate(count=Count("pk"))
    units: dict[tuple[str, str], dict[str, int]] = {}
    whole: dict[str, int] = {}
    for title, slug, mark, count in rows:
        unit = units.setdefault((title or "Без подразделения", slug or NONE), {})
        unit[mark] = unit.get(mark, 0) + count
        whole[mark] = whole.get(mark, 0) + count
    found = [UnitMarks(title, slug, counts, quarter) for (title, slug), counts in sorted(units.items())]
    return [UnitMarks("Всего", "", whole, quarter), *found] if found else []


@dataclass(frozen=True)
class RuleOverrides:
    """One rule of the check and how often it was overridden."""

    rule: Rule
    count: int


def overrides_by_rule(actor: Actor, quarter: Quarter) -> list[RuleOverrides]:
    """Overrides of answers to items received in the quarter, the commonest rule first."""
    rows = _overrides(actor, quarter).order_by().values_list("rule").annotate(count=Count("pk"))
    found = [RuleOverrides(Rule(rule), count) for rule, count in rows if rule in set(Rule)]
    return sorted(found, key=lambda one: (-one.count, one.rule.label))


def overrides_of_rule(actor: Actor, quarter: Quarter, rule: Rule) -> list[AnswerOverride]:
    """The latest answers that left in spite of the rule, with the reasons."""
    rows = _overrides(actor, quarter).filter(rule=rule.value).select_related("answer__item", "answer__signed_by")
    return list(rows.order_by("-at", "-pk")[:SHOWN_OVERRIDES])


def _overrides(actor: Actor, quarter: Quarter) -> QuerySet[AnswerOverride]:
    seen = FeedbackItem.objects.visible_to(actor).in_quarter(quarter)
    own = AnswerOverride.objects.filter(administration_id=actor.administration_id)
    return own.filter(answer__item__in=seen.values("pk"))
