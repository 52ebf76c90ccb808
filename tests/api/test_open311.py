"""The Open311 face: the specification's shapes, read by all, written with a key, no words of others by default."""

from typing import Any
from xml.etree import ElementTree

import pytest
from django.test import Client
from tests.api.conftest import System, SystemWith

from otklik.base.actor import Actor
from otklik.base.errors import RuleBroken
from otklik.catalog.models import Administration, Process
from otklik.core.appeals import Outcome
from otklik.intake.actions.answer_appeal import answer_appeal
from otklik.intake.models import FeedbackItem
from otklik.interchange.actions.keep_face import keep_face
from otklik.interchange.models import GeoFace

pytestmark = pytest.mark.django_db
ROOT = "/open311/murashi/v2/"
SENT = {
    "service_code": "street-light", "description": "Не горит фонарь. Звоните 8-912-345-67-89", "lat": "59.39",
    "long": "48.96", "email": "petrova@example.ru", "first_name": "Мария", "last_name": "Петрова",
}  # fmt: skip


@pytest.fixture
def face(administration: Administration, actor: Any) -> Any:
    Process.objects.create(administration=administration, slug="street-light", title="Освещение", subject="functions")
    Process.objects.create(administration=administration, slug="hidden", title="Другое", subject="functions")

    def keep(**changed: Any) -> None:
        facts = {"is_enabled": True, "channel": "web_form", "services": ["street-light"], "is_text_published": False}
        keep_face(actor=actor("administrator"), **(facts | changed))

    keep()
    return keep


def parsed(content: bytes) -> ElementTree.Element:
    return ElementTree.fromstring(content)  # noqa: S314 - our own reply


def send(client: Client, system: System, form: str = "json", **changed: str) -> Any:
    return client.post(f"{ROOT}requests.{form}", {**SENT, "api_key": system.secret, **changed})


def test_it_is_absent_until_it_is_switched_on(client: Client, administration: Administration) -> None:
    assert client.get(f"{ROOT}services.json").status_code == 404


def test_discovery_and_services_in_both_forms(client: Client, face: Any) -> None:
    told = client.get(f"{ROOT}discovery.json").json()
    assert told["endpoints"][0]["url"].endswith("/open311/murashi/v2")
    root = parsed(client.get(f"{ROOT}discovery.xml").content)
    assert [one.text for one in root.iterfind("endpoints/endpoint/formats/format")] == ["application/json", "text/xml"]
    services = client.get(f"{ROOT}services.json", {"jurisdiction_id": "murashi"}).json()
    assert [one["service_code"] for one in services] == ["street-light"]
    as_xml = parsed(client.get(f"{ROOT}services.xml").content)
    assert as_xml.findtext("service/metadata") == "false"
    assert client.get(f"{ROOT}services/street-light.xml").status_code == 200
    assert client.get(f"{ROOT}services/hidden.json").json()[0]["code"] == 404
    assert client.get(f"{ROOT}services.json", {"jurisdiction_id": "kirov"}).status_code == 404


def test_a_message_goes_in_and_shows_status_only(
    client: Client, face: Any, system_with: SystemWith, system: Actor
) -> None:
    made = send(client, system_with("items:write"))
    assert made.status_code == 201
    number = made.json()[0]["service_request_id"]
    item = FeedbackItem.objects.select_related("contact").get()
    assert (item.place, item.contact.name) == ("59.39, 48.96", "Петрова Мария")
    shown = client.get(f"{ROOT}requests/{number}.json")
    assert (shown.json()[0]["status"], shown.json()[0]["description"], shown.json()[0]["lat"]) == ("open", None, None)
    for secret in ("фонарь", "Петрова", "petrova", "59.39", item.number):
        assert secret not in shown.content.decode()
    outcomes = {question.pk: Outcome.SUPPORTED for question in item.questions.all()}
    answer_appeal(actor=system, item_id=item.pk, text="Починили.", outcomes=outcomes, way="status")
    as_xml = parsed(client.get(f"{ROOT}requests/{number}.xml").content)
    assert as_xml.findtext("request/status") == "closed"
    assert as_xml.findtext("request/service_code") == "street-light"


