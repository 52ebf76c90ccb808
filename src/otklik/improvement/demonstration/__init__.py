"""Pains of the demonstration: each subject fills its own rows, in the order of a quarter's work."""

from collections.abc import Callable
from datetime import date

from otklik.improvement.demonstration.cases import load_cases
from otklik.improvement.demonstration.effects import load_effects
from otklik.improvement.demonstration.levels import load_levels, read_lists
from otklik.improvement.demonstration.maps import approve_maps, load_maps
from otklik.improvement.demonstration.practices import load_practices
from otklik.improvement.demonstration.roadmap import load_roadmap
from otklik.improvement.demonstration.thanks import load_thanks

#: Loaders of the subjects, called with the administration's slug and today: maps drafted, measures, maps approved.
LOADERS: tuple[Callable[[str, date], object], ...] = (
    load_maps,
    load_levels,
    load_roadmap,
    approve_maps,
    read_lists,
    load_effects,
    load_practices,
    load_thanks,
    load_cases,
)


def load_improvement(slug: str, today: date) -> None:
    """Invent and store the pains of one place; the feedback and the surveys are there already."""
    for load in LOADERS:
        load(slug, today)
