"""Weights against arithmetic done by hand; the library's raking against a fitting of our own."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from otklik.core.sampling.weights import poststratify, rake

Codes = tuple[str, ...]


def fitted_by_hand(counts: dict[Codes, int], margins: list[dict[str, int]], sweeps: int = 3000) -> dict[Codes, float]:
    """Iterative proportional fitting as the textbook says it: scale rows, scale columns, again."""
    weights = {codes: float(count) for codes, count in counts.items()}
    whole = sum(counts.values())
    for _ in range(sweeps):
        for place, margin in enumerate(margins):
            for code, people in margin.items():
                held = sum(weight for codes, weight in weights.items() if codes[place] == code)
                wanted = whole * people / sum(margin.values())
                weights = {
                    codes: weight * wanted / held if codes[place] == code else weight
                    for codes, weight in weights.items()
                }
    return {codes: weight / counts[codes] for codes, weight in weights.items()}


def test_raking_is_the_fitting_done_by_hand() -> None:
    counts = {("m", "y"): 20, ("m", "o"): 30, ("f", "y"): 40, ("f", "o"): 110}
    margins = [{"m": 460, "f": 540}, {"y": 450, "o": 550}]
    found = rake(counts, margins)
    assert found.factors == pytest.approx(fitted_by_hand(counts, margins), rel=1e-6)
    men = sum(found.factors[codes] * count for codes, count in counts.items() if codes[0] == "m")
    assert men / 200 == pytest.approx(0.46)
    assert sum(found.factors[codes] * count for codes, count in counts.items()) == pytest.approx(200)


@settings(max_examples=15)
@given(
    st.lists(st.integers(1, 60), min_size=6, max_size=6),
    st.lists(st.integers(20, 500), min_size=2, max_size=2),
    st.lists(st.integers(20, 500), min_size=3, max_size=3),
)
def test_raking_fits_any_margins(answers: list[int], sexes: list[int], ages: list[int]) -> None:
    keys = [(sex, age) for sex in "mf" for age in ("young", "middle", "old")]
    counts = dict(zip(keys, answers, strict=True))
    margins = [dict(zip("mf", sexes, strict=True)), dict(zip(("young", "middle", "old"), ages, strict=True))]
    found = rake(counts, margins)
    for place, margin in enumerate(margins):
        for code, people in margin.items():
            held = sum(found.factors[codes] * count for codes, count in counts.items() if codes[place] == code)
            assert held / found.n == pytest.approx(people / sum(margin.values()), rel=1e-6)
    assert found.design_effect >= 1
    assert 0 < found.effective_n <= found.n + 1e-9


def test_poststratification_is_share_of_people_by_share_of_answers() -> None:
    found = poststratify({("a",): 10, ("b",): 30}, {("a",): 500, ("b",): 500})
    assert found.factors == pytest.approx({("a",): 2.0, ("b",): 2 / 3})
    # Kish by hand: n·Σw² / (Σw)² = 40 · (10·4 + 30·4/9) / 40².
    assert found.design_effect == pytest.approx(40 * (40 + 30 * 4 / 9) / 1600)
    assert found.effective_n == pytest.approx(30.0)
    assert found.extremes == pytest.approx((2 / 3, 2.0))


def test_equal_shares_need_no_weights() -> None:
    found = poststratify({("a",): 10, ("b",): 30}, {("a",): 100, ("b",): 300})
    assert found.factors == pytest.approx({("a",): 1.0, ("b",): 1.0})
    assert found.design_effect == pytest.approx(1.0)


def test_a_population_without_strata_weighs_nothing() -> None:
    assert poststratify({(): 12}, {(): 700}).factors == {(): 1.0}


def test_a_silent_cell_is_said_and_not_guessed() -> None:
    with pytest.raises(ValueError, match="без единого ответа: b"):
        poststratify({("a",): 10}, {("a",): 5, ("b",): 5})
    with pytest.raises(ValueError, match="без единого ответа: old"):
        rake({("m", "young"): 4, ("f", "young"): 4}, [{"m": 1, "f": 1}, {"young": 3, "old": 3}])
    with pytest.raises(ValueError, match="нет: c"):
        poststratify({("a",): 10, ("c",): 1}, {("a",): 5})
    with pytest.raises(ValueError, match="ещё нет"):
        rake({}, [{"m": 1}])
    with pytest.raises(ValueError, match="не сошлись"):
        rake({("m", "y"): 4, ("f", "o"): 4}, [{"m": 10, "f": 90}, {"y": 90, "o": 10}])
