"""What a killed process was told is done: a line a thing, written after the product had said so."""

import os
from pathlib import Path


class Acknowledged:
    """One role's lines; a process that begins anew reads them and goes on after the last."""

    def __init__(self, folder: Path, role: str) -> None:
        self._path = folder / f"{role}.acknowledged"
        self.known = set(self._path.read_text(encoding="utf-8").split("\n")[:-1]) if self._path.exists() else set()

    def add(self, what: str) -> None:
        """In one write, so that a kill leaves a whole line or none."""
        line = f"{what}\n".encode()
        number = os.open(self._path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        os.write(number, line)
        os.close(number)
        self.known.add(what)
