"""The office of channels: what the list says, connecting by the generated form, secrets, rights, own channels."""

import json
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from tests.correspondence.mailboxes import CLOSED_PORT, mail_settings

from otklik.base.actor import Actor
from otklik.base.models import AuditEntry
from otklik.catalog.models import Channel
from otklik.core.appeals import ItemKind
from otklik.core.incoming import IncomingFeedback
from otklik.core.periods import Quarter
from otklik.correspondence.models import InboundMessage
from otklik.delivery.connections import seal_settings, settings_of
from otklik.delivery.models import ChannelConnection
from otklik.intake.actions.receive_feedback import receive_feedback
from otklik.offline.actions.open_card import channel_fields

pytestmark = pytest.mark.django_db
ClientOf = Callable[..., Client]
PAGE = "/murashi/staff/channels"
TYPED = {
    "title": "Почта приёмной", "imap_host": "127.0.0.1", "imap_port": str(CLOSED_PORT), "imap_security": "none",
    "user": "priem@murashi.example", "password": "Очень-тайный-пароль", "from_address": "priem@murashi.example",
    "folder": "INBOX", "first_take": "unseen", "after_taking": "seen", "smtp_port": "465", "smtp_security": "tls",
    "largest_letter": "40", "smtp_login": "on",
}  # fmt: skip


def mail_channel(actor: Actor) -> Channel:
    return Channel.objects.get(administration_id=actor.administration_id, slug="email")


def connected(actor: Actor, **facts: object) -> ChannelConnection:
    given = {"title": "Почта", "adapter": "email", "channel": "email", "hook_key": "h" * 43} | facts
    return ChannelConnection.objects.create(
        administration_id=actor.administration_id, sealed_settings=seal_settings(mail_settings()), **given
    )


def test_every_channel_is_listed_with_how_it_is_served(client_of: ClientOf, system: Actor) -> None:
    page = client_of("administrator").get(f"{PAGE}/all/").content.decode()
    for title in Channel.objects.filter(administration_id=system.administration_id).values_list("title", flat=True):
        assert title.replace("«", "«") in page
    assert page.index("Жители и организации") < page.index("Личный приём") < page.index("<h2>Сотрудники</h2>")
    assert "загрузка выгрузки из файла" in page
    assert "не подключён" in page


def test_a_mailbox_is_connected_and_tried_and_nothing_typed_is_lost(client_of: ClientOf, system: Actor) -> None:
    client = client_of("administrator")
    address = f"{PAGE}/all/{mail_channel(system).pk}/connect/email/"
    answer = client.post(address, TYPED, follow=True)
    page = answer.content.decode()
    row = ChannelConnection.objects.get()
    assert "Связи нет." in page
    assert not row.is_enabled
    assert row.is_check_good is False
    assert settings_of(row).password.get_secret_value() == TYPED["password"]
    assert TYPED["password"] not in page
    assert TYPED["password"] not in row.sealed_settings
    told = " ".join(f"{one.summary} {one.details}" for one in AuditEntry.objects.all())
    assert "Почта приёмной" in told
    assert TYPED["password"] not in told


def test_an_error_stands_beside_its_field_and_the_typed_secret_survives(client_of: ClientOf, system: Actor) -> None:
    client = client_of("administrator")
    address = f"{PAGE}/all/{mail_channel(system).pk}/connect/email/"
    refused = client.post(address, TYPED | {"from_address": "не адрес", "imap_port": "семь"})
    page = refused.content.decode()
    assert refused.status_code == 200
    assert not ChannelConnection.objects.exists()
    assert "Это не адрес электронной почты" in page
    assert "Введите целое число." in page
    assert TYPED["password"] not in page
    kept = refused.context["form"]["kept_secrets"].value()
    client.post(address, TYPED | {"password": "", "kept_secrets": kept})
    assert settings_of(ChannelConnection.objects.get()).password.get_secret_value() == TYPED["password"]


def test_what_another_person_typed_is_not_taken(client_of: ClientOf, system: Actor) -> None:
    address = f"{PAGE}/all/{mail_channel(system).pk}/connect/email/"
    refused = client_of("administrator").post(address, TYPED | {"from_address": "нет"})
    kept = refused.context["form"]["kept_secrets"].value()
    again = client_of("administrator").post(address, TYPED | {"password": "", "kept_secrets": kept})
    assert "Заполните это поле." in again.content.decode()


def test_an_empty_secret_leaves_the_one_that_is_set(client_of: ClientOf, system: Actor) -> None:
    row = connected(system, is_check_good=True)
    before = settings_of(row).password.get_secret_value()
    client = client_of("administrator")
    page = client.get(f"{PAGE}/connections/{row.pk}/settings/").content.decode()
    assert 'placeholder="задан"' in page
    assert before not in page
    client.post(f"{PAGE}/connections/{row.pk}/settings/", TYPED | {"password": "", "folder": "Письма"})
    row.refresh_from_db()
    assert settings_of(row).password.get_secret_value() == before
    assert settings_of(row).folder == "Письма"
    assert row.is_check_good is False  # tried anew: nobody listens at that port


