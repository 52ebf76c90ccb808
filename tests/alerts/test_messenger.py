"""Alerts in the own messenger: linked by a code said to the bot, without a word about who wrote; unlinked again."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from otklik.accounts.messengers import LINKED, hear_code
from otklik.accounts.models import MessengerLink, User
from otklik.alerts.models import Alert
from otklik.alerts.ways import WAYS
from otklik.catalog.models import Administration
from otklik.delivery.models import ChannelConnection, OutgoingMessage


@pytest.fixture
def bot(administration: Administration) -> ChannelConnection:
    """A connected bot of the administration."""
    return ChannelConnection.objects.create(
        administration_id=administration.pk,
        title="Бот администрации",
        adapter="telegram",
        channel="telegram",
        sealed_settings="",
        is_enabled=True,
        hook_key="k",
    )


@pytest.fixture
def client(client_of: Callable[..., Client]) -> Client:
    """A coordinator at the desk."""
    return client_of("coordinator")


def code_from(client: Client) -> str:
    """Ask the page for a code."""
    shown = client.post(reverse("staff:alert_messenger", args=["murashi"])).content.decode()
    return re.search(r'<b class="num">([0-9A-Z]{4}-[0-9A-Z]{4})</b>', shown)[1]  # type: ignore[index]


def test_linked_by_a_code_told_without_personal_data_and_unlinked(
    client: Client, bot: ChannelConnection, administration: Administration
) -> None:
    ways = reverse("staff:alert_ways", args=["murashi"])
    code = code_from(client)
    assert "Отвязать" not in client.get(ways).content.decode(), "a code is no link yet"
    assert code not in str(list(MessengerLink.objects.values()))
    assert hear_code(connection=bot, talker="77", text=f"код {code.lower()}") == LINKED
    assert hear_code(connection=bot, talker="78", text=code) == ""
    linked = client.get(ways).content.decode()
    assert "Отвязать" in linked
    assert f"{bot.title}. Туда приходит" in linked
    person = User.objects.get(username__contains="coordinator")
    alert = Alert(administration=administration, title="Опасность: дети", why=["слова «лёд»"], level="danger", pk=5)
    assert WAYS["messenger"].send(alert, person)
    sent = OutgoingMessage.objects.get()
    assert (sent.connection, sent.to, sent.is_urgent) == (bot, "77", True)
    assert client.post(reverse("staff:alert_messenger_off", args=["murashi"])).status_code == 302
    assert not WAYS["messenger"].send(alert, person)


def test_an_old_code_and_other_words_are_words_like_others(client: Client, bot: ChannelConnection) -> None:
    code = code_from(client)
    assert hear_code(connection=bot, talker="77", text=f"у меня {code}") == ""
    assert hear_code(connection=bot, talker="77", text="ABCD-EFGH") == ""
    MessengerLink.objects.update(code_until=timezone.now() - timedelta(seconds=1))
    assert hear_code(connection=bot, talker="77", text=code) == ""