def test_texts_stay_inside_where_no_clause_lets_them_out(client: Client, face: Any, system_with: SystemWith) -> None:
    with pytest.raises(RuleBroken, match="остаётся внутри"):
        face(is_text_published=True)
    face()
    GeoFace.objects.update(is_text_published=True)
    number = send(client, system_with("items:write")).json()[0]["service_request_id"]
    shown = client.get(f"{ROOT}requests.json", {"service_request_id": number}).json()[0]
    assert not shown["description"]
    assert not shown.get("lat")


def test_a_decree_that_keeps_all_inside_shows_no_list(client: Client, administrations: Any) -> None:
    administration = administrations("gatchina")
    GeoFace.objects.create(administration=administration, is_enabled=True, channel="web_form")
    for name in ("requests.json", "requests.xml", "requests/1.json"):
        reply = client.get(f"/open311/gatchina/v2/{name}")
        assert reply.status_code == 403
        assert "не подлежит опубликованию" in reply.content.decode()


def test_messages_are_chosen_by_status_service_and_days(client: Client, face: Any, system_with: SystemWith) -> None:
    send(client, system_with("items:write"))
    counts = [
        len(client.get(f"{ROOT}requests.json", query).json())
        for query in (
            {}, {"status": "closed"}, {"status": "open,closed"}, {"service_code": "hidden"},
            {"end_date": "2024-01-01T00:00:00Z"}, {"start_date": "2024-01-01T00:00:00Z"},
        )
    ]  # fmt: skip
    assert counts == [1, 0, 1, 0, 0, 0]


@pytest.mark.parametrize(
    ("changed", "status"),
    [
        ({"api_key": "wrong"}, 403), ({"service_code": "hidden"}, 404), ({"service_code": ""}, 400),
        ({"lat": "north"}, 400), ({"lat": "", "long": ""}, 400), ({"description": "a\0b"}, 400), ({"lat": "100"}, 400),
        ({"description": "  "}, 400), ({"jurisdiction_id": "kirov"}, 404), ({"email": "no"}, 400),
    ],
)  # fmt: skip
def test_what_is_refused_is_told_in_the_specifications_form(
    changed: dict[str, str], status: int, client: Client, face: Any, system_with: SystemWith
) -> None:
    refused = send(client, system_with("items:write"), **changed)
    assert (refused.status_code, refused.json()[0]["code"]) == (status, status)
    as_xml = send(client, system_with("items:write"), "xml", **changed)
    assert parsed(as_xml.content).findtext("error/code") == str(status)
    assert not FeedbackItem.objects.exists()


def test_only_what_came_by_it_is_read(client: Client, face: Any, system_with: SystemWith) -> None:
    other = system_with().send("items", {"text": "Яма", "kind": "complaint"}).json()["item_id"]
    assert client.get(f"{ROOT}requests/{other}.json").status_code == 404
    assert client.get(f"{ROOT}requests.json").json() == []
    for wrong in ("status=lost", "service_request_id=abc", "start_date=never", "status=%00"):
        assert client.get(f"{ROOT}requests.json?{wrong}").status_code == 400
    assert client.delete(f"{ROOT}requests.json").status_code == 405
    assert client.post(f"{ROOT}requests.json", "{}", content_type="application/json").status_code == 415


def test_a_stranger_asks_within_bounds_and_a_key_is_not_held_up(
    client: Client, face: Any, system_with: SystemWith, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("otklik.api.rates.OPEN_RATE", 2)
    got = [client.get(f"{ROOT}requests.json").status_code for _ in range(3)]
    assert got == [200, 200, 429]
    assert client.get(f"{ROOT}requests.json", REMOTE_ADDR="192.0.2.7").status_code == 200
    assert send(client, system_with("items:write")).status_code == 201


def test_who_tries_unknown_keys_is_not_listened_to_for_a_while(
    client: Client, face: Any, system_with: SystemWith
) -> None:
    system = system_with("items:write")
    tries = [send(client, system, api_key="wrong").status_code for _ in range(30)]
    assert (set(tries), send(client, system).status_code) == ({403}, 429)
    assert FeedbackItem.objects.count() == 0
