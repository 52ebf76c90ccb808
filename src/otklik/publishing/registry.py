"""Finds the kinds of publication that stand in `publishing/kinds/`."""

from collections.abc import Mapping
from functools import lru_cache
from importlib import import_module
from pkgutil import iter_modules
from types import MappingProxyType

from otklik.base.errors import NotFound
from otklik.publishing.contract import PublicationKind


@lru_cache(maxsize=1)
def kinds() -> Mapping[str, PublicationKind]:
    """All kinds by slug: every module of the folder exports one constant KIND."""
    folder = import_module("otklik.publishing.kinds")
    names = sorted(module.name for module in iter_modules(folder.__path__))
    found: list[PublicationKind] = [import_module(f"otklik.publishing.kinds.{name}").KIND for name in names]
    return MappingProxyType({kind.slug: kind for kind in found})


def kind_of(slug: str) -> PublicationKind:
    """The kind by slug, or NotFound."""
    if slug not in kinds():
        raise NotFound
    return kinds()[slug]
