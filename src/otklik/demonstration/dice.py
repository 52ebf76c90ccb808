"""Chance in two words, so that shares read as shares."""

from collections.abc import Mapping
from random import Random
from typing import TypeVar

Choice = TypeVar("Choice")


def chance(rng: Random, share: float) -> bool:
    """True in this share (0..1) of throws."""
    return rng.random() < share


def weighted(rng: Random, weights: Mapping[Choice, int]) -> Choice:
    """One of the keys, each as often as its weight says."""
    return rng.choices(tuple(weights), tuple(weights.values()))[0]
