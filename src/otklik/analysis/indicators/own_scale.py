"""The mean of one question as people marked it: of a scale from 1 to 4 not stretched to five."""

from dataclasses import replace

from otklik.core.ratings.item import FIVE, Item
from otklik.core.ratings.rating import Rating


def on_own_scale(mean: Rating, item: Item) -> Rating:
    """A mean told on 1..5, told on the question's own marks; scales that reach beyond 1..5 stay as they are."""
    low, high = item.scale
    if mean.value is None or item.scale == FIVE or low < FIVE[0] or high > FIVE[1]:
        return mean
    part = (high - low) / (FIVE[1] - FIVE[0])
    error = mean.error * part if mean.error is not None else None
    return replace(mean, value=low + (mean.value - FIVE[0]) * part, error=error)
