"""How sure a share is.

The formulas stand here themselves: SciPy's statistics take most of a second to load, its special functions a tenth.
"""

from math import sqrt

LEVEL = 0.95
#: The normal distribution's quantile of (1 + LEVEL) / 2.
_NORMAL = 1.959963984540054
_TAIL = (1 - LEVEL) / 2


def wilson_interval(successes: int, total: int) -> tuple[float, float] | None:
    """The 95 % Wilson interval of a share (both ends 0..1); None where nothing was counted.

    ValueError when more succeeded than there were.
    """
    if total == 0:
        return None
    if not 0 <= successes <= total:
        raise ValueError(f"{successes} of {total} is no share")
    share, square = successes / total, _NORMAL**2
    width = 2 * (total + square)
    centre = (2 * total * share + square) / width
    half = _NORMAL * sqrt(square + 4 * total * share * (1 - share)) / width
    return centre - half if successes else 0.0, centre + half if successes < total else 1.0


def rate_ratio_interval(later: int, later_days: float, earlier: int, earlier_days: float) -> tuple[float, float | None]:
    """The exact 95 % interval for the ratio of two Poisson rates, later ÷ earlier; no upper end when earlier is 0.

    Given their sum, the later count is binomial (Przyborowski and Wilenski, 1940): Clopper and Pearson's interval for
    its share gives the interval of the ratio.
    """
    if later + earlier == 0:
        return 0.0, None
    from scipy.special import betaincinv  # noqa: PLC0415 - only the pages that show an interval pay for it

    scale = earlier_days / later_days
    low = float(betaincinv(later, earlier + 1, _TAIL)) if later else 0.0
    high = float(betaincinv(later + 1, earlier, 1 - _TAIL)) if earlier else 1.0
    return low / (1 - low) * scale if low < 1 else 0.0, high / (1 - high) * scale if high < 1 else None


def poisson_interval(count: int) -> tuple[float, float]:
    """The exact 95 % interval of a Poisson mean (Garwood, 1936)."""
    from scipy.special import gammaincinv  # noqa: PLC0415 - as above

    low = float(gammaincinv(count, _TAIL)) if count else 0.0
    return low, float(gammaincinv(count + 1, 1 - _TAIL))
