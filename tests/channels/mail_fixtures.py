"""A real Dovecot and a real SMTP server, started once for all tests of the channel."""

import ssl
from collections.abc import Callable, Iterator
from itertools import count
from typing import Any

import pytest
from tests import dovecot, smtp_server
from tests.dovecot import Dovecot
from tests.smtp_server import PostOffice

from otklik.channels.email.settings import EmailSettings, Security

Box = Callable[..., EmailSettings]


@pytest.fixture(scope="session")
def dovecot_server() -> Iterator[Dovecot]:
    """Dovecot for all tests; each has a mailbox of its own."""
    with dovecot.running() as server:
        yield server


@pytest.fixture(scope="session")
def post_office(dovecot_server: Dovecot) -> Iterator[PostOffice]:
    """The outgoing server, with the certificate of the incoming one."""
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(dovecot_server.home / "cert.pem", dovecot_server.home / "key.pem")
    with smtp_server.running(tls=context) as office:
        yield office


_numbers = count(1)


@pytest.fixture
def box(dovecot_server: Dovecot, post_office: PostOffice) -> Box:
    """Settings of a new mailbox: `box(after_taking="move", move_to="Taken")`."""

    def made(**facts: Any) -> EmailSettings:
        usual: dict[str, Any] = {
            "imap_host": "127.0.0.1",
            "imap_port": dovecot_server.port,
            "imap_security": Security.NONE,
            "user": f"box{next(_numbers)}@gorod.example",
            "password": dovecot.PASSWORD,
            "from_address": "priem@gorod.example",
            "smtp_host": "127.0.0.1",
            "smtp_port": post_office.port,
            "smtp_security": Security.NONE,
            "smtp_user": smtp_server.USER,
            "smtp_password": smtp_server.PASSWORD,
        }
        return EmailSettings(**(usual | facts))

    return made
