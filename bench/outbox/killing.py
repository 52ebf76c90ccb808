"""Begins the worker and kills it with signal 9, again and again."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import IO, cast


class Worker:
    """The process of `bench.outbox.worker` and the child that sends."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self.process = process
        self.told, self.asked = cast("IO[str]", process.stdout), cast("IO[str]", process.stdin)
        self._expect("ready")

    def send_for(self, seconds: float) -> None:
        """Let it send so long, then kill it in the middle of whatever it does."""
        self._send(lambda: time.sleep(seconds))

    def send_until(self, is_done: Callable[[], bool], most: float) -> bool:
        """Let it send until that is so; False when it took too long."""
        ends = time.monotonic() + most
        found: list[bool] = []

        def wait() -> None:
            while not (done := is_done()) and time.monotonic() < ends:
                time.sleep(0.05)
            found.append(done)

        self._send(wait)
        return found[0]

    def _send(self, wait: Callable[[], None]) -> None:
        self.asked.write("go\n")
        self.asked.flush()
        number = int(self.told.readline())
        try:
            wait()
        finally:
            os.kill(number, signal.SIGKILL)
        self._expect("dead")

    def _expect(self, word: str) -> None:
        if (said := self.told.readline().strip()) != word:
            raise RuntimeError(f"The worker said {said!r} instead of {word!r}.")


@contextmanager
def worker(environment: Mapping[str, str], lease: float) -> Iterator[Worker]:
    """A loaded worker with this environment; it ends with the block."""
    process = subprocess.Popen(
        [sys.executable, "-m", "bench.outbox.worker", str(lease)],
        env={**os.environ, **environment},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    try:
        yield Worker(process)
    finally:
        process.kill()
        process.wait()
