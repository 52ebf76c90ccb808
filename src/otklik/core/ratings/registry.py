"""Finds the formulas of satisfaction: every module of the folder exports one `FORMULA`."""

from collections.abc import Mapping
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from types import MappingProxyType

import otklik.core.ratings.formulas as folder
from otklik.core.ratings.formula import RatingFormula


@cache
def rating_formulas() -> Mapping[str, RatingFormula]:
    """Formulas by slug, in order of their slugs."""
    names = sorted(module.name for module in iter_modules(folder.__path__))
    found: list[RatingFormula] = [import_module(f"{folder.__name__}.{name}").FORMULA for name in names]
    return MappingProxyType({formula.slug: formula for formula in found})
