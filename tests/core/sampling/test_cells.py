"""Cells of a population: what is stored comes back, what is wrong is refused."""

import pytest

from otklik.core.sampling.cells import Dimension, Frame, dimension_from, frame_of, undivided

SEX = Dimension("sex", "Пол", (("f", "Женщины"), ("m", "Мужчины")))
AGE = dimension_from("age", "Возраст", ["до 35", "35+", "до 35"])
COUNTS = {("f", "до 35"): 30, ("m", "до 35"): 20, ("f", "35+"): 50, ("m", "35+"): 0}


def test_cells_stand_in_the_order_of_their_values_and_come_back() -> None:
    frame = frame_of([SEX, AGE], COUNTS)
    assert frame.counts == [30, 50, 20]
    assert frame.size == 100
    assert frame.title_of(0) == "Женщины, до 35"
    assert Frame.of(frame.as_json()) == frame
    assert frame.place_of(("m", "до 35")) == 2
    assert frame.place_of(("m", "35+")) is None


def test_people_are_summed_by_one_feature_and_by_several() -> None:
    frame = frame_of([SEX, AGE], COUNTS)
    assert frame.margin("sex") == {"f": 80, "m": 20}
    assert frame.joined(["age", "sex"])[("35+", "f")] == 50
    with pytest.raises(KeyError):
        frame.margin("income")


def test_a_whole_has_one_cell() -> None:
    assert undivided(70).title_of(0) == "Все"
    assert undivided(70).joined([]) == {(): 70}


@pytest.mark.parametrize(
    ("dimensions", "counts", "said"),
    [
        ([SEX], {("f",): 0}, "пуста"),
        ([SEX], {("f",): -1}, "меньше нуля"),
        ([SEX] * 5, {("f",) * 5: 1}, "Признаков больше"),
        ([dimension_from("n", "N", map(str, range(500)))], {(str(one),): 1 for one in range(500)}, "Ячеек 500"),
    ],
)
def test_impossible_populations_are_refused(dimensions: list[Dimension], counts: dict, said: str) -> None:  # type: ignore[type-arg]
    with pytest.raises(ValueError, match=said):
        frame_of(dimensions, counts)
