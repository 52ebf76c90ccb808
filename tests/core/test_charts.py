"""Charts are honest: bars from nought, sorted, labelled, with a text that says the same."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from otklik.core.charts import NARROW, WIDE, bars, dots, line, narrowed
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
