"""Finds the reports: every folder beside this file exports one `REPORT`."""

from collections.abc import Mapping
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from types import MappingProxyType

import otklik.reporting.reports as folder
from otklik.reporting.report import Report


@cache
def reports() -> Mapping[str, Report]:
    """Reports by slug, in order of their slugs."""
    names = sorted(module.name for module in iter_modules(folder.__path__) if module.ispkg)
    found: list[Report] = [import_module(f"{folder.__name__}.{name}").REPORT for name in names]
    return MappingProxyType({report.slug: report for report in found})
