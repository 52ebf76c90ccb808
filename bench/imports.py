"""How fast the command takes a file in: CSV, XLSX, and the same file once more, when every row is known."""

import json
import resource
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from bench import source

OTKLIK = Path(sys.executable).with_name("otklik")


def take_in(path: Path) -> tuple[float, dict[str, Any]]:
    """Run `otklik import-feedback`, start of Python included: seconds, and what it printed."""
    command = [str(OTKLIK), "import-feedback", source.PLACE, str(path), "--mapping", str(source.MAPPING), "--json"]
    started = time.perf_counter()
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    seconds = time.perf_counter() - started
    if done.returncode:
        raise SystemExit(done.stdout[-2000:] + done.stderr[-2000:])
    return seconds, json.loads(done.stdout.strip().splitlines()[-1])


def peak_mib() -> float:
    """Most memory that any child has held so far."""
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
