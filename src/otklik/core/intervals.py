"""How sure a share is."""

from functools import lru_cache

LEVEL = 0.95


@lru_cache(maxsize=4096)
def wilson_interval(successes: int, total: int) -> tuple[float, float] | None:
    """The 95 % Wilson interval of a share (both ends 0..1); None where nothing was counted.

    ValueError when more succeeded than there were.
    """
    if total == 0:
        return None
    from scipy.stats import binomtest  # noqa: PLC0415 - reading it costs a second, and few pages need it

    interval = binomtest(successes, total).proportion_ci(confidence_level=LEVEL, method="wilson")
    return float(interval.low), float(interval.high)
