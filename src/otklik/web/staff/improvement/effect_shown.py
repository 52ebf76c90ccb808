"""An effect as pages show it: the picture of its quarters and the table behind it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast

from otklik.core.charts import dots
from otklik.core.document import Chart, Point
from otklik.core.periods import Quarter
from otklik.core.ratings.formula import REACH, Unit
from otklik.core.ratings.words import change_text, value_text
from otklik.improvement.queries.effects import MeasureEffect
from otklik.web.staff.surveys.rating_shown import UNITS, Picture, picture, short

_REACH = 1.96
_PHASES = {"before": "до", "after": "после"}
_LEGEND = "Точка — значение, линия — интервал, в котором оно лежит с вероятностью 95 %"
_OTHERS = "; чёрточка — там, где этого не делали"


@dataclass(frozen=True)
class QuarterRow:
    """A quarter of the series in words."""

    title: str
    phase: str
    value: str
    n: int
    other: str


@dataclass(frozen=True)
class EffectShown:
    """An effect with its picture and rows."""

    effect: MeasureEffect
    quarter: Quarter
    before: str
    after: str
    difference: str
    picture: Picture | None
    alt: str
    rows: tuple[QuarterRow, ...]
    has_others: bool


def effect_shown(effect: MeasureEffect) -> EffectShown:
    """The row for a page."""
    unit = cast("Unit", effect.unit)
    chart = series_chart(effect.series, unit, _title(effect))
    return EffectShown(
        effect=effect,
        quarter=Quarter.from_key(effect.quarter),
        before=value_text(effect.before, unit) if effect.before is not None else "",
        after=value_text(effect.after, unit) if effect.after is not None else "",
        difference=change_text(effect.difference, unit) if effect.difference is not None else "",
        picture=picture(chart),
        alt=chart.alt if chart else "",
        rows=tuple(_row(point, unit) for point in effect.series),
        has_others=_has_others(effect.series),
    )


def series_chart(series: Sequence[Mapping[str, Any]], unit: Unit, title: str) -> Chart | None:
    """Quarters with their intervals, the oldest first; None with fewer than two."""
    if len(series) < 2:  # noqa: PLR2004 - one point is no course
        return None
    legend = _LEGEND + (_OTHERS if _has_others(series) else "")
    return dots(title, [_point(point, unit) for point in series], unit=UNITS[unit], legend=legend)


def _has_others(series: Sequence[Mapping[str, Any]]) -> bool:
    return any(point.get("other") is not None for point in series)


def _title(effect: MeasureEffect) -> str:
    return f"{effect.indicator_title}: {effect.get_verdict_display()}"


def _point(point: Mapping[str, Any], unit: Unit) -> Point:
    low, high = REACH[unit]
    reach = _REACH * point["error"]
    phase = _PHASES.get(point.get("phase", ""), "")
    return Point(
        f"{short(str(Quarter.from_key(point['quarter'])))}{f', {phase}' if phase else ''}",
        point["value"],
        value_text(point["value"], unit),
        low=max(low, point["value"] - reach),
        high=min(high, point["value"] + reach),
        reference=point.get("other"),
        accent=phase == "после",
    )


def _row(point: Mapping[str, Any], unit: Unit) -> QuarterRow:
    other = point.get("other")
    return QuarterRow(
        Quarter.from_key(point["quarter"]).title,
        _PHASES.get(point.get("phase", ""), ""),
        value_text(point["value"], unit),
        point["n"],
        value_text(other, unit) if other is not None else "",
    )
