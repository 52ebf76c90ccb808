"""Letters with a secret: nothing of it stands in the outbox, before or after they leave."""

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from otklik.catalog.models import Administration
from otklik.delivery.actions.send_later import send_secrets_later
from otklik.delivery.actions.send_waiting import send_waiting_messages
from otklik.delivery.models import OutgoingMessage
from otklik.delivery.secrets import KEPT_DAYS, forget_stuck_secrets

SECRET = "abcd2345efgh"


@pytest.fixture
def letter(administration: Administration) -> OutgoingMessage:
    """One letter with a secret, waiting."""
    send_secrets_later(
        administration_id=administration.pk,
        target=administration,
        subject="Приглашение",
        letters=[("petrova@example.org", f"Ваша ссылка: {SECRET}")],
    )
    return OutgoingMessage.objects.get()


def rows() -> str:
    """Everything that the table holds."""
    return str(list(OutgoingMessage.objects.values()))


def test_the_secret_is_in_the_letter_and_never_in_the_table(letter: OutgoingMessage) -> None:
    assert SECRET not in rows()
    assert send_waiting_messages() == 1
    assert SECRET in mail.outbox[0].body
    letter.refresh_from_db()
    assert (letter.state, letter.text) == ("sent", "")


def test_a_letter_that_never_leaves_loses_its_secret(letter: OutgoingMessage) -> None:
    assert forget_stuck_secrets() == 0
    OutgoingMessage.objects.update(created_at=timezone.now() - timedelta(days=KEPT_DAYS, hours=1))
    assert forget_stuck_secrets() == 1
    letter.refresh_from_db()
    assert (letter.state, letter.text) == ("failed", "")
    assert send_waiting_messages() == 0


def test_with_another_key_the_letter_waits_and_says_why(letter: OutgoingMessage, settings) -> None:
    settings.SECRET_KEY = "another-key"
    assert send_waiting_messages() == 0
    letter.refresh_from_db()
    assert "пригласите этого человека снова" in letter.last_error
    assert mail.outbox == []
