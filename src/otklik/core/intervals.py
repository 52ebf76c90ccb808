"""How sure a share is."""

from math import sqrt
from statistics import NormalDist

LEVEL = 0.95
Z = NormalDist().inv_cdf((1 + LEVEL) / 2)


def wilson_interval(successes: int, total: int) -> tuple[float, float] | None:
    """The 95 % Wilson interval of a share (both ends 0..1); None where nothing was counted.

    ValueError when more succeeded than there were.
    """
    if total == 0:
        return None
    if not 0 <= successes <= total:
        raise ValueError(f"{successes} of {total}")
    share, weight = successes / total, Z * Z / total
    middle = (share + weight / 2) / (1 + weight)
    half = Z * sqrt(share * (1 - share) / total + weight / (4 * total)) / (1 + weight)
    low = 0.0 if successes == 0 else middle - half
    high = 1.0 if successes == total else middle + half
    return low, high
