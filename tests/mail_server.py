"""A real SMTP server of the tests' own: takes every letter and keeps it; tells nobody else."""

import socketserver
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any


class MailServer(socketserver.ThreadingTCPServer):
    """Speaks as much SMTP as a sender needs; `letters` are those that came, in order."""

    daemon_threads = True
    allow_reuse_address = True

    def __init__(self) -> None:
        self.letters: list[tuple[str, EmailMessage]] = []
        super().__init__(("127.0.0.1", 0), _Session)

    @property
    def url(self) -> str:
        """For OTKLIK_EMAIL_URL."""
        return f"smtp://127.0.0.1:{self.server_address[1]}"

    def letter_to(self, address: str, seconds: float = 60.0) -> EmailMessage:
        """The newest letter to the address; waits for it."""
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            for to, letter in reversed(self.letters):
                if address in to:
                    return letter
            time.sleep(0.1)
        raise AssertionError(f"no letter to {address}")


class _Session(socketserver.StreamRequestHandler):
    server: MailServer

    def handle(self) -> None:
        self.wfile.write(b"220 tests\r\n")
        to = ""
        for line in self.rfile:
            word = line[:4].upper()
            if word == b"RCPT":
                to = line.decode("utf-8", "replace")
            if word == b"DATA":
                self.wfile.write(b"354 go on\r\n")
                self._take(to)
            self.wfile.write(b"221 bye\r\n" if word == b"QUIT" else b"250 ok\r\n")
            if word == b"QUIT":
                return

    def _take(self, to: str) -> None:
        lines = []
        for line in self.rfile:
            if line == b".\r\n":
                break
            lines.append(line.removeprefix(b".") if line.startswith(b"..") else line)
        made: Any = message_from_bytes(b"".join(lines), policy=policy.default)
        self.server.letters.append((to, made))


@contextmanager
def running() -> Iterator[MailServer]:
    """The server at work until the end of the block."""
    with MailServer() as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield server
        server.shutdown()
