"""Which elements go together with the whole: Shapley (LMG) shares of the explained variance, with their uncertainty.

Порядок: murashi 5.11 («выявить факторы, влияющие на удовлетворенность клиентов»)
"""

from dataclasses import dataclass
from itertools import combinations
from math import factorial

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]

#: Exact shares look at every subset of elements: ten make 1,024 of them.
MOST_ELEMENTS = 10
#: Fewer complete answers, or fewer for each element, are not counted from.
LEAST_CASES, LEAST_CASES_EACH = 50, 10
#: An element that fewer than this share of those who rated the whole answered is left out, not allowed to cost them.
LEAST_ANSWERED = 0.5
DRAWS, SEED, LEVEL = 500, 2026, 0.95
#: More cases than this are drawn again in groups: the same interval for a hundredth of the work.
_ONE_BY_ONE, _GROUPS = 5_000, 1_000
_ALIKE = 1e-9


class TooLittleToTell(ValueError):  # noqa: N818 - names the finding
    """Importance may not be counted from these answers; the message is Russian and says why."""


@dataclass(frozen=True)
class Driver:
    """One element: its share of the explained variance (0..1) with a 95 % bootstrap interval, how it goes with the
    whole (correlation), its place in the given list."""

    place: int
    share: float
    low: float
    high: float
    correlation: float
    ordinal: float | None = None
    """Share by the ordered logit, where it was fitted."""


@dataclass(frozen=True)
class Drivers:
    """What the answers say of all elements."""

    drivers: tuple[Driver, ...]
    """Strongest first."""
    explained: float
    """R² of the linear fit of the whole on all elements."""
    cases: int
    rated: int
    """Who rated the whole."""
    dropped: tuple[int, ...]
    """Places of elements answered by too few, or answered alike by all."""
    ordinal_explained: float | None = None

    @property
    def lost_share(self) -> float:
        """Share of those who rated the whole but not every element, and so are not counted."""
        return 1 - self.cases / self.rated if self.rated else 0.0


def shapley_shares(whole: Numbers, elements: Numbers) -> Numbers:
    """LMG values of the columns: together they make R². `whole` and `elements` hold no gaps.

    Lindeman, Merenda and Gold (1980); the same as `lmg` of R's relaimpo.
    """
    shares: Numbers = _shapley(_explained_by_subset(_moments(whole, elements)[np.newaxis]))[0]
    return shares


def drivers_of(whole: Numbers, elements: Numbers, *, draws: int = DRAWS, seed: int = SEED) -> Drivers:
    """Importance of each column of `elements` for `whole`; NaN where nothing was answered.

    Only complete cases are counted; TooLittleToTell when they are too few, or everybody rated the whole alike.
    """
    rated = np.isfinite(whole)
    whole, elements = whole[rated], elements[rated]
    kept = [place for place in range(elements.shape[1]) if _answered_enough(elements[:, place])]
    complete = np.isfinite(elements[:, kept]).all(axis=1)
    y, x = whole[complete], elements[complete][:, kept]
    varied = [at for at in range(x.shape[1]) if len(y) and np.ptp(x[:, at]) > 0]
    kept, x = [kept[at] for at in varied], x[:, varied]
    _refuse_too_little(y, x)
    shares = shapley_shares(y, x)
    low, high = _intervals(y, x, draws, np.random.default_rng(seed))
    explained = float(shares.sum())
    parts = shares / explained if explained > _ALIKE else shares
    found = [
        Driver(place, float(parts[at]), float(low[at]), float(high[at]), float(np.corrcoef(y, x[:, at])[0, 1]))
        for at, place in enumerate(kept)
    ]
    dropped = tuple(place for place in range(elements.shape[1]) if place not in kept)
    ranked = tuple(sorted(found, key=lambda one: -one.share))
    return Drivers(ranked, explained, len(y), int(rated.sum()), dropped)


def _answered_enough(column: Numbers) -> bool:
    return len(column) > 0 and float(np.isfinite(column).mean()) >= LEAST_ANSWERED


