"""Profiles to break: a copy of a shipped one, changed by a line."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from otklik.procedures.registry import PROFILES, Problem, check_profile

SLUGS = ("biysk", "gatchina", "livny", "murashi", "naryan-mar")


def line_with(text: str, part: str) -> int:
    """Number (from 1) of the only line that holds the part."""
    numbers = [number for number, line in enumerate(text.splitlines(), start=1) if part in line]
    assert len(numbers) == 1, f"{part!r} stands on lines {numbers}"
    return numbers[0]


@pytest.fixture
def profile(tmp_path: Path) -> Path:
    """The folder of a good profile with numbered clauses, free to be spoiled."""
    return Path(shutil.copytree(PROFILES / "gatchina", tmp_path / "profile"))


@pytest.fixture
def spoil(profile: Path) -> Callable[[str, str], list[Problem]]:
    """Replace the only place where `old` stands by `new`; return the problems found then."""

    def replace(old: str, new: str) -> list[Problem]:
        file = profile / "procedure.toml"
        text = file.read_text(encoding="utf-8")
        assert text.count(old) == 1
        file.write_text(text.replace(old, new), encoding="utf-8")
        return check_profile(profile)

    return replace
