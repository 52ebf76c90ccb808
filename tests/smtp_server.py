"""A real SMTP server of the tests' own (aiosmtpd): keeps letters, refuses as real ones do, breaks off on demand.

What it does is said by the address: nikto@ is unknown, pozhe@ is put off once, polon@ is full, spam@ has its letter
refused, obryv@ breaks off before DATA is answered, tishina@ after the letter has been taken.
"""

import asyncio
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

from tests.dovecot import free_port

USER, PASSWORD = "priem@gorod.example", "ключ-от-ящика"
_RCPT = {
    "nikto": "550 5.1.1 User unknown",
    "polon": "452 4.2.2 Mailbox full",
    "nelzya": "551 5.7.1 Not allowed",
}


class Post:
    """Letters taken, in order, and the addresses that were put off once already."""

    def __init__(self) -> None:
        self.letters: list[tuple[str, EmailMessage]] = []
        self.put_off: set[str] = set()

    def to(self, address: str) -> list[EmailMessage]:
        """The letters to one address."""
        return [letter for to, letter in self.letters if to == address]

    async def handle_MAIL(  # noqa: N802 - aiosmtpd calls it so
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if address.startswith("chuzhoy@"):
            return "553 5.7.1 Sender address rejected: not owned by auth user"
        envelope.mail_from, envelope.mail_options = address, options
        return "250 OK"

    async def handle_RCPT(  # noqa: N802
        self, server: SMTP, _session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        name = address.partition("@")[0]
        if name in _RCPT:
            return _RCPT[name]
        if name == "pozhe" and address not in self.put_off:
            self.put_off.add(address)
            return "451 4.7.1 Greylisted, try again later"
        if name == "obryv":
            _break_off(server)
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802
        to = envelope.rcpt_tos[0]
        if to.startswith("spam@"):
            return "554 5.7.1 Spam message rejected"
        letter: Any = message_from_bytes(envelope.content or b"", policy=policy.default)  # type: ignore[arg-type]
        self.letters.append((to, letter))
        if to.startswith("tishina@"):
            _break_off(server)
            await asyncio.sleep(0.05)
        return "250 2.0.0 taken"


def _break_off(server: SMTP) -> None:
    if server.transport is not None:
        server.transport.abort()


def _authenticate(_server: SMTP, _session: Session, _envelope: Envelope, _mechanism: str, given: Any) -> AuthResult:
    is_known = isinstance(given, LoginPassword) and given == LoginPassword(USER.encode(), PASSWORD.encode())
    return AuthResult(success=is_known, handled=False)


class PostOffice:
    """The server at work: its port and what came."""

    def __init__(self, controller: Controller, post: Post) -> None:
        self.controller, self.post = controller, post

    @property
    def port(self) -> int:
        """Where it listens on 127.0.0.1."""
        return int(self.controller.port)


@contextmanager
def running(*, tls: ssl.SSLContext | None = None, signs_in: bool = True) -> Iterator[PostOffice]:
    """The server until the end of the block; with `tls` it offers STARTTLS."""
    post = Post()
    facts: dict[str, Any] = {"auth_require_tls": False, "decode_data": False, "data_size_limit": 2 * 2**20}
    if signs_in:
        facts |= {"authenticator": _authenticate}
    if tls is not None:
        facts |= {"tls_context": tls}
    controller = Controller(post, hostname="127.0.0.1", port=free_port(), **facts)
    controller.start()
    try:
        yield PostOffice(controller, post)
    finally:
        controller.stop()
