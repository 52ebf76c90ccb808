"""How sure a share is."""

LEVEL = 0.95


def wilson_interval(successes: int, total: int) -> tuple[float, float] | None:
    """The 95 % Wilson interval of a share (both ends 0..1); None where nothing was counted.

    ValueError when more succeeded than there were.
    """
    if total == 0:
        return None
    # SciPy's statistics take most of a second to load: only the pages that show an interval pay for it, once.
    from scipy.stats import binomtest  # noqa: PLC0415

    interval = binomtest(successes, total).proportion_ci(confidence_level=LEVEL, method="wilson")
    return float(interval.low), float(interval.high)


def rate_ratio_interval(later: int, later_days: float, earlier: int, earlier_days: float) -> tuple[float, float | None]:
    """The exact 95 % interval for the ratio of two Poisson rates, later ÷ earlier; no upper end when earlier is 0.

    Given their sum, the later count is binomial (Przyborowski and Wilenski, 1940): Clopper and Pearson's interval for
    its share gives the interval of the ratio.
    """
    if later + earlier == 0:
        return 0.0, None
    from scipy.stats import binomtest  # noqa: PLC0415 - as above

    interval = binomtest(later, later + earlier).proportion_ci(confidence_level=LEVEL, method="exact")
    scale = earlier_days / later_days
    low, high = float(interval.low), float(interval.high)
    return low / (1 - low) * scale if low < 1 else 0.0, high / (1 - high) * scale if high < 1 else None


def poisson_interval(count: int) -> tuple[float, float]:
    """The exact 95 % interval of a Poisson mean (Garwood, 1936)."""
    from scipy.stats import chi2  # noqa: PLC0415 - as above

    tail = (1 - LEVEL) / 2
    low = float(chi2.ppf(tail, 2 * count)) / 2 if count else 0.0
    return low, float(chi2.ppf(1 - tail, 2 * (count + 1))) / 2
