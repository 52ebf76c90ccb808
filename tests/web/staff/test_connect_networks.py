"""An administrator connects each network at the desk: the key first, then «Проверить связь», then on."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from otklik.catalog.models import Administration, Channel
from otklik.channels.registry import channel
from otklik.delivery.connections import settings_of
from otklik.delivery.models import ChannelConnection

pytestmark = pytest.mark.django_db


@pytest.fixture
def office(client_of: Callable[..., Client]) -> Client:
    return client_of("administrator")


def test_a_network_is_connected_and_told_where_to_call(
    network: tuple[str, Any], administration: Administration, office: Client
) -> None:
    slug, server = network
    served = Channel.objects.filter(administration=administration, kind__in=channel(slug).kinds).first()
    if served is None:
        served = Channel.objects.filter(administration=administration, audience="external")[0]
        Channel.objects.filter(pk=served.pk).update(kind=slug)
    form = reverse("staff:connection_new", args=[administration.slug, served.pk, slug])
    fields = [field.name for field in office.get(form).context["form"].main_fields]
    assert fields.index("token") < fields.index("hook_url")
    typed = {name: str(value) for name, value in server.settings().items()}
    page = office.post(form, {**typed, "title": "Наша группа"}, follow=True).content.decode()
    made = ChannelConnection.objects.get()
    assert "Связь есть." in page
    assert "спрашивает" in page
    assert f"/hooks/{made.hook_key}/" in page
    assert typed["token"] not in page
    office.post(reverse("staff:connection_switch", args=[administration.slug, made.pk]), {"on": "1"})
    made.refresh_from_db()
    assert made.is_enabled
    if slug == "vk":
        return  # it calls the address from its own thread, which sees no data of an open transaction
    address = f"https://adm.example/hooks/{made.hook_key}/"
    change = reverse("staff:connection_settings", args=[administration.slug, made.pk])
    plain = {name: value for name, value in typed.items() if name != "token"}
    page = office.post(change, {**plain, "title": "Наша группа", "hook_url": address}, follow=True).content.decode()
    assert "Уведомления приходят по вашему адресу" in page
    made.refresh_from_db()
    assert settings_of(made).token.get_secret_value() == typed["token"]  # type: ignore[attr-defined]


def test_a_wrong_key_is_said_on_the_page(telegram_server: Any, administration: Administration, office: Client) -> None:
    served = Channel.objects.get(administration=administration, kind="telegram")
    form = reverse("staff:connection_new", args=[administration.slug, served.pk, "telegram"])
    typed = {"title": "Бот", "api_url": telegram_server.url}
    page = office.post(form, {**typed, "token": "не ключ"}, follow=True).content.decode()
    assert "Ключ бота состоит из цифр" in page
    page = office.post(form, {**typed, "token": "1:wrong"}, follow=True).content.decode()
    assert "Связи нет." in page
    assert "@BotFather" in page
