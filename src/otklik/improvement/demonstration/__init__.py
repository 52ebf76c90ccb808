"""Pains of the demonstration: each subject fills its own rows, in the order of a quarter's work."""

from collections.abc import Callable
from datetime import date

#: Loaders of the subjects, called with the administration's slug and today: maps, levels, measures, effect, thanks.
LOADERS: tuple[Callable[[str, date], object], ...] = ()


def load_improvement(slug: str, today: date) -> None:
    """Invent and store the pains of one place; the feedback and the surveys are there already."""
    for load in LOADERS:
        load(slug, today)
