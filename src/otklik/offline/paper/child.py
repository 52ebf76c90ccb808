"""Running the process that looks into scans: its lines one by one, killed when its time is over."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from threading import Timer
from time import monotonic
from typing import Any

TOO_LONG = "Файл не прочитался за отведённое время. Разделите пачку на части или отсканируйте с меньшим разрешением."
BROKEN = "Файл не удалось прочитать: он повреждён или слишком велик для сервера."


class PaperProblem(ValueError):  # noqa: N818 - says what happened
    """Why the scan could not be read; the message is Russian."""


def look(command: str, *arguments: str, seconds: float) -> Iterator[dict[str, Any]]:
    """What the process says, line by line. Raises PaperProblem when it cannot read, dies, or takes too long."""
    call = [sys.executable, "-m", "otklik.offline.paper", command, *arguments]
    environment = {**os.environ, "OPENBLAS_NUM_THREADS": "1"}
    with subprocess.Popen(  # noqa: S603 - our own program
        call, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, stdin=subprocess.DEVNULL, env=environment
    ) as child:
        clock = Timer(seconds, child.kill)
        clock.daemon = True
        ends_at = monotonic() + seconds
        clock.start()
        try:
            for line in child.stdout or ():
                told = json.loads(line)
                if "problem" in told:
                    raise PaperProblem(told["problem"])
                yield told
            if child.wait():
                raise PaperProblem(TOO_LONG if monotonic() >= ends_at else BROKEN)
        finally:
            clock.cancel()
            child.kill()
