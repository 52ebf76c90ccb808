"""The effect of a change on an indicator of a group, as far as quarters have ended."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from otklik.base.actor import Actor
from otklik.core.effect.judge import Effect, judge
from otklik.core.effect.series import QuarterValue
from otklik.core.effect.words import effect_sentence
from otklik.core.periods import Quarter
from otklik.improvement.effects import of_feedback
from otklik.improvement.effects.groups import Group
from otklik.improvement.effects.indicators import COMPLAINT_SHARE, LATE_SHARE, IndicatorMeant
from otklik.improvement.effects.of_surveys import answers_until, survey_series


@dataclass(frozen=True)
class Computed:
    """An effect with the series behind it and the sentence that tells it."""

    indicator: IndicatorMeant
    group: Group
    series: tuple[QuarterValue, ...]
    others: tuple[QuarterValue, ...]
    comparison: str
    effect: Effect
    sentence: str


@dataclass(frozen=True)
class Pains:
    """Pains whose share an indicator is, and their topics where every one has one."""

    ids: Sequence[int] = ()
    topics: Sequence[int] | None = None


_NONE = Pains()


def effect_of_change(
    actor: Actor,
    indicator: IndicatorMeant,
    group: Group,
    since: date,
    today: date,
    *,
    without: Group | None = None,
    pains: Pains = _NONE,
) -> Computed:
    """What a change of the day `since` gave, by the quarters ended before `today`; `without`: where it was not made.

    Порядок: murashi 5.16, livny 3, gatchina 4.4
    """
    until = Quarter.of(today).previous()
    series, others = _series(actor, indicator, group, without, until=until, today=today, pains=pains, since=since)
    effect = judge(series, since, less_is_better=indicator.less_is_better, group=others)
    comparison = without.title if without is not None and effect.group is not None else ""
    sentence = effect_sentence(
        effect,
        title=indicator.title,
        unit=indicator.unit,
        counted=indicator.counted,
        group=f"там, где этого не делали ({_shortened(comparison)})" if comparison else "",
    )
    return Computed(indicator, group, tuple(series), tuple(others), comparison, effect, sentence)


def indicator_series(
    actor: Actor, indicator: IndicatorMeant, group: Group, today: date, *, pains: Pains = _NONE
) -> list[QuarterValue]:
    """The indicator of the group by the quarters that have ended, the oldest first: deviations are measured on it."""
    until = Quarter.of(today).previous()
    return _series(actor, indicator, group, None, until=until, today=today, pains=pains, since=today)[0]


def _series(
    actor: Actor,
    indicator: IndicatorMeant,
    group: Group,
    without: Group | None,
    *,
    until: Quarter,
    today: date,
    pains: Pains,
    since: date,
) -> tuple[list[QuarterValue], list[QuarterValue]]:
    if indicator.entry is not None:
        answers = answers_until(actor, indicator.entry, until, today)
        of = [survey_series(actor, indicator.entry, one, answers) if one else [] for one in (group, without)]
        return of[0], of[1]
    if indicator.key in {COMPLAINT_SHARE, LATE_SHARE}:
        count = of_feedback.complaint_shares if indicator.key == COMPLAINT_SHARE else of_feedback.late_shares
        return count(group, until), count(without, until) if without else []
    return _pain_series(group, without, until, pains, since)


def _pain_series(
    group: Group, without: Group | None, until: Quarter, pains: Pains, since: date
) -> tuple[list[QuarterValue], list[QuarterValue]]:
    """By the maps where they reach back before the change; else by the pains' topics, which reach back farther."""
    by_maps = of_feedback.map_shares(group.administration_id, pains.ids, until) if pains.ids else []
    if any(one.quarter.end_on < since for one in by_maps) or not pains.topics:
        return by_maps, []
    found = of_feedback.topic_shares(group, until, pains.topics)
    return found, of_feedback.topic_shares(without, until, pains.topics) if without else []


def _shortened(titles: str, letters: int = 160) -> str:
    return titles if len(titles) <= letters else f"{titles[:letters].rpartition(',')[0]} и другие"
