"""The verdict on a measure. Порядок: murashi 5.16, livny 3, gatchina 4.4.

Which method decides: where a group without the measure is known, everything is reckoned on the difference from it (what
moved both is nobody's merit). Where six quarters before and four after are known, the step of the interrupted series
decides; with fewer, the difference from the same seasons of the year before. «Улучшилось» and «ухудшилось» are said
only when the 95 % interval leaves nought out; everything else is «изменение не доказано».
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from otklik.core.effect.estimate import Estimate, difference, has_course, interrupted
from otklik.core.effect.series import QuarterValue, alike_in_season, less, mean_of, split

#: Fewer messages or people on either side are judged by nobody.
FEWEST = 20


class EffectVerdict(StrEnum):
    """What may be said of a measure; the values are those that its row keeps."""

    IMPROVED = "improved"
    UNPROVEN = "unproven"
    WORSENED = "worsened"

    @property
    def label(self) -> str:
        """In words."""
        return {"improved": "улучшилось", "unproven": "изменение не доказано", "worsened": "ухудшилось"}[self.value]


class WhyUnproven(StrEnum):
    """Why nothing was proven."""

    TOO_FEW = "too_few"
    COURSE = "course"
    GROUP = "group"
    AGAINST = "against"
    CHANCE = "chance"


@dataclass(frozen=True)
class Effect:
    """The change of an indicator: the phases compared, the estimate that decided, the verdict.

    `plain` is the difference without regard to a course or a group; `estimate` is None where there is too little.
    """

    before: tuple[QuarterValue, ...]
    after: tuple[QuarterValue, ...]
    estimate: Estimate | None
    plain: Estimate | None
    verdict: EffectVerdict
    why: WhyUnproven | None
    same_seasons: bool
    group: tuple[float, float] | None
    """The comparison group before and after; None where nobody was compared with."""

    @property
    def value_before(self) -> float | None:
        """The indicator over the quarters before."""
        return mean_of(self.before) if self.before else None

    @property
    def value_after(self) -> float | None:
        """The indicator over the quarters after."""
        return mean_of(self.after) if self.after else None

    @property
    def n_before(self) -> int:
        """Messages or people before."""
        return sum(one.n for one in self.before)

    @property
    def n_after(self) -> int:
        """Messages or people after."""
        return sum(one.n for one in self.after)


def judge(
    series: Sequence[QuarterValue],
    since: date,
    *,
    less_is_better: bool,
    group: Sequence[QuarterValue] = (),
) -> Effect:
    """The effect of what was changed on a day, from an indicator by quarters; `group` is the same of those without it.

    A group that lacks the quarters before or after is not used.
    """
    before, after = split(series, since)
    pair = split(less(series, group), since) if group else ([], [])
    uses_group = all(pair) and enough(*pair)
    told = tuple(
        _of_quarters(phase, other) if uses_group else phase for phase, other in ((before, pair[0]), (after, pair[1]))
    )
    earlier = alike_in_season(told[0], told[1])
    plain = difference(earlier, told[1]) if enough(earlier, told[1]) else None
    estimate = _decisive(*(pair if uses_group else (before, after)), plain, uses_group=uses_group)
    verdict = _verdict(estimate, plain, less_is_better=less_is_better)
    return Effect(
        before=earlier,
        after=tuple(told[1]),
        estimate=estimate,
        plain=plain,
        verdict=verdict,
        why=_why(estimate, plain, uses_group=uses_group) if verdict is EffectVerdict.UNPROVEN else None,
        same_seasons=bool(earlier)
        and {one.quarter.number for one in earlier} == {one.quarter.number for one in told[1]},
        group=_group(group, earlier, told[1]) if uses_group else None,
    )


def enough(before: Sequence[QuarterValue], after: Sequence[QuarterValue]) -> bool:
    """Both sides hold as many messages or people as a judgement needs."""
    return all(sum(one.n for one in phase) >= FEWEST for phase in (before, after))


def _decisive(
    before: Sequence[QuarterValue], after: Sequence[QuarterValue], plain: Estimate | None, *, uses_group: bool
) -> Estimate | None:
    if plain is None:
        return None
    if has_course(before, after):
        return interrupted(before, after)
    return difference(alike_in_season(before, after), after) if uses_group else plain


def _of_quarters(phase: Sequence[QuarterValue], chosen: Sequence[QuarterValue]) -> list[QuarterValue]:
    quarters = {one.quarter for one in chosen}
    return [one for one in phase if one.quarter in quarters]


def _group(
    group: Sequence[QuarterValue], before: Sequence[QuarterValue], after: Sequence[QuarterValue]
) -> tuple[float, float]:
    return mean_of(_of_quarters(group, before)), mean_of(_of_quarters(group, after))


def _verdict(estimate: Estimate | None, plain: Estimate | None, *, less_is_better: bool) -> EffectVerdict:
    """Proven, and the indicator itself moved that way: to fall behind others less is no improvement."""
    if estimate is None or plain is None or not estimate.is_proven or estimate.value * plain.value <= 0:
        return EffectVerdict.UNPROVEN
    return EffectVerdict.IMPROVED if (estimate.value < 0) == less_is_better else EffectVerdict.WORSENED


def _why(estimate: Estimate | None, plain: Estimate | None, *, uses_group: bool) -> WhyUnproven:
    if estimate is None or plain is None:
        return WhyUnproven.TOO_FEW
    if estimate.is_proven:
        return WhyUnproven.AGAINST
    if not plain.is_proven:
        return WhyUnproven.CHANCE
    return WhyUnproven.GROUP if uses_group else WhyUnproven.COURSE
