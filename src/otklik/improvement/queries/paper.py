"""What a map's paper asks for: which map of a quarter it is, and what its measures gave."""

from collections.abc import Collection
from dataclasses import dataclass

from otklik.base.actor import Actor
from otklik.core.periods import Quarter
from otklik.core.russian import format_number, format_share
from otklik.improvement.enums import MapState
from otklik.improvement.models import MeasureEffect, PainMap


@dataclass(frozen=True)
class Effect:
    """The newest known effect of a measure."""

    title: str
    unit: str
    before: float | None
    after: float | None
    verdict: str

    @property
    def told(self) -> str:
        """«До: 42,3 %. После: 30,1 % (улучшилось)»."""
        return f"До: {self._value(self.before)}. После: {self._value(self.after)} ({self.verdict})"

    def _value(self, value: float | None) -> str:
        if value is None:
            return "нет данных"
        return format_share(value) if self.unit == "share" else format_number(value, 1)


def effects_of(measures: Collection[int]) -> dict[int, Effect]:
    """By measure. Порядок: gatchina 4.4"""
    rows = MeasureEffect.objects.filter(measure_id__in=set(measures)).order_by("quarter", "computed_on", "pk")
    return {
        row.measure_id: Effect(row.indicator_title, row.unit, row.before, row.after, row.get_verdict_display())
        for row in rows.defer("series")
    }


def map_of_quarter(actor: Actor, quarter: Quarter, edition: int | None = None) -> PainMap | None:
    """The map that counts: approved before drafts, the last edition; the administration's before the actor's unit's.

    Where the administration keeps none and the actor belongs to no unit with one, any unit's; None where there is none.
    """
    seen = PainMap.objects.visible_to(actor).filter(quarter=quarter.key)
    ready = seen.filter(state__in=(MapState.APPROVED, MapState.DRAFT)).select_related("department", "approved_by")
    if edition is not None:
        ready = ready.filter(edition=edition)
    return min(ready, key=lambda one: _order(one, actor), default=None)


def _order(one: PainMap, actor: Actor) -> tuple[bool, bool, bool, int, int]:
    is_own = one.department_id is not None and one.department_id == actor.department_id
    return one.department_id is not None, not is_own, one.state != MapState.APPROVED, -one.edition, one.pk
