"""Every plug-in is found by its registry and describes itself to people: slug, Russian title, description, examples."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, get_args

import pytest
from pydantic import SecretStr
from tests.house.conftest import shown, tracked_files

from otklik.analysis.formulas.registry import formulas
from otklik.channels.contract import Channel
from otklik.channels.registry import channels
from otklik.exporters.registry import all_exporters
from otklik.importers.registry import importers
from otklik.procedures.schema_intake import ChannelKind
from otklik.publishing.registry import kinds
from otklik.reporting.reports.registry import reports

FAMILIES: dict[str, tuple[str, Mapping[str, Any]]] = {
    "channels": ("src/otklik/channels/*/__init__.py", channels()),
    "importers": ("src/otklik/importers/*/__init__.py", importers()),
    "exporters": ("src/otklik/exporters/to_*.py", all_exporters()),
    "formulas": ("src/otklik/analysis/formulas/[a-z]*.py", formulas()),
    "reports": ("src/otklik/reporting/reports/*/__init__.py", reports()),
    "kinds": ("src/otklik/publishing/kinds/[a-z]*.py", kinds()),
}
FOLDERS = {"formulas": "tests/analysis", "reports": "tests/reporting", "kinds": "tests/publishing"}
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
    assert re.search(r"[а-яё].{20,}", plugin.description, re.DOTALL)
    assert family not in WITH_EXAMPLES or len(plugin.examples) > 0


@pytest.mark.parametrize(("family", "slug"), [(family, slug) for family, slug, _ in PLUGINS])
def test_each_plugin_is_named_by_a_test(family: str, slug: str) -> None:
    """Through the registry (all of them are parameters) or by its own name."""
    folder = FOLDERS.get(family, f"tests/{family}")
    texts = "\n".join(path.read_text(encoding="utf-8") for path in tracked_files(".py", under=folder))
    assert re.search(rf"\b{family}\(\)|all_{family}\(\)|\bto_{slug}\b|\b{re.escape(slug)}", texts)


#: Words that every instruction needs: where one begins, and how one sees that it works.
README_WORDS = ("Проверить связь",)


@pytest.mark.parametrize("plugin", channels().values(), ids=list(channels()))
def test_each_channel_has_a_whole_folder(root: Path, plugin: Channel) -> None:
    """README for the administrator, settings that explain themselves, samples of the project's own, tests."""
    folder = root / "src/otklik/channels" / plugin.slug
    readme = (folder / "README.md").read_text(encoding="utf-8")
    assert readme.startswith("# ")
    letters = re.findall(r"[а-яё]", readme.lower())
    assert len(letters) > 600, "the instruction is too short to follow"
    assert all(word in readme for word in README_WORDS)
    assert plugin.samples
    assert all(one.title.strip() and one.path.is_file() and one.path.is_relative_to(folder) for one in plugin.samples)
    named = [path for path in tracked_files(".py", under="tests/channels") if plugin.slug in str(path)]
    texts = "\n".join(path.read_text(encoding="utf-8") for path in tracked_files(".py", under="tests/channels"))
    assert named or f"otklik.channels.{plugin.slug}" in texts


@pytest.mark.parametrize("plugin", channels().values(), ids=list(channels()))
def test_each_setting_of_a_channel_explains_itself(plugin: Channel) -> None:
    """Russian title and help; what looks like a secret is one; every kind of channel that it serves exists."""
    for name, field in plugin.settings.model_fields.items():
        assert re.search(r"[А-Яа-яё]|^[A-Z]", field.title or ""), name
        assert re.search(r"[а-яё]", (field.description or "").lower()), name
        is_secret = re.search(r"password|secret|token|access_key", name)
        assert not is_secret or SecretStr in {field.annotation, *get_args(field.annotation)}, name
    assert plugin.kinds <= set(get_args(ChannelKind))
    assert plugin.send is not None or plugin.poll is not None or plugin.hook is not None
