"""The layering holds, the models have their migrations, the pins match what was asked for."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import call_command


def test_import_contracts_hold(root: Path) -> None:
    tool = Path(sys.executable).with_name("lint-imports")
    result = subprocess.run([str(tool), "--no-cache"], cwd=root, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout


@pytest.mark.django_db
def test_no_migration_is_missing() -> None:
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


@pytest.mark.parametrize("level", ["pip", "run", "dev"])
def test_each_requirement_is_pinned_with_hashes(root: Path, level: str) -> None:
    asked = (root / f"requirements/{level}.in").read_text(encoding="utf-8")
    pinned = (root / f"requirements/{level}.txt").read_text(encoding="utf-8")
    names = {
        re.split(r"[\[<>=;]", line)[0].strip().lower() for line in asked.splitlines() if re.match(r"[A-Za-z]", line)
    }
    pins = re.findall(r"^([A-Za-z0-9._-]+)==(?:[^\\\n]+)\\\n\s+--hash=sha256:", pinned, re.MULTILINE)
    assert names <= {name.lower() for name in pins}
    assert "--index-url" not in pinned
