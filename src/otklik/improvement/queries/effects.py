"""What measures gave, as pages tell it."""

from dataclasses import dataclass
from datetime import date, timedelta

from otklik.base.actor import Actor
from otklik.catalog.queries import procedure_of
from otklik.core.periods import Quarter
from otklik.improvement.access import measure_for
from otklik.improvement.actions.compute_effects import SETTLED, basis_of
from otklik.improvement.effects.groups import group_of
from otklik.improvement.effects.indicators import indicator_meant
from otklik.improvement.enums import MeasureState
from otklik.improvement.models import Measure, MeasureEffect
from otklik.improvement.policies import audiences_seen

__all__ = ["VERDICTS", "MeasureEffect", "effects_shown", "finished_measures", "first_verdict_on"]
MOST = 500
VERDICTS = MeasureEffect.Verdict.choices


@dataclass(frozen=True)
class EffectsShown:
    """A measure, what it gave by the quarters that hold now (the newest first), and what was reckoned otherwise."""

    measure: Measure
    current: MeasureEffect | None
    earlier: tuple[MeasureEffect, ...]
    may_see: bool
    """False where the figure is of employees and the actor answers not for them."""


@dataclass(frozen=True)
class MeasureJudged:
    """A finished measure in the list: its newest effect, or None while it is too early."""

    measure: Measure
    effect: MeasureEffect | None

    @property
    def verdict(self) -> str:
        """The verdict's key; «none» while it is too early."""
        return self.effect.verdict if self.effect else "none"


def first_verdict_on(done_on: date) -> date:
    """The day on which the first whole quarter after the measure is judged."""
    quarter = Quarter.of(done_on)
    first = quarter if quarter.start_on == done_on else quarter.next()
    return first.end_on + SETTLED + timedelta(days=2)


def effects_shown(actor: Actor, measure_id: int) -> EffectsShown:
    """All effects of one measure that the actor may see, or NotFound."""
    measure = measure_for(actor, measure_id)
    if not _may_see(actor, measure):
        return EffectsShown(measure, None, (), may_see=False)
    rows = list(measure.effects.all())
    basis = basis_of(measure, group_of(measure))
    current = next((one for one in rows if one.basis == basis), None)
    earlier = tuple(one for one in rows if one is not current)
    return EffectsShown(measure, current, earlier, may_see=True)


def finished_measures(actor: Actor) -> list[MeasureJudged]:
    """Finished measures with their newest verdicts, those done last first.

    Порядок: murashi 5.16, livny 3 (что подействовало)
    """
    measures = Measure.objects.visible_to(actor).filter(state=MeasureState.DONE, done_on__isnull=False)
    newest_first = measures.select_related("department").order_by("-done_on", "-pk")[:MOST]
    done = [one for one in newest_first if _may_see(actor, one)]
    newest: dict[int, MeasureEffect] = {}
    rows = MeasureEffect.objects.filter(measure__in=[one.pk for one in done]).order_by("quarter", "computed_on", "pk")
    for effect in rows:
        newest[effect.measure_id] = effect
    return [MeasureJudged(one, newest.get(one.pk)) for one in done]


def _may_see(actor: Actor, measure: Measure) -> bool:
    meant = indicator_meant(procedure_of(actor.administration_slug), measure.indicator)
    return meant is None or meant.audience in audiences_seen(actor)
