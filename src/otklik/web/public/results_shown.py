"""Published indicators as a page shows them: each with the pictures of its course and of its elements."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from otklik.core.charts import dots
from otklik.core.document import Point, Unit
from otklik.core.periods import Quarter
from otklik.exporters.light_svg import light_svg

LEGEND = "Точка — значение, линия — границы, в которых оно лежит с вероятностью 95 %"
_FEWEST = 2


@dataclass(frozen=True)
class PublicPicture:
    """One drawing for a wide window, one for a phone."""

    title: str
    wide: str
    narrow: str


def lines_shown(indicators: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """The indicators with `picture` (quarters) and `parts` (elements); a picture of one point is left out."""
    return [
        {
            **one,
            "picture": _picture(f"{one['title']}: по кварталам", one["trend"], is_course=True),
            "parts": _picture(f"{one['title']}: по частям", sorted(one["elements"], key=_falling)),
        }
        for one in indicators
    ]


def overview(indicators: Sequence[Mapping[str, Any]]) -> PublicPicture | None:
    """All indicators that are shares beside each other."""
    shares = [one for one in indicators if one["unit"] == "share"]
    return _picture("Сколько довольных по каждому показателю", shares, legend=LEGEND)


def _picture(
    title: str, values: Sequence[Mapping[str, Any]], *, is_course: bool = False, legend: str = ""
) -> PublicPicture | None:
    if len(values) < _FEWEST:
        return None
    unit = Unit.SHARE if values[0]["unit"] == "share" else Unit.NUMBER
    points = [_point(one, is_last=is_course and one is values[-1]) for one in values]
    chart = dots(title, points, unit=unit, legend=legend)
    return PublicPicture(title, light_svg(chart), light_svg(chart, phone=True))


def _point(one: Mapping[str, Any], *, is_last: bool) -> Point:
    label = _short(one["quarter"]) if "quarter" in one else one["title"]
    return Point(label, one["value"], one["text"], accent=is_last, low=one["low"], high=one["high"])


def _short(quarter: str) -> str:
    number, _, year, _ = Quarter.parse(quarter).title.split()
    return f"{number} кв. {year}"


def _falling(one: Mapping[str, Any]) -> float:
    return -float(one["value"])
