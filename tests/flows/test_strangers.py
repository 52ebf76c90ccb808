"""Every address of an object, for the people of two administrations of the demonstration: never reached by both."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from tests.browser import ROOT, environment_of

pytestmark = pytest.mark.browser
#: Addresses whose object the first rows of the demonstration do not show; the others prove that the walk sees.
MOST_UNPROVED_SHARE = 0.3


def test_nobody_reaches_an_object_of_another_administration(demonstration_folder: Path, tmp_path: Path) -> None:
    shutil.copytree(demonstration_folder, tmp_path / "var")
    told = tmp_path / "told.json"
    command = [sys.executable, "-m", "tests.flows.strangers", str(told)]
    environment = environment_of(tmp_path / "var") | {"PYTHONPATH": os.fspath(ROOT)}
    walked = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert walked.returncode == 0, walked.stderr[-3000:]
    found = json.loads(told.read_text(encoding="utf-8"))
    assert not found["shared"], "\n".join(found["shared"])
    assert not found["broken"], "\n".join(found["broken"])
    assert found["tried"] > 250
    assert len(found["unproved"]) < found["tried"] * MOST_UNPROVED_SHARE, "\n".join(found["unproved"])
