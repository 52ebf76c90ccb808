"""Tests about the code base itself read the files that git tracks or would track."""

import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def root() -> Path:
    """The project's folder."""
    return ROOT


def tracked_files(*suffixes: str, under: str = "") -> list[Path]:
    """Files of the repository, new ones too, that end in one of the suffixes (all without any)."""
    command = ["git", "ls-files", "-co", "--exclude-standard", "-z", "--", under or "."]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, check=True).stdout.decode().split("\0")
    paths = [ROOT / name for name in sorted(set(listed)) if name]
    return [path for path in paths if path.is_file() and (not suffixes or path.suffix in suffixes)]


def shown(path: Path) -> str:
    """The path as people write it."""
    return path.relative_to(ROOT).as_posix()
