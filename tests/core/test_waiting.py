import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from otklik.core.waiting import WaitingFigures, waiting_figures


@given(st.dictionaries(st.integers(0, 400), st.integers(0, 30), max_size=25).filter(lambda d: sum(d.values()) > 0))
def test_figures_equal_those_of_the_expanded_days(histogram: dict[int, int]) -> None:
    days = np.repeat(list(histogram), list(histogram.values()))
    found = waiting_figures(histogram)
    assert (found.n, found.total_days, found.longest) == (len(days), days.sum(), days.max())
    assert found.mean == pytest.approx(days.mean())
    assert found.median == pytest.approx(np.percentile(days, 50))
    assert found.p90 == pytest.approx(np.percentile(days, 90))


@pytest.mark.parametrize("histogram", [{}, {3: 0}])
def test_nothing_answered_has_no_figures(histogram: dict[int, int]) -> None:
    assert waiting_figures(histogram) == WaitingFigures(0, 0, None, None, None, None)


def test_a_negative_count_is_refused() -> None:
    with pytest.raises(ValueError, match="отрицательным"):
        waiting_figures({3: -1})
