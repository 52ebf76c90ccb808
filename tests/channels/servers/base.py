"""What the protocol servers of the networks have in common: http, what was asked, troubles made on demand.

A server speaks as the network's documentation says, refuses what the network refuses, keeps in `sent` what reached
people, and passes what people write to us: to the registered webhook, else into the queue that is polled.
"""

import json
import threading
import time
import urllib.error
import urllib.request
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.parser import BytesParser
from email.policy import HTTP
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, TypeVar
from urllib.parse import parse_qs, urlsplit

#: Whoever calls our webhook: (address, headers, body) -> (status, body). Flows put the web test client here.
Caller = Callable[[str, Mapping[str, str], bytes], tuple[int, str]]
MOST_CALLS = 5


@dataclass(frozen=True)
class Asked:
    """One request: fields of a form and of the address together, JSON apart, files as (name, bytes, media type)."""

    method: str
    path: str
    fields: Mapping[str, str]
    content: dict[str, Any] | None
    files: Mapping[str, tuple[str, bytes, str]]
    headers: Mapping[str, str]


@dataclass(frozen=True)
class Reply:
    """What is answered: an object as JSON, or bytes."""

    content: Any
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Sent:
    """What reached a person. `files` are (name, bytes)."""

    to: str
    text: str
    choices: tuple[str, ...] = ()
    files: tuple[tuple[str, bytes], ...] = ()
    reply_to: str = ""
    number: str = ""


@dataclass(frozen=True)
class Trouble:
    """The next request whose path holds `path` ends so: `breaks` without an answer, before or after its work."""

    path: str = ""
    reply: Reply | None = None
    breaks: bool = False
    is_done: bool = False
    seconds: float = 0.0


class NetworkServer(ThreadingHTTPServer):
    """Answers on a port of its own; a network is a subclass with `answer`."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.lock = threading.RLock()
        self.asked: list[Asked] = []
        self.troubles: deque[Trouble] = deque()
        self.sent: list[Sent] = []
        self.uploads: dict[str, tuple[str, bytes]] = {}
        self.remote_files: dict[str, bytes] = {}
        self.caller: Caller = call_by_http
        self.calls: list[tuple[int, str]] = []
        self.counter = 0
        self.forget()

    @property
    def url(self) -> str:
        """For the setting `api_url`."""
        return f"http://127.0.0.1:{self.server_address[1]}"

    def forget(self) -> None:
        """As new, on the same port; whoever is a subclass forgets its own too."""
        self.asked.clear()
        self.troubles.clear()
        self.sent.clear()
        self.uploads.clear()
        self.remote_files.clear()
        self.calls.clear()
        self.caller = call_by_http
        self.reset()

    def reset(self) -> None:
        """Forget what the network itself remembers."""

    def answer(self, asked: Asked) -> Reply:
        """What the network answers."""
        raise AssertionError(asked.path)

    def next_number(self) -> int:
        """A number that was not given yet."""
        with self.lock:
            self.counter += 1
            return self.counter

    def trouble(self, *troubles: Trouble, times: int = 1) -> None:
        """What goes wrong next."""
        self.troubles.extend(troubles * times)

    def call_hook(self, url: str, headers: Mapping[str, str], event: Mapping[str, Any], good: str = "") -> int:
        """Call our webhook as the network does: until it is taken. Returns how many calls it needed."""
        body = json.dumps(event, ensure_ascii=False).encode()
        for attempt in range(1, MOST_CALLS + 1):
            status, said = self.caller(url, {"Content-Type": "application/json", **headers}, body)
            self.calls.append((status, said))
            if status == 200 and (not good or said == good):
                return attempt
        return MOST_CALLS

    def wait_until(self, is_ready: Callable[[], bool], seconds: float) -> None:
        """Hold a question of long polling."""
        deadline = time.monotonic() + seconds
        while not is_ready() and time.monotonic() < deadline:
            time.sleep(0.02)

    def trouble_for(self, path: str) -> Trouble | None:
        """The next trouble, when it concerns this request."""
        with self.lock:
            if self.troubles and self.troubles[0].path in path:
                return self.troubles.popleft()
        return None

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A connection that the test broke off is no news."""


class _Handler(BaseHTTPRequestHandler):
    server: NetworkServer

    def do_GET(self) -> None:
        """Any request is one question."""
        asked = self._asked()
        trouble = self.server.trouble_for(self.path)
        with self.server.lock:
            self.server.asked.append(asked)
        if trouble is None:
            self._reply(self.server.answer(asked))
            return
        time.sleep(trouble.seconds)
        if trouble.breaks:
            if trouble.is_done:
                self.server.answer(asked)
            self.close_connection = True
            self.connection.shutdown(2)
            return
        self._reply(trouble.reply or self.server.answer(asked))

    do_POST = do_DELETE = do_GET  # noqa: N815 - names of the base class

    def _asked(self) -> Asked:
        address = urlsplit(self.path)
        fields = {name: values[-1] for name, values in parse_qs(address.query, keep_blank_values=True).items()}
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        media_type = self.headers.get_content_type()
        content: dict[str, Any] | None = None
        files: dict[str, tuple[str, bytes, str]] = {}
        if media_type == "application/json" and body:
            content = json.loads(body)
        elif media_type == "multipart/form-data":
            more, files = _multipart(self.headers["Content-Type"], body)
            fields |= more
        elif body:
            fields |= {name: values[-1] for name, values in parse_qs(body.decode(), keep_blank_values=True).items()}
        headers = {name.lower(): value for name, value in self.headers.items()}
        return Asked(self.command, address.path, fields, content, files, headers)

    def _reply(self, reply: Reply) -> None:
        is_bytes = isinstance(reply.content, bytes)
        body = reply.content if is_bytes else json.dumps(reply.content, ensure_ascii=False).encode()
        self.send_response(reply.status)
        self.send_header("Content-Type", "application/octet-stream" if is_bytes else "application/json; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        for name, value in reply.headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name of the base class
        """Tests keep quiet."""


def _multipart(content_type: str, body: bytes) -> tuple[dict[str, str], dict[str, tuple[str, bytes, str]]]:
    message = BytesParser(policy=HTTP).parsebytes(f"Content-Type: {content_type}\r\n\r\n".encode() + body)
    fields, files = {}, {}
    for part in message.iter_parts():
        name = str(part.get_param("name", header="content-disposition"))
        payload = part.get_payload(decode=True)
        assert isinstance(payload, bytes)
        file_name = part.get_filename()
        if file_name is None:
            fields[name] = payload.decode()
        else:
            files[name] = (file_name, payload, part.get_content_type())
    return fields, files


def call_by_http(url: str, headers: Mapping[str, str], body: bytes) -> tuple[int, str]:
    """Call a webhook over http."""
    request = urllib.request.Request(url, body, dict(headers))  # noqa: S310 - addresses of the test
    try:
        with urllib.request.urlopen(request, timeout=10) as answer:  # noqa: S310
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as refused:
        return refused.code, refused.read().decode()
    except OSError:
        return 0, ""


def labels(rows: Sequence[Sequence[Mapping[str, Any]]], name: str = "text") -> tuple[str, ...]:
    """What stands on the buttons."""
    return tuple(str(button[name]) for row in rows for button in row)


Server = TypeVar("Server", bound=NetworkServer)


@contextmanager
def serving(server: Server) -> Iterator[Server]:
    """The server, answering until the end."""
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
