"""Effects of measures, computed as quarters end; earlier ones are kept."""

from datetime import date, timedelta
from typing import Any

from django.db import transaction

from otklik.base import audit
from otklik.base.actor import Actor, system_actor
from otklik.base.one_by_one import one_by_one
from otklik.catalog.models import Administration
from otklik.catalog.queries import administrations, procedure_of
from otklik.core.effect.judge import EffectVerdict
from otklik.core.effect.series import QuarterValue
from otklik.core.effect.words import possible_ends
from otklik.core.periods import Quarter
from otklik.improvement.effects.compute import Computed, Pains, effect_of_change
from otklik.improvement.effects.groups import Group, group_of, group_without
from otklik.improvement.effects.indicators import IndicatorMeant, indicator_meant
from otklik.improvement.effects.of_feedback import pains_of_measure
from otklik.improvement.enums import MeasureState
from otklik.improvement.models import Measure, MeasureEffect
from otklik.intake.queries import today_of

#: Days after a quarter's end until its messages have been read and its paper sheets entered.
SETTLED = timedelta(days=5)
#: Quarters after the change over which a measure is followed.
FOLLOWED = 12


def compute_effects() -> int:
    """Effects that are due in all administrations; returns how many were computed. For the periodic pass."""
    return one_by_one(administrations(), _compute_due, event="effects_not_computed")


def _compute_due(administration: Administration) -> int:
    actor = system_actor(administration.pk, administration.slug)
    return compute_effects_of(actor, today_of(actor))


def compute_effects_of(actor: Actor, today: date) -> int:
    """Effects due in one administration: a quarter has ended after the measure and has not been judged yet."""
    until = settled_quarter(today)
    done = Measure.objects.filter(
        administration_id=actor.administration_id, state=MeasureState.DONE, done_on__isnull=False
    ).select_related("process", "touchpoint")

    def compute(measure: Measure) -> bool:
        return compute_effect(actor=actor, measure=measure, today=today) is not None

    return one_by_one([one for one in done if _is_due(one, until)], compute, event="effect_not_computed")


@transaction.atomic
def compute_effect(*, actor: Actor, measure: Measure, today: date) -> MeasureEffect | None:
    """Judge one finished measure now; None where its indicator is in the profile no more, or it is judged already.

    Порядок: murashi 5.16, gatchina 4.4
    """
    indicator = indicator_meant(procedure_of(actor.administration_slug), measure.indicator)
    if indicator is None or measure.done_on is None:
        return None
    group, settled = group_of(measure), settled_quarter(today)
    basis = basis_of(measure, group)
    if MeasureEffect.objects.filter(measure=measure, basis=basis, computed_on__gt=settled.end_on + SETTLED).exists():
        return None
    computed = _computed(actor, measure, indicator, group, settled.next().start_on)
    stored, _ = MeasureEffect.objects.update_or_create(
        measure=measure,
        basis=basis,
        quarter=computed.series[-1].quarter.key if computed.series else settled.key,
        defaults={"computed_on": today, **_columns(computed)},
    )
    audit.record(actor, "compute_effect", measure, f"Посчитан эффект: {stored.get_verdict_display()}")
    return stored


def settled_quarter(today: date) -> Quarter:
    """The last quarter whose messages have been read by now."""
    return Quarter.of(today - SETTLED - timedelta(days=1)).previous()


def basis_of(measure: Measure, group: Group) -> str:
    """What an effect is of: another indicator, group or day gives another row."""
    return f"{measure.indicator}|{group.key}|{measure.done_on}"[:500]


def points_of(
    series: tuple[QuarterValue, ...], others: tuple[QuarterValue, ...], computed: Computed
) -> list[dict[str, Any]]:
    """The series as it is kept and drawn."""
    beside = {one.quarter: one for one in others}
    before = {one.quarter for one in computed.effect.before}
    after = {one.quarter for one in computed.effect.after}
    return [
        {
            "quarter": one.quarter.key,
            "value": one.value,
            "error": one.error,
            "n": one.n,
            "phase": "before" if one.quarter in before else "after" if one.quarter in after else "",
            "other": beside[one.quarter].value if one.quarter in beside else None,
            "other_n": beside[one.quarter].n if one.quarter in beside else None,
        }
        for one in series
    ]


def _is_due(measure: Measure, until: Quarter) -> bool:
    """A whole quarter has gone by since, and not too many."""
    if measure.done_on is None:
        return False
    first = Quarter.of(measure.done_on)
    first = first if first.start_on == measure.done_on else first.next()
    gone = (until.year - first.year) * 4 + until.number - first.number
    return 0 <= gone < FOLLOWED


def _computed(actor: Actor, measure: Measure, indicator: IndicatorMeant, group: Group, today: date) -> Computed:
    pain_ids, topics = pains_of_measure(measure.pk)
    since = measure.done_on or today
    pains = Pains(pain_ids, topics)
    return effect_of_change(actor, indicator, group, since, today, without=group_without(group), pains=pains)


def _columns(computed: Computed) -> dict[str, Any]:
    effect, estimate = computed.effect, computed.effect.estimate
    low, high = possible_ends(estimate, computed.indicator.unit) if estimate else (None, None)
    return {
        "indicator_title": computed.indicator.title,
        "group_title": computed.group.title[:500],
        "unit": computed.indicator.unit,
        "less_is_better": computed.indicator.less_is_better,
        "series": points_of(computed.series, computed.others, computed),
        "before": effect.value_before,
        "after": effect.value_after,
        "difference": estimate.value if estimate else None,
        "low": low,
        "high": high,
        "method": _method(computed),
        "comparison": computed.comparison[:500],
        "verdict": EffectVerdict(effect.verdict).value,
        "sentence": computed.sentence,
    }


def _method(computed: Computed) -> str:
    estimate = computed.effect.estimate
    return estimate.method.value if estimate else ""
