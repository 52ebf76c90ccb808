"""The life of a pain: exact tests against SciPy's, and stories told by hand."""

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from scipy.stats import binom, hypergeom

from otklik.core.pain_trend import PainTrend, change_probability, trend_of

SHARES = st.integers(0, 80).flatmap(lambda base: st.tuples(st.integers(0, base), st.just(base)))


@pytest.mark.parametrize(
    ("counts", "trend"),
    [
        ([(5, 100)], PainTrend.NEW),
        ([(0, 90), (0, 80), (4, 100)], PainTrend.NEW),
        ([(20, 100), (45, 100)], PainTrend.GROWING),
        ([(20, 100), (22, 100)], PainTrend.STEADY),
        ([(45, 100), (20, 100)], PainTrend.SHRINKING),
        ([(20, 100), (40, 200)], PainTrend.STEADY),  # twice as many messages of twice as many: the share stands
        ([(20, 200), (20, 60)], PainTrend.GROWING),
        ([(12, 100), (0, 100)], PainTrend.SHRINKING),
        ([(12, 100), (0, 100), (0, 100)], PainTrend.CLOSED),
        ([(12, 100), (0, 100), (0, 100), (1, 100)], PainTrend.RETURNED),
        ([(20, 0), (60, 0)], PainTrend.GROWING),  # no base: the numbers themselves
        ([(20, 0), (22, 0)], PainTrend.STEADY),
    ],
)
def test_tells_the_life_of_a_pain(counts: list[tuple[int, int]], trend: PainTrend) -> None:
    assert trend_of(counts) is trend


def test_a_pain_told_removed_stays_so_until_it_is_heard_of() -> None:
    assert trend_of([(20, 100), (9, 100)], closed_at=1) is PainTrend.CLOSED
    assert trend_of([(20, 100), (9, 100), (0, 100)], closed_at=1) is PainTrend.CLOSED
    assert trend_of([(20, 100), (9, 100), (3, 100)], closed_at=1) is PainTrend.RETURNED


@pytest.mark.parametrize(("counts", "closed_at"), [([], None), ([(-1, 5)], None), ([(1, 5)], 1), ([(1, 5)], -1)])
def test_refuses_what_is_no_history(counts: list[tuple[int, int]], closed_at: int | None) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        trend_of(counts, closed_at=closed_at)


@given(before=SHARES, after=SHARES)
@settings(max_examples=60)
def test_the_test_of_shares_is_the_exact_one(before: tuple[int, int], after: tuple[int, int]) -> None:
    assume(before[1] and after[1])  # without a base the numbers are compared: the next test
    events = before[0] + after[0]
    law = hypergeom(before[1] + after[1], events, after[1])
    expected = min(1.0, 2 * min(law.cdf(after[0]), law.sf(after[0] - 1))) if events else 1.0
    assert change_probability(before, after) == pytest.approx(expected, rel=1e-6)


@given(first=st.integers(1, 60), second=st.integers(0, 60))
@settings(max_examples=40)
def test_without_a_base_numbers_are_compared(first: int, second: int) -> None:
    law = binom(first + second, 0.5)
    expected = min(1.0, 2 * min(law.cdf(second), law.sf(second - 1)))
    assert change_probability((first, 0), (second, 0)) == pytest.approx(expected, rel=1e-6)


@given(before=SHARES, after=SHARES)
@settings(max_examples=60)
def test_turned_about_in_time_a_rise_is_a_fall(before: tuple[int, int], after: tuple[int, int]) -> None:
    turned = {PainTrend.GROWING: PainTrend.SHRINKING, PainTrend.SHRINKING: PainTrend.GROWING}
    if before[0] and after[0]:
        forward = trend_of([before, after])
        assert trend_of([after, before]) is turned.get(forward, forward)


def test_a_pain_that_a_map_lacked_is_compared_by_numbers() -> None:
    """Ten after none is a growth though the base of the silent quarter is unknown; four may be chance."""
    assert trend_of([(9, 47), (0, 0), (10, 73)]) == PainTrend.GROWING
    assert trend_of([(9, 47), (0, 0), (4, 73)]) == PainTrend.STEADY
