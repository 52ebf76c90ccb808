"""Finds the formulas: every other module of this folder exports one `FORMULA`."""

from collections.abc import Mapping
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from types import MappingProxyType

import otklik.analysis.formulas as folder
from otklik.analysis.formula import Formula


@cache
def formulas() -> Mapping[str, Formula]:
    """Formulas by slug, in order of their slugs."""
    names = sorted(module.name for module in iter_modules(folder.__path__) if module.name != "registry")
    found: list[Formula] = [import_module(f"{folder.__name__}.{name}").FORMULA for name in names]
    return MappingProxyType({formula.slug: formula for formula in found})
