"""Whether this process can serve: the database answers and there is room to write. Cheap, told to everybody."""

import shutil
import time

from django.conf import settings
from django.db import DatabaseError, connection

#: An answer is given again for so long: a flood of questions costs the database one.
FRESH_SECONDS = 2.0
#: With less room the database itself would soon stop.
LEAST_FREE_BYTES = 64 * 1024 * 1024
_kept: tuple[float, str] | None = None


def why_not_ready(*, now: float | None = None) -> str:
    """What is missing, in one word for the log: «database», «disk»; empty when the process can serve."""
    global _kept  # noqa: PLW0603 - a cache of this process
    moment = time.monotonic() if now is None else now
    if _kept is None or not 0 <= moment - _kept[0] < FRESH_SECONDS:
        _kept = (moment, _asked())
    return _kept[1]


def forget_readiness() -> None:
    """Ask anew next time."""
    global _kept  # noqa: PLW0603
    _kept = None


def _asked() -> str:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        connection.close()
        return "database"
    return "" if free_bytes() >= LEAST_FREE_BYTES else "disk"


def free_bytes() -> int:
    """Room on the disk of the data folder; zero when it cannot be asked."""
    try:
        return shutil.disk_usage(settings.DATA_DIR).free
    except OSError:
        return 0
