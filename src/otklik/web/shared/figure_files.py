"""Where the web processes of one machine put their counts, so that any of them can tell the sum."""

import os
import shutil
from contextlib import suppress
from pathlib import Path

from django.conf import settings

#: Read by prometheus_client when it is loaded.
VARIABLE = "PROMETHEUS_MULTIPROC_DIR"


def share_figures() -> None:
    """Before that library is loaded: a folder for the processes of this server; what ended servers left is swept."""
    root = Path(settings.DATA_DIR) / "figures"
    own = root / str(os.getppid())
    own.mkdir(mode=0o700, parents=True, exist_ok=True)
    for folder in root.iterdir():
        if folder != own and not Path(f"/proc/{folder.name}").exists():
            with suppress(OSError):
                shutil.rmtree(folder)
    os.environ[VARIABLE] = str(own)
