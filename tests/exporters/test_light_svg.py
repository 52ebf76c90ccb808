"""Charts that we draw ourselves stand where the specification says, and say what they show."""

import re
from xml.etree import ElementTree as ET

import pytest

from otklik.core.charts import bars, dots, line
from otklik.core.document import Point, Unit
from otklik.exporters.light_svg import light_svg

POINTS = (
    Point("III кв. 2025", 0.4, "40,0 %", low=0.35, high=0.45),
    Point("Очень длинное название & части, которое не войдёт в одну строку рядом с точкой", 0.8, "80,0 %"),
)


@pytest.mark.parametrize("phone", [False, True])
def test_every_mark_stands_inside_the_picture(phone: bool) -> None:
    text = light_svg(dots("Довольны", POINTS, unit=Unit.SHARE, legend="Точка — значение"), phone=phone)
    root = ET.fromstring(text)  # noqa: S314 - our own
    width, height = float(root.attrib["width"]), float(root.attrib["height"])
    places = [float(value) for value in re.findall(r' (?:c?x|x1|x2)="([\d.]+)"', text)]
    rows = [float(value) for value in re.findall(r' (?:c?y|y1|y2)="([\d.]+)"', text)]

    assert len(re.findall("<circle", text)) == 2
    assert max(places) <= width
    assert max(rows) <= height
    assert root.attrib["aria-label"].startswith("Довольны. III кв. 2025: 40,0 %")
    assert "style=" not in text


def test_longer_bars_are_longer() -> None:
    text = light_svg(bars("Доли", POINTS, unit=Unit.SHARE))
    widths = [float(value) for value in re.findall(r'<rect [^>]*width="([\d.]+)"', text)]
    assert max(widths) == pytest.approx(2 * min(widths), rel=0.01)


def test_what_is_not_drawn_here_is_said() -> None:
    with pytest.raises(ValueError, match="not drawn"):
        light_svg(line("Ход", POINTS, unit=Unit.SHARE))
