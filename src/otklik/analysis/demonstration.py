"""The demonstration's administrations have all joined the rating, so that there is something to compare."""

from otklik.analysis.indicators.administrations import JOINED
from otklik.catalog.options import keep_options
from otklik.catalog.queries import administration_by_slug


def load_rating(slug: str) -> None:
    """Join."""
    keep_options(administration_by_slug(slug), **{JOINED: True})
