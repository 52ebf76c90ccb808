"""Every plug-in folder is complete: a plug-in describes itself, gives examples and has a README."""

from pathlib import Path

import pytest
from tests.house.conftest import shown, tracked_files


def folders(under: str) -> list[Path]:
    """Plug-in folders below a package: each subfolder with an `__init__.py`."""
    found = {path.parent for path in tracked_files(".py", under=under) if path.name == "__init__.py"}
    return sorted(folder for folder in found if shown(folder.parent) == under)


@pytest.mark.parametrize(
    "folder", folders("src/otklik/channels") + folders("src/otklik/importers"), ids=lambda f: f.name
)
def test_each_adapter_has_readme_and_samples(folder: Path) -> None:
    names = {shown(path).removeprefix(shown(folder) + "/") for path in tracked_files(under=shown(folder))}
    assert "README.md" in names
    assert any(name.startswith("samples/") for name in names)


@pytest.mark.parametrize("folder", folders("src/otklik/reporting/reports"), ids=lambda f: f.name)
def test_each_report_builds_and_has_readme(folder: Path) -> None:
    names = {path.name for path in tracked_files(under=shown(folder))}
    assert {"README.md", "build.py"} <= names


@pytest.mark.parametrize("path", tracked_files(".py", under="src/otklik/exporters"), ids=lambda p: p.stem)
def test_each_exporter_has_its_test(path: Path, root: Path) -> None:
    if not path.name.startswith("to_"):
        pytest.skip("not an exporter")
    tests = "\n".join(test.read_text(encoding="utf-8") for test in (root / "tests/exporters").glob("**/test_*.py"))
    assert path.stem in tests
