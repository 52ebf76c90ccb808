"""Charts are honest: bars from nought, sorted, labelled, with a text that says the same."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from otklik.core.charts import NARROW, WIDE, bars, dots, line, narrowed, plane
from otklik.core.document import Chart, Point, Unit


def marks(chart: Chart, kind: str) -> list[dict[str, Any]]:
    layers = [layer for layer in chart.spec["layer"] if layer["mark"]["type"] == kind]
    return [row for layer in layers for row in layer["data"]["values"]]


def test_bars_are_sorted_and_only_the_longest_is_accented() -> None:
    chart = bars("Итог", [Point("А", 1), Point("Б", 3), Point("В", None)], unit=Unit.COUNT)
    assert [point.label for point in chart.points] == ["Б", "А", "В"]
    assert [point.accent for point in chart.points] == [True, False, False]
    assert chart.alt == "Итог. Б: 3; А: 1; В: нет данных."


def test_order_that_means_something_is_kept() -> None:
    chart = bars("Итог", [Point("А", 1), Point("Б", 3, accent=False)], unit=Unit.COUNT, keep_order=True)
    assert [point.label for point in chart.points] == ["А", "Б"]


@given(st.lists(st.floats(0, 1e6, allow_nan=False), min_size=1, max_size=20))
def test_length_of_bars_is_in_proportion_and_inside_the_picture(values: list[float]) -> None:
    chart = bars("Итог", [Point("Подпись", value) for value in values], unit=Unit.COUNT)
    drawn = marks(chart, "bar")
    top = max(values)
    longest = max(bar["to"] - bar["from"] for bar in drawn)
    assert len(drawn) == len(values)
    for bar, point in zip(sorted(drawn, key=lambda bar: bar["y"]), chart.points, strict=True):
        assert bar["to"] <= WIDE
        if top:
            assert abs((bar["to"] - bar["from"]) - longest * (point.value or 0) / top) < 0.2


def test_missing_period_breaks_the_line() -> None:
    chart = line("Ход", [Point("I", 5), Point("II", None), Point("III", 7)], unit=Unit.COUNT)
    drawn = marks(chart, "line")
    assert [row["run"] for row in drawn] == [0, 1]
    assert chart.points[-1].accent


def test_interval_lies_around_its_dot() -> None:
    chart = dots("Оценки", [Point("Срок", 0.5, low=0.4, high=0.7)], unit=Unit.SHARE)
    [whisker] = marks(chart, "rule")[:1]
    assert whisker["low"] < whisker["to"] < whisker["high"]


def test_phone_drawing_is_narrow_and_says_the_same() -> None:
    chart = bars("Итог", [Point("Очень длинное название канала связи с администрацией", 5)], unit=Unit.COUNT)
    phone = narrowed(chart)
    assert (chart.spec["width"], phone["width"]) == (WIDE, NARROW)
    texts = [row["text"] for layer in phone["layer"] for row in layer["data"]["values"] if "text" in row]
    assert "5" in texts


def test_charts_of_nothing_are_drawn() -> None:
    assert bars("Пусто", [], unit=Unit.COUNT).spec["height"] > 0
    assert line("Пусто", [], unit=Unit.COUNT).spec["height"] > 0


def test_names_on_a_plane_lie_on_no_name_and_no_dot() -> None:
    near = [("Вежливость сотрудников", 0.70), ("Понятность ответа", 0.71), ("Срок", 0.705), ("Очередь в окно", 0.7)]
    points = [Point(name, 0.3 + place / 100, across=across) for place, (name, across) in enumerate(near)]
    points += [Point("Сайт", 0.01, across=0.9), Point("Приложение", 0.01, across=0.89)]
    for spec in (_plane(points).spec, narrowed(_plane(points))):
        boxes = _names(spec) + _dots(spec)
        assert len(boxes) == 2 * len(points)
        assert not [
            (one, other)
            for place, one in enumerate(boxes)
            for other in boxes[place + 1 :]
            if one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
        ]


def test_name_moved_far_from_its_dot_is_led_to() -> None:
    drawn = marks(_plane([Point(f"Подпись {number}", 0.5, across=0.5) for number in range(8)]), "rule")
    assert sum("led" in row for row in drawn) >= 4


def _plane(points: list[Point]) -> Chart:
    return plane("Важность", points, upward="важность", across="доля")


def _names(spec: Any) -> list[tuple[float, float, float, float]]:
    """Boxes of the names, by seven pixels a letter."""
    rows = [row for layer in spec["layer"] if layer["mark"]["type"] == "text" for row in layer["data"]["values"]]
    found = []
    for row in (row for row in rows if "side" in row):
        lines = row["label"].split("\n")
        room = 7 * max(map(len, lines))
        left = row["at"] if row["side"] == "left" else row["at"] - room
        found.append((left, row["line"] - 8, left + room, row["line"] + 18 * len(lines) - 10))
    return found


def _dots(spec: Any) -> list[tuple[float, float, float, float]]:
    rows = [row for layer in spec["layer"] if layer["mark"]["type"] == "point" for row in layer["data"]["values"]]
    return [(row["x"] - 3, row["y"] - 3, row["x"] + 3, row["y"] + 3) for row in rows]
