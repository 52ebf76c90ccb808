"""Finds the exporters: every module `to_*.py` of this folder exports one `EXPORTER`."""

from collections.abc import Mapping
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from types import MappingProxyType

from otklik import exporters
from otklik.exporters.exporter import Exporter


@cache
def all_exporters() -> Mapping[str, Exporter]:
    """Exporters by slug, in order of their slugs."""
    names = sorted(module.name for module in iter_modules(exporters.__path__) if module.name.startswith("to_"))
    found: list[Exporter] = [import_module(f"{exporters.__name__}.{name}").EXPORTER for name in names]
    return MappingProxyType({exporter.slug: exporter for exporter in found})


def exporter(slug: str) -> Exporter:
    """The exporter of a format. Raises LookupError with a Russian message for an unknown one."""
    known = all_exporters()
    if slug not in known:
        raise LookupError(f"Формата «{slug}» нет. Есть: {', '.join(known)}.")
    return known[slug]