def _refuse_too_little(whole: Numbers, elements: Numbers) -> None:
    cases, count = elements.shape
    needed = max(LEAST_CASES, LEAST_CASES_EACH * count)
    if count < 2:  # noqa: PLR2004 - one element has nothing to be compared with
        raise TooLittleToTell("Сравнивать нечего: нужны оценки хотя бы двух элементов, и не одинаковые у всех.")
    if count > MOST_ELEMENTS:
        raise TooLittleToTell(f"Элементов {count}: важность считается не больше чем для {MOST_ELEMENTS}.")
    if cases < needed:
        raise TooLittleToTell(
            f"Анкет, где оценены и целое, и все элементы, — {cases}, а нужно не меньше {needed}: "
            f"по меньшему числу важность была бы гаданием."
        )
    if np.ptp(whole) == 0:
        raise TooLittleToTell("Все поставили целому одну и ту же оценку: искать, с чем она связана, не по чему.")


def _moments(whole: Numbers, elements: Numbers) -> Numbers:
    """Covariances of the elements and, last, the whole."""
    return np.cov(np.column_stack([elements, whole]), rowvar=False, bias=True)


def _subsets(count: int) -> list[tuple[int, ...]]:
    return [subset for size in range(1, count + 1) for subset in combinations(range(count), size)]


def _explained_by_subset(covariances: Numbers) -> tuple[Numbers, int]:
    """R² of the whole on every subset, for each of many covariance matrices: [draw, bit mask of the subset]."""
    count = covariances.shape[-1] - 1
    explained = np.zeros((len(covariances), 1 << count))
    variance = np.maximum(covariances[:, -1, -1], _ALIKE)
    ridge = _ALIKE * np.maximum(np.trace(covariances, axis1=1, axis2=2), _ALIKE)
    for subset in _subsets(count):
        among = covariances[:, subset, :][:, :, subset] + ridge[:, None, None] * np.eye(len(subset))
        toward = covariances[:, subset, -1]
        weights = np.linalg.solve(among, toward[..., None])[..., 0]
        explained[:, _mask(subset)] = (weights * toward).sum(axis=1) / variance
    return explained, count


def _mask(subset: tuple[int, ...]) -> int:
    return sum(1 << place for place in subset)


def _shapley(explained: tuple[Numbers, int]) -> Numbers:
    """The mean gain of each element over all orders of entering."""
    worth, count = explained
    shares = np.zeros((len(worth), count))
    for place in range(count):
        rest = [other for other in range(count) if other != place]
        for size in range(count):
            weight = factorial(size) * factorial(count - size - 1) / factorial(count)
            for subset in combinations(rest, size):
                without = _mask(subset)
                shares[:, place] += weight * (worth[:, without | 1 << place] - worth[:, without])
    return shares


def shares_from_worth(worth: Numbers, count: int) -> Numbers:
    """Shapley values of any worth of subsets (by bit mask): for a pseudo-R² as well as for R²."""
    shares: Numbers = _shapley((worth[np.newaxis], count))[0]
    return shares


def _intervals(whole: Numbers, elements: Numbers, draws: int, chance: np.random.Generator) -> tuple[Numbers, Numbers]:
    """Ends of the 95 % percentile bootstrap intervals of the shares of the explained."""
    covariances = _drawn_covariances(np.column_stack([elements, whole]), draws, chance)
    shares = _shapley(_explained_by_subset(covariances))
    explained = shares.sum(axis=1, keepdims=True)
    parts = shares / np.maximum(explained, _ALIKE)
    tail = 100 * (1 - LEVEL) / 2
    low, high = np.percentile(parts, [tail, 100 - tail], axis=0)
    return low, high


def _drawn_covariances(values: Numbers, draws: int, chance: np.random.Generator) -> Numbers:
    """Covariances of resamples: of cases, or of random groups of them where they are many."""
    values = values - values.mean(axis=0)
    counts, sums, products = _grouped(values, chance)
    times = chance.multinomial(len(counts), np.full(len(counts), 1 / len(counts)), size=draws).astype(np.float64)
    total = times @ counts
    means = (times @ sums) / total[:, None]
    width = values.shape[1]
    squares = (times @ products.reshape(len(counts), -1)).reshape(draws, width, width) / total[:, None, None]
    covariances: Numbers = squares - means[:, :, None] * means[:, None, :]
    return covariances


def _grouped(values: Numbers, chance: np.random.Generator) -> tuple[Numbers, Numbers, Numbers]:
    """Size, sum and sum of products of each unit that is drawn."""
    if len(values) <= _ONE_BY_ONE:
        return np.ones(len(values)), values, values[:, :, None] * values[:, None, :]
    groups = np.array_split(chance.permutation(len(values)), _GROUPS)
    sums = np.array([values[group].sum(axis=0) for group in groups])
    products = np.array([values[group].T @ values[group] for group in groups])
    return np.array([len(group) for group in groups], dtype=np.float64), sums, products
