"""The outbox: a letter leaves once, a failure waits and is tried again, at last it is given up visibly."""

import socketserver
import threading
from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from otklik.catalog.models import Administration
from otklik.delivery.actions.send_later import send_later
from otklik.delivery.actions.send_waiting import send_waiting_messages
from otklik.delivery.models import OutgoingMessage
from otklik.delivery.settling import PAUSES


@pytest.fixture
def letter(administration: Administration) -> OutgoingMessage:
    """One letter in the outbox."""
    return send_later(
        administration_id=administration.pk,
        target=administration,
        to="petrova@example.org",
        subject="Ответ на обращение № Ж-00001/2025",
        text="Яму заделали 3 июня.",
        file_ids=[],
    )


@pytest.fixture
def refusal(request: pytest.FixtureRequest) -> bytes:
    """What the server below says to every recipient."""
    return getattr(request, "param", b"451 try later")


@pytest.fixture
def refusing_server(settings, refusal: bytes) -> Iterator[None]:
    """A real SMTP listener that takes no recipient."""

    class Refuse(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            self.wfile.write(b"220 test\r\n")
            for line in self.rfile:
                word = line[:4].upper()
                answer = refusal + b"\r\n" if word == b"RCPT" else b"250 ok\r\n"
                self.wfile.write(b"221 bye\r\n" if word == b"QUIT" else answer)

    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Refuse) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = server.server_address
        yield
        server.shutdown()


def test_a_letter_leaves_once(letter: OutgoingMessage) -> None:
    assert send_waiting_messages() == 1
    assert send_waiting_messages() == 0
    assert [(sent.subject, sent.to) for sent in mail.outbox] == [(letter.subject, ["petrova@example.org"])]
    assert str(letter.key) in mail.outbox[0].extra_headers["Message-ID"]
    letter.refresh_from_db()
    assert letter.state == OutgoingMessage.State.SENT


def test_a_letter_that_cannot_leave_now_waits_longer_each_time_and_is_given_up(
    letter: OutgoingMessage, refusing_server: None
) -> None:
    for pause in PAUSES:
        assert send_waiting_messages() == 0
        letter.refresh_from_db()
        assert letter.state == OutgoingMessage.State.WAITING
        assert letter.next_attempt_at > timezone.now() + pause - timedelta(seconds=30)
        OutgoingMessage.objects.update(next_attempt_at=timezone.now())
    send_waiting_messages()
    letter.refresh_from_db()
    assert letter.state == OutgoingMessage.State.FAILED
    assert "451" in letter.last_error


@pytest.mark.parametrize("refusal", [b"550 no such user"], indirect=True)
def test_an_address_that_does_not_exist_is_given_up_at_once(letter: OutgoingMessage, refusing_server: None) -> None:
    assert send_waiting_messages() == 0
    letter.refresh_from_db()
    assert (letter.state, letter.attempts) == (OutgoingMessage.State.FAILED, 1)
    assert "550" in letter.last_error


def test_an_address_that_is_none_does_not_stop_the_others(letter: OutgoingMessage, administration, settings) -> None:
    """A file of another system may bring any words as an address."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
    OutgoingMessage.objects.filter(pk=letter.pk).update(to="нет\nадреса")
    good = send_later(
        administration_id=administration.pk,
        target=administration,
        to="a@example.org",
        subject="Ответ",
        text="Да.",
        file_ids=[],
    )
    assert send_waiting_messages() == 1
    letter.refresh_from_db()
    good.refresh_from_db()
    assert (letter.state, letter.attempts) == (OutgoingMessage.State.FAILED, 1)
    assert good.state == OutgoingMessage.State.SENT
