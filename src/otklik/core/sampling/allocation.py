"""A total spread over strata: in proportion, by Neyman, equally; whole numbers whose sum is the total."""

from collections.abc import Sequence

#: Spread of a yes-or-no opinion where nothing is known of a stratum: √(0.5 · 0.5).
UNKNOWN_SPREAD = 0.5


def proportional(total: int, sizes: Sequence[int], *, least: int = 0) -> list[int]:
    """Shares by the strata's sizes; no stratum gets more than it has, none fewer than `least` (if it has so many)."""
    return allocate(total, [float(size) for size in sizes], sizes, least=least)


def neyman(total: int, sizes: Sequence[int], spreads: Sequence[float | None], *, least: int = 0) -> list[int]:
    """Shares by size × standard deviation: more where opinions differ. An unknown spread is 0.5 (Neyman, 1934)."""
    parts = [size * (UNKNOWN_SPREAD if spread is None else spread) for size, spread in zip(sizes, spreads, strict=True)]
    return allocate(total, parts, sizes, least=least)


def equal(total: int, sizes: Sequence[int], *, least: int = 0) -> list[int]:
    """The same for every stratum that has anybody."""
    return allocate(total, [float(size > 0) for size in sizes], sizes, least=least)


def allocate(total: int, parts: Sequence[float], most: Sequence[int], *, least: int = 0) -> list[int]:
    """Whole numbers in the ratio of `parts` by largest remainders, within [min(least, most), most].

    Their sum is `total`, or less where the strata have no more people, or more where the minimums ask for it.
    """
    floors = [min(least, limit) for limit in most]
    total = max(min(total, sum(most)), sum(floors))
    fixed: dict[int, int] = {}
    while True:
        free = [place for place in range(len(parts)) if place not in fixed]
        rest = total - sum(fixed.values())
        shares = _shares(rest, free, parts, most)
        low = {place: floors[place] for place in free if shares[place] < floors[place]}
        high = {place: most[place] for place in free if shares[place] > most[place]}
        excess = sum(shares[place] - most[place] for place in high)
        lack = sum(floors[place] - shares[place] for place in low)
        bound = high if excess >= lack and high else low
        if not bound:
            return _rounded(rest, free, shares, fixed, most)
        fixed |= bound


def _shares(rest: int, free: Sequence[int], parts: Sequence[float], most: Sequence[int]) -> dict[int, float]:
    whole = sum(parts[place] for place in free)
    if whole > 0:
        return {place: rest * parts[place] / whole for place in free}
    room = sum(most[place] for place in free)
    return {place: rest * most[place] / room if room else 0.0 for place in free}


def _rounded(
    rest: int, free: Sequence[int], shares: dict[int, float], fixed: dict[int, int], most: Sequence[int]
) -> list[int]:
    """Largest remainders first; ties go to the earlier stratum."""
    whole = {place: min(int(shares[place] + 1e-9), most[place]) for place in free}
    order = sorted(free, key=lambda place: (-(shares[place] - whole[place]), place))
    missing = rest - sum(whole.values())
    for place in order * 2:
        if missing > 0 and whole[place] < most[place]:
            whole[place] += 1
            missing -= 1
    given = {**fixed, **whole}
    return [given[place] for place in range(len(most))]
