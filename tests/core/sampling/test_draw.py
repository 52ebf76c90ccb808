"""A draw that can be repeated, and favours nobody."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from otklik.core.sampling.draw import draw, population_digest

REFS = st.sets(st.text(min_size=1, max_size=6), max_size=40)


@given(REFS, REFS, st.integers(0, 20), st.text(min_size=1, max_size=8))
def test_the_same_seed_draws_the_same_people_whatever_the_order(
    first: set[str], second: set[str], size: int, seed: str
) -> None:
    sizes = [size, size]
    found = draw({0: sorted(first), 1: sorted(second)}, sizes, seed)
    assert found == draw({1: sorted(second, reverse=True), 0: sorted(first, reverse=True)}, sizes, seed)
    by_stratum = Counter(stratum for stratum, _ in found)
    assert by_stratum[0] == min(size, len(first))
    assert by_stratum[1] == min(size, len(second))
    assert {ref for stratum, ref in found if stratum == 0} <= first


def test_a_larger_draw_of_the_same_seed_keeps_the_smaller() -> None:
    refs = {0: [f"p{one}" for one in range(200)]}
    assert draw(refs, [50], "осень")[:20] == draw(refs, [20], "осень")
    assert draw(refs, [50], "осень") != draw(refs, [50], "зима")


def test_everybody_has_the_same_chance() -> None:
    refs = {0: [f"p{one}" for one in range(40)]}
    hits = Counter(ref for seed in range(600) for _, ref in draw(refs, [10], str(seed)))
    chi = sum((hits[f"p{one}"] - 150) ** 2 / 150 for one in range(40))
    assert chi < 72.06, "χ² of 39 degrees, 0.1 % (with the variance of a draw without return it is smaller still)"


def test_the_digest_knows_the_population_and_not_its_order() -> None:
    cells = [(("f", "old"), 10), (("m", "old"), 7)]
    assert population_digest(cells, ["a", "b"]) == population_digest(reversed(cells), ["b", "a"])
    assert population_digest(cells, ["a", "b"]) != population_digest(cells, ["a", "c"])
    assert population_digest(cells) != population_digest([(("f", "old"), 11), (("m", "old"), 7)])
    assert population_digest([(("a", "b"), 1)]) != population_digest([(("ab",), 1)])
