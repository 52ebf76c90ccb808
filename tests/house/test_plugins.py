"""Every plug-in is found by its registry and describes itself to people: slug, Russian title, description, examples."""

import re
from collections.abc import Mapping
from typing import Any

import pytest
from tests.house.conftest import shown, tracked_files

from otklik.analysis.formulas.registry import formulas
from otklik.exporters.registry import all_exporters
from otklik.importers.registry import importers
from otklik.reporting.reports.registry import reports

FAMILIES: dict[str, tuple[str, Mapping[str, Any]]] = {
    "importers": ("src/otklik/importers/*/__init__.py", importers()),
    "exporters": ("src/otklik/exporters/to_*.py", all_exporters()),
    "formulas": ("src/otklik/analysis/formulas/[a-z]*.py", formulas()),
    "reports": ("src/otklik/reporting/reports/*/__init__.py", reports()),
}
NOT_PLUGINS = {"registry.py"}
WITH_EXAMPLES = ("importers", "formulas")
PLUGINS = [(family, slug, plugin) for family, (_, found) in FAMILIES.items() for slug, plugin in found.items()]


@pytest.mark.parametrize("family", FAMILIES)
def test_the_registry_finds_every_plugin_of_the_folder(family: str) -> None:
    pattern, found = FAMILIES[family]
    files = [path for path in tracked_files(".py", under="src") if path.match(pattern) and path.name not in NOT_PLUGINS]
    assert files
    assert len(files) == len(found), [shown(path) for path in files]


@pytest.mark.parametrize(("family", "slug", "plugin"), PLUGINS, ids=[f"{family}-{slug}" for family, slug, _ in PLUGINS])
def test_each_plugin_describes_itself(family: str, slug: str, plugin: Any) -> None:
    assert plugin.slug == slug
    assert re.fullmatch(r"[a-z][a-z0-9_-]*", slug)
    assert plugin.title.strip()
    assert re.search(r"[а-я].{20,}", plugin.description, re.DOTALL)
    assert family not in WITH_EXAMPLES or len(plugin.examples) > 0


@pytest.mark.parametrize(("family", "slug"), [(family, slug) for family, slug, _ in PLUGINS])
def test_each_plugin_is_named_by_a_test(family: str, slug: str) -> None:
    """Through the registry (all of them are parameters) or by its own name."""
    folder = {"formulas": "tests/analysis", "reports": "tests/reporting"}.get(family, f"tests/{family}")
    texts = "\n".join(path.read_text(encoding="utf-8") for path in tracked_files(".py", under=folder))
    assert re.search(rf"\b{family}\(\)|all_{family}\(\)|\bto_{slug}\b|\b{re.escape(slug)}", texts)
