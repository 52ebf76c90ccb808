"""The demonstration: invented but believable feedback for every place that has a file in `places/`."""

from otklik.demonstration.case import DemoCase, DemoQuestion
from otklik.demonstration.catalog import DemoCatalog, catalog
from otklik.demonstration.open_cases import generate_open
from otklik.demonstration.place import place_slugs
from otklik.demonstration.year import generate

__all__ = ["DemoCase", "DemoCatalog", "DemoQuestion", "catalog", "generate", "generate_open", "place_slugs"]
