"""A real clamd with a database of the test's own: one signature, for the EICAR test file."""

import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from threading import Thread

import pytest

CLAMD = "/usr/sbin/clamd"
#: The harmless test file of the antivirus makers, put together here so that no scanner takes this source for it.
EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-" + b"ANTIVIRUS-TEST-FILE!$H+H*"
LARGEST = 2 * 1024 * 1024
#: What is larger clamd takes and does not look at.
LOOKED_AT = LARGEST // 2


@pytest.fixture(scope="session")
def clamd(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a daemon that knows EICAR and takes two megabytes, of which it looks at files of one."""
    folder = tmp_path_factory.mktemp("clamd")
    (folder / "db").mkdir()
    (folder / "db" / "own.ndb").write_text(f"Otklik.Eicar:0:*:{EICAR.hex()}\n", encoding="ascii")
    place = folder / "s"
    lines = [f"DatabaseDirectory {folder / 'db'}", f"LocalSocket {place}", "Foreground yes"]
    lines += [f"StreamMaxLength {LARGEST}", "MaxThreads 4", f"LogFile {folder / 'log'}"]
    lines += [f"MaxFileSize {LOOKED_AT}", "AlertExceedsMax yes"]
    (folder / "clamd.conf").write_text("\n".join(lines) + "\n", encoding="ascii")
    daemon = subprocess.Popen([CLAMD, "-c", folder / "clamd.conf"], stdout=subprocess.DEVNULL, stderr=subprocess.STDOUT)
    try:
        _await(place, daemon)
        yield f"unix://{place}"
    finally:
        daemon.terminate()
        daemon.wait(10)


def _await(place: Path, daemon: "subprocess.Popen[bytes]") -> None:
    until = time.monotonic() + 60
    while not place.exists():
        assert daemon.poll() is None, "clamd ended"
        assert time.monotonic() < until, "clamd does not start"
        time.sleep(0.02)


class Unfinished:
    """A clamd that is alive and never comes to an end with a file that has `slow` in it."""

    def __init__(self, folder: Path) -> None:
        self.address = f"unix://{folder / 'slow'}"
        self._line = socket.socket(socket.AF_UNIX)
        self._line.bind(str(folder / "slow"))
        self._line.listen()
        self._held: list[socket.socket] = []
        Thread(target=self._serve, daemon=True).start()

    def close(self) -> None:
        """Nobody is answered any more."""
        self._line.close()

    def _serve(self) -> None:
        with suppress(OSError):
            while True:
                self._answer(self._line.accept()[0])

    def _answer(self, line: socket.socket) -> None:
        asked = line.recv(64 * 1024)
        while asked.startswith(b"zINSTREAM") and not asked.endswith(b"\0\0\0\0"):
            asked += line.recv(64 * 1024)
        if b"slow" in asked:
            self._held.append(line)
            return
        with line:
            line.sendall(b"stream: OK\0" if asked.startswith(b"zINSTREAM") else b"ClamAV 1.0\0")


@pytest.fixture
def unfinished(tmp_path: Path) -> Iterator[str]:
    """The address of a daemon that does not finish with a file of slow."""
    daemon = Unfinished(tmp_path)
    yield daemon.address
    daemon.close()
