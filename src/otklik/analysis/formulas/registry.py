"""Finds the formulas: every other module of this folder exports one `FORMULA`."""

from collections.abc import Mapping
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from types import MappingProxyType

from otklik.analysis import formulas
from otklik.analysis.formula import Formula


@cache
def all_formulas() -> Mapping[str, Formula]:
    """Formulas by slug, in order of their slugs."""
    names = sorted(module.name for module in iter_modules(formulas.__path__) if module.name != "registry")
    found: list[Formula] = [import_module(f"{formulas.__name__}.{name}").FORMULA for name in names]
    return MappingProxyType({formula.slug: formula for formula in found})
