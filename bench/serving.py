"""`otklik serve` in a process group of its own, and clients that cost as little as possible."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bench.machine import children_of, cpu_seconds

#: How long nothing but a twentieth of a core may be used until a system counts as started.
CALM_SECONDS = 2.0
OTKLIK = Path(sys.executable).with_name("otklik")


def free_port() -> int:
    """A loopback port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def served(folder: Path) -> Iterator[tuple[int, int]]:
    """The port and the process id of a running system over the database of this run."""
    port, log = free_port(), folder / "serve.log"
    environment = os.environ | {"OTKLIK_PORT": str(port)}
    with log.open("wb") as output:
        server = subprocess.Popen(
            [str(OTKLIK), "serve"], env=environment, stdout=output, stderr=output, start_new_session=True
        )
    try:
        wait_for(port, server, log)
        wait_until_calm(server.pid)
        yield port, server.pid
    finally:
        os.killpg(server.pid, signal.SIGINT)
        server.wait(timeout=30)


def wait_for(port: int, server: "subprocess.Popen[bytes]", log: Path) -> None:
    """Until the port answers; the server's log is shown when it ends or takes more than three minutes."""
    deadline = time.monotonic() + 180
    while server.poll() is None and time.monotonic() < deadline:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.2)
        else:
            return
    raise SystemExit(log.read_text(encoding="utf-8")[-3000:])


def wait_until_calm(pid: int) -> None:
    """Until workers and clock have started too: their start is not what is measured; two minutes at most."""
    time.sleep(CALM_SECONDS)
    for _ in range(60):
        spent = cpu_seconds(children_of(pid))
        time.sleep(CALM_SECONDS)
        if cpu_seconds(children_of(pid)) - spent < CALM_SECONDS / 20:
            return


class Visitor:
    """One kept connection; `ask` sends bytes and gives status, headers and body with the seconds to first byte."""

    def __init__(self, port: int) -> None:
        self.socket = socket.create_connection(("127.0.0.1", port), timeout=60)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.rest = b""

    def ask(self, request: bytes) -> tuple[int, bytes, bytes, float]:
        """Send one request and read its whole answer."""
        started = time.perf_counter()
        self.socket.sendall(request)
        answer = self.socket.recv(65536)
        first_byte = time.perf_counter() - started
        while b"\r\n\r\n" not in answer:
            answer += self.more()
        head, _, body = answer.partition(b"\r\n\r\n")
        while len(body) < length_of(head):
            body += self.more()
        return int(head.split(maxsplit=2)[1]), head, body, first_byte

    def more(self) -> bytes:
        """The next part of an answer."""
        part = self.socket.recv(65536)
        if not part:
            raise ConnectionError("The server hung up.")
        return part


def length_of(head: bytes) -> int:
    """Content-Length of an answer."""
    for line in head.split(b"\r\n"):
        name, _, value = line.partition(b":")
        if name.strip().lower() == b"content-length":
            return int(value)
    return 0


def request(method: str, path: str, port: int, *, cookies: str = "", body: bytes = b"", headers: str = "") -> bytes:
    """A request as bytes, the connection kept."""
    lines = f"{method} {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nAccept-Encoding: gzip\r\n{headers}"
    if cookies:
        lines += f"Cookie: {cookies}\r\n"
    if method == "POST":
        lines += f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(body)}\r\n"
    return lines.encode() + b"\r\n" + body
