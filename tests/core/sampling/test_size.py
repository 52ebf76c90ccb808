"""Sizes against a published table, and what must hold for any population."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from otklik.core.sampling.size import invited_size, quantile, reached_margin, sample_size

#: Krejcie and Morgan, «Determining sample size for research activities», 1970, table 1: 5 %, 95 %, p = 0.5.
KREJCIE_MORGAN = [
    (10, 10), (50, 44), (100, 80), (150, 108), (200, 132), (300, 169), (400, 196), (500, 217), (700, 248),
    (1000, 278), (1500, 306), (2000, 322), (3000, 341), (5000, 357), (10000, 370), (20000, 377), (50000, 381),
]  # fmt: skip
#: Cochran, «Sampling Techniques», 1977, 4.4: z²pq/d² at 95 % for d = 3, 4, 5 and 10 %.
ENDLESS = [(0.03, 1068), (0.04, 601), (0.05, 385), (0.10, 97)]


@pytest.mark.parametrize(("population", "wanted"), KREJCIE_MORGAN)
def test_sizes_are_those_of_the_published_table(population: int, wanted: int) -> None:
    found = sample_size(population, margin=0.05)
    assert round(found.exact) == wanted
    assert found.answers in {wanted, wanted + 1}, "the table rounds to the nearest, we up"


@pytest.mark.parametrize(("margin", "wanted"), ENDLESS)
def test_a_very_large_population_needs_no_more_than_the_textbook_says(margin: float, wanted: int) -> None:
    assert sample_size(None, margin=margin).answers == wanted


def test_the_steps_say_how() -> None:
    steps = " ".join(sample_size(4000, margin=0.05).steps)
    assert "1,96" in steps
    assert "384,1" in steps
    assert "351" in steps
    assert "сплошной" not in steps
    assert "сплошной" in " ".join(sample_size(200, margin=0.05).steps)


@given(population=st.integers(1, 2_000_000), margin=st.floats(0.01, 0.2), share=st.floats(0.05, 0.95))
def test_the_size_reaches_its_margin_and_one_fewer_does_not(population: int, margin: float, share: float) -> None:
    found = sample_size(population, margin=margin, expected_share=share)
    assert 1 <= found.answers <= population
    reached = reached_margin(found.answers, population, share=share)
    assert reached is not None
    assert reached <= margin + 1e-9
    if 1 < found.answers < population:
        worse = reached_margin(found.answers - 1, population, share=share)
        assert worse is not None
        assert worse > margin - 1e-9


@given(st.floats(0.5, 0.999))
def test_the_quantile_is_that_of_the_normal_curve(confidence: float) -> None:
    assert math.isclose(math.erf(quantile(confidence) / math.sqrt(2)), confidence, rel_tol=1e-9)


def test_weights_widen_the_margin_by_the_root_of_their_effect() -> None:
    plain = reached_margin(400, None)
    weighed = reached_margin(400, None, design_effect=1.44)
    assert plain is not None
    assert weighed == pytest.approx(plain * 1.2)
    assert reached_margin(0, 100) is None
    assert reached_margin(100, 100) == 0


@pytest.mark.parametrize(
    ("answers", "response", "population", "wanted"),
    [(370, 0.25, None, 1480), (10, 1, None, 10), (370, 0.25, 1000, 1000), (3, 0.3, None, 10)],
)
def test_more_are_asked_than_answer(answers: int, response: float, population: int | None, wanted: int) -> None:
    assert invited_size(answers, response, population) == wanted


@pytest.mark.parametrize(
    "wrong",
    [{"margin": 0.0}, {"margin": 1.0}, {"margin": 0.05, "confidence": 1.0}, {"margin": 0.05, "expected_share": 0.0}],
)
def test_impossible_wishes_are_refused(wrong: dict[str, float]) -> None:
    with pytest.raises(ValueError, match="должна быть"):
        sample_size(100, **wrong)


def test_nobody_can_be_drawn_from_nobody() -> None:
    with pytest.raises(ValueError, match="пуста"):
        sample_size(0, margin=0.05)
    with pytest.raises(ValueError, match="ответивших"):
        invited_size(10, 0)
