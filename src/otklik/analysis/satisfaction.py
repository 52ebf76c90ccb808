"""The general level of satisfaction, always current: the satisfied share and its interval by object and quarter."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Count

from otklik.analysis.cut import Cut
from otklik.analysis.policies import can_view_dashboard
from otklik.analysis.scope import items_counted
from otklik.base.actor import Actor
from otklik.base.errors import NotFound
from otklik.catalog.queries import procedure_of
from otklik.core.appeals import Audience, Verdict
from otklik.core.intervals import wilson_interval
from otklik.core.periods import Quarter

QUARTERS = 5
_Counted = Mapping[tuple[int, str], Counter[str]]


@dataclass(frozen=True)
class SatisfiedShare:
    """One quarter: share 0..1 with its 95 % Wilson interval, both None where n is 0; `query` is the list behind it."""

    quarter: Quarter
    satisfied: int
    n: int
    query: str

    @property
    def value(self) -> float | None:
        """Share of the satisfied."""
        return self.satisfied / self.n if self.n else None

    @property
    def interval(self) -> tuple[float, float] | None:
        """Both ends of the interval."""
        return wilson_interval(self.satisfied, self.n)


@dataclass(frozen=True)
class SatisfactionLevel:
    """An object of assessment (or all of it, `slug` empty) over the quarters, oldest first."""

    slug: str
    title: str
    shares: tuple[SatisfiedShare, ...]


@dataclass(frozen=True)
class OverallSatisfaction:
    """The level of all, then of each external object; `population_title` says of what the share is taken."""

    population_title: str
    quarters: tuple[Quarter, ...]
    levels: tuple[SatisfactionLevel, ...]


def overall_satisfaction(actor: Actor, last: Quarter) -> OverallSatisfaction:
    """The running quarter and four before it. NotFound without the right.

    Порядок: gatchina 4.2, naryan-mar 4.2 («общего уровня удовлетворенности клиента взаимодействием»)
    """
    if not can_view_dashboard(actor):
        raise NotFound
    procedure = procedure_of(actor.administration_slug)
    quarters = _quarters(last)
    population = procedure.population(procedure.metric("satisfied_share").population)
    counted = _counted(actor, quarters, [kind.value for kind in population.kinds])
    common = f"population={population.slug}&audience={Audience.EXTERNAL.value}"
    objects = [(one.slug, one.title) for one in procedure.subjects if one.audience is Audience.EXTERNAL]
    levels = [_level(("", "Все обращения внешних клиентов"), counted, quarters, common)]
    levels += [_level(named, counted, quarters, f"{common}&subject={named[0]}") for named in objects]
    levels += _unnamed(counted, quarters, common)
    return OverallSatisfaction(population.title, quarters, tuple(levels))


def _quarters(last: Quarter) -> tuple[Quarter, ...]:
    found = [last]
    while len(found) < QUARTERS:
        found.append(found[-1].previous())
    return tuple(reversed(found))


def _counted(actor: Actor, quarters: Iterable[Quarter], kinds: list[str]) -> _Counted:
    items = items_counted(actor, Cut(audience=Audience.EXTERNAL.value))
    items = items.filter(quarter__in=[quarter.key for quarter in quarters], kind__in=kinds)
    found: dict[tuple[int, str], Counter[str]] = {}
    rows = items.order_by().values_list("quarter", "subject", "verdict").annotate(rows=Count("*"))
    for quarter, subject, verdict, count in rows:
        found.setdefault((quarter, subject), Counter())[verdict] += count
    return found


def _level(
    named: tuple[str, str], counted: _Counted, quarters: Iterable[Quarter], query: str, *, only: str | None = None
) -> SatisfactionLevel:
    slug, title = named
    wanted = slug if only is None else only
    shares = []
    for quarter in quarters:
        verdicts: Counter[str] = Counter()
        for (key, subject), found in counted.items():
            if key == quarter.key and (subject == wanted or (only is None and not slug)):
                verdicts.update(found)
        satisfied = verdicts[Verdict.SATISFIED.value]
        behind = f"quarter={quarter}&{query}"
        shares.append(SatisfiedShare(quarter, satisfied, verdicts.total(), behind))
    return SatisfactionLevel(slug, title, tuple(shares))


def _unnamed(counted: _Counted, quarters: Iterable[Quarter], common: str) -> list[SatisfactionLevel]:
    """Appeals whose object nobody has named yet, where there are any: so that the parts add up to all."""
    if not any(not subject for _, subject in counted):
        return []
    return [_level(("none", "Объект не указан"), counted, quarters, f"{common}&subject=none", only="")]
