"""A new administrator connects a mailbox by the guide alone; a letter then stands in the registry."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from tests import dovecot, smtp_server
from tests.channels.letters.build import letter
from tests.dovecot import Dovecot
from tests.smtp_server import PostOffice

from otklik.catalog.models import Administration, Channel
from otklik.correspondence.actions.read_arrivals import read_waiting_arrivals
from otklik.correspondence.polling import poll_connection
from otklik.delivery.models import ChannelConnection
from otklik.intake.models import FeedbackItem

pytestmark = pytest.mark.django_db
BOX = "priem@murashi.example"


def _filled(server: Dovecot, office: PostOffice, **facts: str) -> dict[str, str]:
    """What the guide names; the rest stands as the form offers it."""
    return {
        "title": "Почта приёмной", "imap_host": "127.0.0.1", "imap_port": str(server.port), "imap_security": "none",
        "user": BOX, "password": dovecot.PASSWORD, "folder": "INBOX", "first_take": "unseen", "after_taking": "seen",
        "from_address": BOX, "from_name": "Администрация", "smtp_host": "127.0.0.1", "smtp_port": str(office.port),
        "smtp_security": "none", "smtp_user": smtp_server.USER, "smtp_password": smtp_server.PASSWORD,
        "smtp_login": "on", "staff_addresses": "ivanov@murashi.example\n@duma.murashi.example", "largest_letter": "40",
    } | facts  # fmt: skip


def test_a_mailbox_is_connected_by_the_guide(
    administration: Administration, client_of: Callable[..., Client], dovecot_server: Dovecot, post_office: PostOffice
) -> None:
    served = Channel.objects.get(administration=administration, kind="email", audience="external")
    client, staff = client_of("administrator"), f"/{administration.slug}/staff/channels"
    form = client.get(f"{staff}/all/{served.pk}/connect/email/").content.decode()
    assert "Пароль, с которым" not in form
    for words in ("Сервер входящей почты (IMAP)", "Адреса и домены сотрудников", "Сохранить и проверить связь"):
        assert words in form
    wrong = _filled(dovecot_server, post_office, password="не тот")
    said = _page(client.post(f"{staff}/all/{served.pk}/connect/email/", wrong, follow=True))
    assert "не принял имя или пароль" in said
    assert "не тот" not in said
    made = ChannelConnection.objects.get()
    said = _page(
        client.post(f"{staff}/connections/{made.pk}/settings/", _filled(dovecot_server, post_office), follow=True)
    )
    assert "Входящая почта работает" in said
    assert "ответы уходят с адреса priem@murashi.example" in said
    client.post(f"{staff}/connections/{made.pk}/switch/", {"on": "1"})
    dovecot_server.put(BOX, [letter("На Полевой прорвало трубу.")])
    assert poll_connection(made.pk) == 1
    read_waiting_arrivals()
    assert FeedbackItem.objects.get().text == "На Полевой прорвало трубу."


def _page(response: Any) -> str:
    assert response.status_code == 200
    return str(response.content.decode())
