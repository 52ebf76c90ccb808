"""The papers name what the code has: settings, commands, jobs, terms; decisions have one form."""

import re
import tomllib
from pathlib import Path

import pytest
from tests.house.conftest import shown, tracked_files

from otklik.config.environment import SETTINGS

DECISIONS = [path for path in tracked_files(".md", under="docs/adr") if path.name != "README.md"]


def read(root: Path, name: str) -> str:
    return (root / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("setting", SETTINGS, ids=lambda s: s.name)
def test_each_setting_is_documented_with_its_default(root: Path, setting: object) -> None:
    rows = [line for line in read(root, "docs/settings.md").splitlines() if line.startswith(f"| `{setting.name}` |")]
    assert len(rows) == 1
    assert f"| `{setting.default}` |" in rows[0] if setting.default else "| пусто |" in rows[0]


def test_docs_know_no_other_setting(root: Path) -> None:
    written = set(re.findall(r"^\| `([A-Z_]+)` \|", read(root, "docs/settings.md"), re.MULTILINE))
    assert written == {setting.name for setting in SETTINGS}


@pytest.mark.parametrize("readme", ["README.md", "README.ru.md"])
def test_each_command_is_in_the_readme(root: Path, readme: str) -> None:
    from otklik.cli.main import app

    names = [command.name or command.callback.__name__.replace("_", "-") for command in app.registered_commands]
    names += [group.name for group in app.registered_groups if group.name]
    assert names
    text = read(root, readme)
    assert not [name for name in names if f"`otklik {name}" not in text]


@pytest.mark.parametrize("readme", ["README.md", "README.ru.md", "CONTRIBUTING.md"])
def test_each_make_job_of_the_readme_exists(root: Path, readme: str) -> None:
    jobs = set(re.findall(r"^([a-z-]+):", read(root, "Makefile"), re.MULTILINE))
    assert set(re.findall(r"\bmake ([a-z-]+)\b", read(root, readme))) <= jobs


@pytest.mark.parametrize("path", tracked_files(".md"), ids=shown)
def test_links_lead_somewhere(path: Path) -> None:
    targets = re.findall(r"\]\((?!https?:|mailto:|#)([^)#\s]+)", path.read_text(encoding="utf-8"))
    assert not [target for target in targets if not (path.parent / target).exists()]


@pytest.mark.parametrize("path", DECISIONS, ids=lambda p: p.stem)
def test_each_decision_has_the_house_form(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").strip().splitlines()
    number = path.name[:4]
    assert re.fullmatch(r"\d{4}-[a-z0-9-]+\.md", path.name)
    assert re.fullmatch(rf"# {number}\. \S.*", lines[0])
    assert re.fullmatch(r"(Accepted|Replaced by \d{4}), \d{4}-\d{2}-\d{2}\.", lines[2])
    assert [line.split(":")[0] for line in lines if re.match(r"\*\*\w+:", line)] == [
        "**Context",
        "**Decision",
        "**Price",
    ]
    assert len(lines) <= 16


def test_decisions_are_numbered_without_gaps() -> None:
    assert [int(path.name[:4]) for path in DECISIONS] == list(range(1, len(DECISIONS) + 1))


def test_terms_of_the_glossary_exist_in_code(root: Path) -> None:
    rows = re.findall(r"^\|[^|]+\|((?: `[A-Za-z_.]+`,?)+) \|", read(root, "docs/glossary.md"), re.MULTILINE)
    files = tracked_files(".py", under="src")
    words = {word for path in files for word in re.findall(r"\w+", path.read_text(encoding="utf-8"))}
    names = {name for row in rows for name in re.findall(r"`([^`]+)`", row)}
    assert names
    assert not [name for name in sorted(names) if name.rpartition(".")[2] not in words]


def test_the_version_is_in_the_changelog(root: Path) -> None:
    version = tomllib.loads(read(root, "pyproject.toml"))["project"]["version"]
    changelog = read(root, "CHANGELOG.md")
    assert "## Unreleased" in changelog
    assert re.fullmatch(r"\d+\.\d+\.\d+", version)
