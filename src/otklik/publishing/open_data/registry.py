"""Finds the sets that stand in `publishing/open_data/sets/`."""

from collections.abc import Mapping
from functools import lru_cache
from importlib import import_module
from pkgutil import iter_modules
from types import MappingProxyType

from otklik.publishing.open_data.dataset import Dataset


@lru_cache(maxsize=1)
def datasets() -> Mapping[str, Dataset]:
    """All sets by slug."""
    folder = import_module("otklik.publishing.open_data.sets")
    names = sorted(module.name for module in iter_modules(folder.__path__))
    found: list[Dataset] = [import_module(f"otklik.publishing.open_data.sets.{name}").DATASET for name in names]
    return MappingProxyType({one.slug: one for one in found})
