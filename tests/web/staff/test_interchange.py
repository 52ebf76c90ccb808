"""Keys, webhooks, other sites, Open311: the administrator's pages."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from pydantic import SecretStr

from otklik.base.actor import Actor
from otklik.base.errors import NotFound
from otklik.base.models import AuditEntry
from otklik.catalog.models import Administration, Process
from otklik.channels.webhook.settings import WebhookSettings, new_secret
from otklik.correspondence.actions.keep_connection import change_connection
from otklik.interchange.models import ApiKey, GeoFace, Webhook

pytestmark = pytest.mark.django_db
HERE = "/murashi/staff/channels/"
KEY = {"title": "СЭД «Дело»", "scopes": ["items:read", "items:write"], "channel": "web_form", "rate": "60"}
ClientOf = Callable[..., Client]


@pytest.fixture
def administrator(client_of: ClientOf) -> Client:
    return client_of("administrator")


def test_a_key_is_shown_once_works_and_is_revoked(administrator: Client) -> None:
    first = administrator.get(f"{HERE}keys/new/").content.decode()
    day = re.search(r'name="expires_on" value="([^"]+)"', first)
    assert day
    issued = administrator.post(f"{HERE}keys/new/", {**KEY, "expires_on": day[1]}).content.decode()
    secret = re.search(r'<code class="break">(otk_[^<]+)</code>', issued)
    assert secret
    header = {"Authorization": f"Bearer {secret[1]}"}
    assert Client(headers=header).get("/api/v1/murashi/items").status_code == 200
    listed = administrator.get(f"{HERE}keys/").content.decode()
    assert "СЭД «Дело»" in listed
    assert secret[1] not in listed
    administrator.post(f"{HERE}keys/{ApiKey.objects.get().pk}/revoke/")
    assert Client(headers=header).get("/api/v1/murashi/items").status_code == 401
    assert "отозван" in administrator.get(f"{HERE}keys/").content.decode()
    assert AuditEntry.objects.filter(verb__in=["issue_key", "revoke_key"]).count() == 2


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"scopes": []}, "Отметьте хотя бы одно право"),
        ({"scopes": ["texts:read"]}, "на каком основании"),
        ({"expires_on": "2020-01-01"}, "не дольше года"),
        ({"channel": ""}, "Выберите канал"),
    ],
)
def test_a_key_without_what_it_needs_is_not_issued(changed: dict[str, Any], said: str, administrator: Client) -> None:
    day = re.search(r'name="expires_on" value="([^"]+)"', administrator.get(f"{HERE}keys/new/").content.decode())
    assert day
    answer = administrator.post(f"{HERE}keys/new/", {**KEY, "expires_on": day[1], **changed})
    assert said in answer.content.decode()
    assert not ApiKey.objects.exists()


def test_a_webhook_goes_to_a_named_host_only(administrator: Client, settings: Any, system: Actor) -> None:
    given = {"title": "СЭД", "url": "https://sed.example.ru/hook", "events": ["item.answered"]}
    assert "OTKLIK_WEBHOOK_HOSTS" in administrator.post(f"{HERE}webhooks/new/", given).content.decode()
    settings.WEBHOOK_HOSTS = ["sed.example.ru"]
    assert "whsec_" in administrator.post(f"{HERE}webhooks/new/", given).content.decode()
    page = administrator.get(f"{HERE}webhooks/").content.decode()
    assert "дан ответ" in page
    assert "whsec_" not in page
    pk, own = Webhook.objects.values_list("pk", "connection_id").get()
    # Its address cannot be changed past the list of hosts, as if it were a channel's connection.
    for address in (f"{HERE}connections/{own}/", f"{HERE}connections/{own}/settings/"):
        assert administrator.get(address).status_code == 404
    elsewhere = WebhookSettings(url="http://10.0.0.1/", secret=SecretStr(new_secret()))
    with pytest.raises(NotFound):
        change_connection(actor=system, connection_id=own, title="СЭД", settings=elsewhere)
    administrator.post(f"{HERE}webhooks/{pk}/switch/", {"on": "0"})
    assert "выключен" in administrator.get(f"{HERE}webhooks/").content.decode()
    for url in ("ftp://sed.example.ru", "https://a@sed.example.ru/", "https://sed.example.ru:99999/", "sed"):
        assert "Это не похоже" in administrator.post(f"{HERE}webhooks/new/", {**given, "url": url}).content.decode()


def test_other_sites_get_fragments_and_a_list(administrator: Client, administration: Administration) -> None:
    page = administrator.get(f"{HERE}sites/").content.decode()
    assert "&lt;iframe src=" in page
    assert "/murashi/embed/status/" in page
    assert "не похоже" in administrator.post(f"{HERE}sites/", {"sites": "нет такого"}).content.decode()
    administrator.post(f"{HERE}sites/", {"sites": "https://admin.example.ru/news\nшкола.рф"})
    administration.refresh_from_db()
    assert administration.options["frame_sites"] == ["https://admin.example.ru", "https://xn--80atdl2c.xn--p1ai"]


def test_open311_needs_a_service(administrator: Client, administration: Administration) -> None:
    Process.objects.create(administration=administration, slug="light", title="Освещение", subject="functions")
    given = {"is_enabled": "on", "channel": "web_form"}
    assert "хотя бы один процесс" in administrator.post(f"{HERE}open311/", given).content.decode()
    administrator.post(f"{HERE}open311/", {**given, "services": ["light"]})
    assert GeoFace.objects.get().is_enabled
    assert "/open311/murashi/v2/discovery.json" in administrator.get(f"{HERE}open311/").content.decode()
