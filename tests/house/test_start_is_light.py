"""The site starts without libraries of statistics: they are loaded by the page or the job that counts with them."""

import os
import subprocess
import sys
from pathlib import Path

HEAVY = ("matplotlib", "pandas", "polars", "pyarrow", "scipy", "sklearn", "statsmodels", "svy")
START = f"""
import sys
import django
django.setup()
import otklik.config.urls
print(*(name for name in {HEAVY} if name in sys.modules))
"""


def test_loading_every_page_loads_no_statistics(tmp_path: Path) -> None:
    started = subprocess.run(
        [sys.executable, "-c", START],
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "otklik.config.settings", "OTKLIK_DATA_DIR": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert started.returncode == 0, started.stderr
    assert started.stdout.split() == []
