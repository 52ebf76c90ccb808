"""The proportional-odds fit of marks in order: a check of the linear reading that takes no distance for granted."""

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from otklik.core.drivers import Drivers, shares_from_worth

Numbers = NDArray[np.float64]
#: Every subset is fitted anew: beyond these the page would have to be waited for.
MOST_ELEMENTS, MOST_CASES = 6, 20_000
_LEAST_CHANCE = 1e-12


def with_ordinal(found: Drivers, whole: Numbers, elements: Numbers) -> Drivers:
    """The same drivers with shares of McFadden's pseudo-R² beside them, where fitting is feasible."""
    places = sorted(driver.place for driver in found.drivers)
    complete = np.isfinite(whole) & np.isfinite(elements[:, places]).all(axis=1)
    if len(places) > MOST_ELEMENTS or found.cases > MOST_CASES:
        return found
    worth = ordinal_worth(whole[complete], elements[complete][:, places])
    shares, total = shares_from_worth(worth, len(places)), float(worth[-1])
    if total <= 0:
        return found
    parts = dict(zip(places, shares / total, strict=True))
    drivers = tuple(replace(driver, ordinal=float(parts[driver.place])) for driver in found.drivers)
    return replace(found, drivers=drivers, ordinal_explained=total)


def ordinal_worth(whole: Numbers, elements: Numbers) -> Numbers:
    """McFadden's pseudo-R² of the ordered logit on each subset of the columns, by bit mask."""
    patterns, weights = np.unique(np.column_stack([elements, whole]), axis=0, return_counts=True)
    levels = np.unique(patterns[:, -1])
    marks = np.searchsorted(levels, patterns[:, -1])
    x = (patterns[:, :-1] - elements.mean(axis=0)) / np.maximum(elements.std(axis=0), _LEAST_CHANCE)
    count = x.shape[1]
    shares = np.bincount(marks, weights=weights) / weights.sum()
    nothing = float((np.bincount(marks, weights=weights) * np.log(shares)).sum())
    worth = np.zeros(1 << count)
    for mask in range(1, 1 << count):
        chosen = [place for place in range(count) if mask >> place & 1]
        worth[mask] = 1 - log_likelihood(marks, x[:, chosen], weights.astype(np.float64)) / nothing
    return worth


def log_likelihood(marks: NDArray[np.intp], x: Numbers, weights: Numbers) -> float:
    """The greatest log likelihood of the proportional-odds model; `marks` are 0, 1, 2 … without gaps."""
    from scipy.optimize import minimize  # noqa: PLC0415 - a second to load, for one page of surveys

    borders = np.cumsum(np.bincount(marks, weights=weights))[:-1] / weights.sum()
    begin = np.log(borders / (1 - borders))
    steps = np.concatenate([begin[:1], np.log(np.diff(begin))])
    start = np.concatenate([np.zeros(x.shape[1]), steps])
    fit = minimize(_loss, start, args=(marks, x, weights), jac=True, method="L-BFGS-B")
    return -float(fit.fun) * float(weights.sum())


def _loss(parameters: Numbers, marks: NDArray[np.intp], x: Numbers, weights: Numbers) -> tuple[float, Numbers]:
    """Mean negative log likelihood and its gradient; borders are a first one and logarithms of steps."""
    from scipy.special import expit  # noqa: PLC0415 - as above

    width = x.shape[1]
    slope, steps = parameters[:width], parameters[width:]
    grown = np.exp(steps[1:])
    borders = np.concatenate([steps[:1], steps[0] + np.cumsum(grown)])
    line = x @ slope
    top, bottom = marks < len(borders), marks > 0
    upper = np.where(top, expit(borders[np.minimum(marks, len(borders) - 1)] - line), 1.0)
    lower = np.where(bottom, expit(borders[np.maximum(marks - 1, 0)] - line), 0.0)
    chance = np.maximum(upper - lower, _LEAST_CHANCE)
    total = weights.sum()
    up, down = weights * upper * (1 - upper) / chance, weights * lower * (1 - lower) / chance
    by_border = np.bincount(marks[top], weights=up[top], minlength=len(borders))
    by_border -= np.bincount(marks[bottom] - 1, weights=down[bottom], minlength=len(borders))
    later = np.cumsum(by_border[::-1])[::-1]
    by_step = np.concatenate([later[:1], later[1:] * grown])
    by_slope = x.T @ (down - up)
    gradient = -np.concatenate([by_slope, by_step]) / total
    return -float((weights * np.log(chance)).sum() / total), gradient
