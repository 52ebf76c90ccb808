"""Systems that send messages over the interface and do not give up: each with an Idempotency-Key, until it is told."""

import json
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException

_CREATED, _STILL_RUNNING = 201, 409
_AUTHOR = {"name": "Петрова Анна", "email": "petrova@example.org", "consent": "Согласие на сайте"}


@dataclass
class Told:
    """What the senders were told: the number of every message that was acknowledged, how often they asked again."""

    numbers: dict[str, str] = field(default_factory=dict)
    open: set[str] = field(default_factory=set)
    again: int = 0
    seconds: list[float] = field(default_factory=list)


@dataclass
class Senders:
    """Threads that send `count` messages in all to the proxy."""

    port: int
    path: str
    secret: str
    count: int
    threads: int = 4
    told: Told = field(default_factory=Told)
    _next: int = 0
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def run(self, while_running: Callable[["Senders"], None] | None = None) -> Told:
        """Send all; `while_running` goes on beside them."""
        running = [threading.Thread(target=self._run) for _ in range(self.threads)]
        for thread in running:
            thread.start()
        if while_running:
            while_running(self)
        for thread in running:
            thread.join()
        return self.told

    def finish(self, most: float) -> None:
        """Ask again for what the first request never ended of; a node that was killed left it so."""
        ends = time.monotonic() + most
        while self.told.open and time.monotonic() < ends:
            for name in sorted(self.told.open):
                self._send(name)
            time.sleep(0.2)

    def _run(self) -> None:
        while True:
            with self._lock:
                if self._next >= self.count:
                    return
                name, self._next = f"message-{self._next}", self._next + 1
            self._send(name)

    def _send(self, name: str) -> None:
        for _ in range(40):
            began = time.monotonic()
            try:
                status, body = self._post(name)
            except (OSError, HTTPException):
                status, body = 0, {}
            with self._lock:
                if status == _CREATED:
                    self.told.numbers[name] = str(body["number"])
                    self.told.open.discard(name)
                    self.told.seconds.append(time.monotonic() - began)
                    return
                self.told.again += 1
                if status == _STILL_RUNNING:
                    self.told.open.add(name)
                    return
            time.sleep(0.05)
        raise RuntimeError(f"{name}: {status} {body}")

    def _post(self, name: str) -> tuple[int, dict[str, object]]:
        line = HTTPConnection("127.0.0.1", self.port, timeout=15)
        try:
            sent = {"text": f"Не горит фонарь, {name}", "kind": "complaint", "author": _AUTHOR}
            headers = {
                "Authorization": f"Bearer {self.secret}", "Idempotency-Key": name, "Content-Type": "application/json",
            }  # fmt: skip
            line.request("POST", self.path, json.dumps(sent), headers)
            answer = line.getresponse()
            read = answer.read()
            return answer.status, json.loads(read) if answer.status == _CREATED else {
                "said": read.decode(errors="replace")
            }
        finally:
            line.close()
