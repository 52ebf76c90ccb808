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
