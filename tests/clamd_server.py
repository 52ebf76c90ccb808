"""A real clamd with a database of the test's own: one signature, for the EICAR test file."""

import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

CLAMD = "/usr/sbin/clamd"
#: The harmless test file of the antivirus makers, put together here so that no scanner takes this source for it.
EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-" + b"ANTIVIRUS-TEST-FILE!$H+H*"
LARGEST = 2 * 1024 * 1024


@pytest.fixture(scope="session")
def clamd(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a daemon that knows EICAR and takes two megabytes."""
    folder = tmp_path_factory.mktemp("clamd")
    (folder / "db").mkdir()
    (folder / "db" / "own.ndb").write_text(f"Otklik.Eicar:0:*:{EICAR.hex()}\n", encoding="ascii")
    socket = folder / "s"
    lines = [f"DatabaseDirectory {folder / 'db'}", f"LocalSocket {socket}", "Foreground yes"]
    lines += [f"StreamMaxLength {LARGEST}", "MaxThreads 4", f"LogFile {folder / 'log'}"]
    (folder / "clamd.conf").write_text("\n".join(lines) + "\n", encoding="ascii")
    daemon = subprocess.Popen([CLAMD, "-c", folder / "clamd.conf"], stdout=subprocess.DEVNULL, stderr=subprocess.STDOUT)
    try:
        _await(socket, daemon)
        yield f"unix://{socket}"
    finally:
        daemon.terminate()
        daemon.wait(10)


def _await(socket: Path, daemon: "subprocess.Popen[bytes]") -> None:
    until = time.monotonic() + 60
    while not socket.exists():
        assert daemon.poll() is None, "clamd ended"
        assert time.monotonic() < until, "clamd does not start"
        time.sleep(0.02)
