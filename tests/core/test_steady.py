"""What keeps high, what stays low."""

import pytest

from otklik.core.effect.series import QuarterValue, share_value
from otklik.core.periods import Quarter
from otklik.core.steady import between, holds_high, stays_low

YEAR = [Quarter(2025, number) for number in (1, 2, 3, 4)]


def shares(*counts: int, base: int = 100) -> list[QuarterValue]:
    made = [share_value(quarter, count, base) for quarter, count in zip(YEAR, counts, strict=False)]
    return [one for one in made if one is not None]


def test_three_high_quarters_make_a_practice() -> None:
    assert holds_high(shares(85, 88, 86), 0.75)
    assert holds_high(shares(20, 85, 88, 86), 0.75)  # what was before the last three does not count


@pytest.mark.parametrize("counts", [(85, 88), (85, 74, 95), (78, 79, 77), (95, 95, 95, 40)])
def test_too_short_one_fall_or_too_unsure_make_none(counts: tuple[int, ...]) -> None:
    assert not holds_high(shares(*counts), 0.75)


def test_a_missing_quarter_breaks_the_row() -> None:
    one, _, *rest = shares(85, 88, 86, 87)
    assert not holds_high([one, *rest], 0.75)


def test_two_low_quarters_make_a_direction() -> None:
    assert stays_low(shares(90, 40, 42), 0.6)
    assert not stays_low(shares(40), 0.6)
    assert not stays_low(shares(40, 61), 0.6)
    assert not stays_low(shares(57, 56, base=100), 0.6)  # may be 60 by chance
    assert not stays_low([], 0.6)


def test_the_interval_narrows_with_quarters() -> None:
    low, high = between(shares(50))
    assert (low, high) == (pytest.approx(0.403, abs=0.002), pytest.approx(0.597, abs=0.002))
    assert between(shares(50, 50, 50, 50))[0] == pytest.approx(0.452, abs=0.002)
    with pytest.raises(ValueError, match="Нет ни одного"):
        between([])
