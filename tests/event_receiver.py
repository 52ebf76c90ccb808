"""A real HTTP server of the tests' own that takes events; the path says what to answer: /status/503."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import pytest


class _Receiver(BaseHTTPRequestHandler):
    """Keeps headers and body of each call in `server.seen`."""

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.seen.append((dict(self.headers.items()), body))  # type: ignore[attr-defined]
        status = int(self.path.rpartition("/")[2])
        self.send_response(status)
        if status == 302:
            self.send_header("Location", "/status/200")
        if status == 429:
            self.send_header("Retry-After", "40")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_: Any) -> None:
        """Nothing to the terminal."""


@pytest.fixture
def receiver() -> Iterator[Any]:
    """The server at work; `server_address[1]` is its port."""
    with HTTPServer(("127.0.0.1", 0), _Receiver) as server:
        server.seen = []  # type: ignore[attr-defined]
        threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        yield server
        server.shutdown()
