"""Many clients in one thread, on kept connections: each asks for a page, sends its form, and begins anew."""

import selectors
import socket
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from bench.serving import length_of, request


@dataclass(frozen=True)
class Talk:
    """What each client does: the page it asks for, the form it sends, how the page's token is put before the form."""

    port: int
    path: str
    form: bytes
    token: Callable[[bytes], bytes]

    def page(self) -> bytes:
        """The request for the page."""
        return request("GET", self.path, self.port)

    def answer(self, body: bytes) -> bytes:
        """The form out of the page."""
        headers = "Sec-Fetch-Site: same-origin\r\n"
        return request("POST", self.path, self.port, body=self.token(body) + self.form, headers=headers)


@dataclass
class Client:
    """One kept connection and where it stands."""

    link: socket.socket
    began: float = 0.0
    sends: bool = False
    got: bytearray = field(default_factory=bytearray)


class Crowd:
    """So many clients; `answer` gives the seconds of every whole response, `seconds` how long it took."""

    def __init__(self, talk: Talk, count: int) -> None:
        self.talk, self.seconds = talk, 0.0
        self.ready = selectors.EpollSelector()
        self.clients = [Client(self._connect()) for _ in range(count)]

    def _connect(self) -> socket.socket:
        link = socket.create_connection(("127.0.0.1", self.talk.port), timeout=60)
        link.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return link

    def answer(self, seconds: float) -> list[float]:
        """Answer until the time is over; whoever is at it then finishes."""
        taken: list[float] = []
        started = time.perf_counter()
        for client in self.clients:
            self.ready.register(client.link, selectors.EVENT_READ, client)
            self._ask(client)
        active = len(self.clients)
        while active:
            for key, _ in self.ready.select(timeout=60):
                client = key.data
                if not self._read(client):
                    continue
                if client.sends:
                    taken.append(time.perf_counter() - client.began)
                    if time.perf_counter() - started >= seconds:
                        self.ready.unregister(client.link)
                        client.link.close()
                        active -= 1
                        continue
                    self._ask(client)
                else:
                    self._send(client)
        self.seconds = time.perf_counter() - started
        return taken

    def _ask(self, client: Client) -> None:
        client.began, client.sends = time.perf_counter(), False
        client.got.clear()
        client.link.sendall(self.talk.page())

    def _send(self, client: Client) -> None:
        _, _, body = bytes(client.got).partition(b"\r\n\r\n")
        client.sends = True
        client.got.clear()
        client.link.sendall(self.talk.answer(body))

    def _read(self, client: Client) -> bool:
        """Take in what came; True when the answer is whole."""
        part = client.link.recv(65536)
        if not part:
            raise ConnectionError("The server hung up.")
        client.got += part
        head, gap, body = bytes(client.got).partition(b"\r\n\r\n")
        if not gap or len(body) < length_of(head):
            return False
        status = int(head.split(maxsplit=2)[1])
        assert status == (303 if client.sends else 200), bytes(client.got)[:600]
        return True
