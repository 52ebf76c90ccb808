"""A file that is there wholly or not at all, whatever ends the process."""

import os
import shutil
from pathlib import Path
from typing import IO
from uuid import uuid4


def write_flushed(path: Path, source: IO[bytes]) -> None:
    """Write beside, flush file and folder to the disk, put in place; two that write the same do not meet."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    part = path.with_name(f"{path.name[:80]}.{uuid4().hex}.part")
    try:
        with part.open("xb") as stream:
            shutil.copyfileobj(source, stream, 1024 * 1024)
            stream.flush()
            os.fsync(stream.fileno())
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
