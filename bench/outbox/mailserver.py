"""A real SMTP server that keeps what it took, and fails as told: refuses for now, breaks off before or after taking."""

import asyncio
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from bench.serving import free_port

_KEY = re.compile(rb"(?im)^Message-ID:\s*<([0-9a-f-]{36})@")
TROUBLES = ("later", "break_before", "break_after", "slow")


@dataclass
class Mailbox:
    """Keys of letters in the order they were taken; `trouble` says what happens to the next."""

    seconds: float = 0.0
    trouble: Callable[[], str] = lambda: ""
    taken: list[str] = field(default_factory=list)

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802, ARG002
        """Take the letter, or fail."""
        what = self.trouble()
        await asyncio.sleep(self.seconds + (1.0 if what == "slow" else 0.0))
        if what == "later":
            return "451 try later"
        if what != "break_before":
            found = _KEY.search(bytes(envelope.content or b""))
            self.taken.append(found.group(1).decode() if found else "")
        if what.startswith("break"):
            transport: Any = server.transport
            transport.abort()
        return "250 OK"


@contextmanager
def mailserver(mailbox: Mailbox) -> Iterator[int]:
    """The server's port."""
    controller = Controller(mailbox, hostname="127.0.0.1", port=free_port())
    controller.start()
    try:
        yield controller.port
    finally:
        controller.stop()