def test_only_what_answers_is_switched_on(client_of: ClientOf, system: Actor) -> None:
    client, row = client_of("administrator"), connected(system)
    page = client.post(f"{PAGE}/connections/{row.pk}/switch/", {"on": "1"}, follow=True).content.decode()
    assert "Сначала проверьте связь" in page
    ChannelConnection.objects.update(is_check_good=True)
    client.post(f"{PAGE}/connections/{row.pk}/switch/", {"on": "1"})
    row.refresh_from_db()
    assert row.is_enabled


def test_a_used_connection_is_not_deleted(client_of: ClientOf, system: Actor) -> None:
    client, row = client_of("administrator"), connected(system)
    InboundMessage.objects.create(
        administration_id=system.administration_id, connection=row, key="1", arrived_at=timezone.now(),
        next_attempt_at=timezone.now(),
    )  # fmt: skip
    page = client.post(f"{PAGE}/connections/{row.pk}/delete/", follow=True).content.decode()
    assert "отключить, но не удалить" in page
    InboundMessage.objects.all().delete()
    client.post(f"{PAGE}/connections/{row.pk}/delete/")
    assert not ChannelConnection.objects.exists()


def test_connections_belong_to_the_administrator_of_the_same_administration(client_of: ClientOf, system: Actor) -> None:
    row = connected(system)
    for role in ("coordinator", "registrar", "head", "auditor"):
        assert client_of(role).get(f"{PAGE}/connections/{row.pk}/").status_code == 404
        assert client_of(role).post(f"{PAGE}/connections/{row.pk}/delete/").status_code == 404
    ChannelConnection.objects.update(administration_id=system.administration_id + 1)
    assert client_of("administrator").get(f"{PAGE}/connections/{row.pk}/").status_code == 404


def test_long_failing_is_told_on_every_page_of_the_administrator(client_of: ClientOf, system: Actor) -> None:
    long_ago = timezone.now() - timedelta(hours=5)
    row = connected(system, is_enabled=True, last_error="Пароль не подошёл", last_error_at=timezone.now())
    ChannelConnection.objects.update(created_at=long_ago, last_arrival_at=long_ago)
    desk = client_of("administrator").get("/murashi/staff/").content.decode()
    assert "Каналы: не в порядке" in desk
    assert "Пароль не подошёл" in client_of("coordinator").get(f"{PAGE}/all/").content.decode()
    assert "Каналы: не в порядке" not in client_of("registrar").get("/murashi/staff/").content.decode()
    ChannelConnection.objects.filter(pk=row.pk).update(is_enabled=False)
    assert "Каналы: не в порядке" not in client_of("administrator").get("/murashi/staff/").content.decode()


def test_the_readme_of_a_channel_is_its_help(client_of: ClientOf) -> None:
    page = client_of("administrator").get(f"{PAGE}/help/email/").content.decode()
    assert "<h2>" in page
    assert client_of("administrator").get(f"{PAGE}/help/nothing/").status_code == 404


def test_an_own_channel_is_used_at_once(client_of: ClientOf, system: Actor) -> None:
    client = client_of("administrator", "registrar", "coordinator")
    given = {
        "title": "Стойка в парке", "audience": "external", "mode": "offline", "form": "oral", "kind": "other",
        "legal_class": "appeal_59fz",
    }  # fmt: skip
    form = client.get(f"{PAGE}/new/").content.decode()
    assert "срок 30 дней" in form
    client.post(f"{PAGE}/new/", given)
    own = Channel.objects.get(title="Стойка в парке")
    assert (own.form, own.legal_class, own.from_profile) == ("oral", "appeal_59fz", False)
    card = client.get("/murashi/staff/card/")
    assert "Стойка в парке" in card.content.decode()
    forms = json.loads(card.context["form"].fields["channel"].widget.attrs["data-forms"])
    assert (forms[own.slug], forms["web_form"]) == ("oral", "written")
    assert channel_fields(own, timezone.localdate())["form"] == "oral"
    incoming = IncomingFeedback(
        text="Сломана лавка", channel=own.slug, received_at=timezone.now(), kind=ItemKind.COMPLAINT
    )
    receive_feedback(actor=system, incoming=incoming)
    assert "Стойка в парке" in client.get("/murashi/staff/monitoring/").content.decode()
    assert own.slug in client.get("/murashi/staff/registry/").content.decode()
    client.post(f"{PAGE}/all/{own.pk}/", given | {"title": "Стойка у входа в парк"})
    client.post(f"{PAGE}/all/{own.pk}/switch/")
    own.refresh_from_db()
    assert (own.title, own.is_active) == ("Стойка у входа в парк", False)
    quarter = Quarter.of(timezone.localdate())
    page = client.get(f"/murashi/staff/monitoring/?quarter={quarter}").content.decode()
    assert "Стойка у входа в парк" in page


def test_the_decrees_channel_keeps_its_words(client_of: ClientOf, system: Actor) -> None:
    row = mail_channel(system)
    given = {"title": "Иначе", "audience": "internal", "mode": "offline", "form": "oral", "kind": "other",
             "legal_class": "opinion"}  # fmt: skip
    client_of("administrator").post(f"{PAGE}/all/{row.pk}/", given)
    row.refresh_from_db()
    assert (row.title, row.kind) == ("Адрес электронной почты", "email")
