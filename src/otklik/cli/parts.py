"""The parts of a running system: begun in turn, begun again when one falls, ended together."""

import signal
import socket
import subprocess
import time
from collections.abc import Sequence
from dataclasses import dataclass

#: Seconds: a part that lived so long was set up well; pauses before it is begun again; for all to end.
LIVED, PAUSES, STOP_AFTER = 20.0, (1.0, 3.0, 10.0), 10.0


class PartFalls(Exception):  # noqa: N818 - what happens, not a fault of ours
    """A part ends again and again right after it was begun; the text names it."""


@dataclass(eq=False)
class Part:
    """One process that shall run: its name for people, its command."""

    name: str
    command: Sequence[str]
    process: subprocess.Popen[bytes] | None = None
    began_at: float = 0.0
    begins_at: float = 0.0
    falls: int = 0
    has_lived: bool = False

    def look(self, now: float) -> str:
        """Begin where it is due; what there is to say, if anything. PartFalls when there is no use going on."""
        if self.process is None:
            if now >= self.begins_at:
                self.process, self.began_at = subprocess.Popen(self.command), now  # noqa: S603 - our own commands
            return ""
        if self.process.poll() is None:
            return ""
        self._fall(has_lived=now - self.began_at > LIVED)
        self.process, self.begins_at = None, now + PAUSES[min(self.falls, len(PAUSES)) - 1]
        return f"Остановилась часть системы: {self.name}. Запускаю снова; причина — в строках выше."

    def _fall(self, *, has_lived: bool) -> None:
        """A part that never lived is wrongly set up; one that did waits for its database to come back."""
        self.has_lived = self.has_lived or has_lived
        self.falls = 1 if has_lived else self.falls + 1
        if self.falls > len(PAUSES) and not self.has_lived:
            raise PartFalls(self.name)


def end(parts: Sequence[Part]) -> None:
    """Ask all to end; whoever has not after `STOP_AFTER` seconds is killed."""
    running = [part.process for part in parts if part.process is not None]
    for process in running:
        if process.poll() is None:
            process.send_signal(signal.SIGTERM)
    deadline = time.monotonic() + STOP_AFTER
    for process in running:
        try:
            process.wait(max(0.1, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            process.kill()


def is_taken(host: str, port: int) -> bool:
    """Whether somebody answers there already."""
    address = "127.0.0.1" if host in ("", "0.0.0.0", "::") else host  # noqa: S104 - compared, not listened on
    try:
        with socket.create_connection((address, port), timeout=2):
            return True
    except OSError:
        return False
