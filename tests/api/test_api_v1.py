"""The programming interface: the session of the desk, the same rights, nothing for strangers."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from tests.intake.conftest import Receive

pytestmark = pytest.mark.django_db
ClientOf = Callable[..., Client]
ADDRESSES = ("monitoring/2025Q3", "items", "coverage")


@pytest.mark.parametrize("address", ADDRESSES)
def test_nobody_comes_in_without_a_session(address: str, administration: Any, client: Client) -> None:
    assert client.get(f"/api/v1/murashi/{address}").status_code == 401


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_stranger_finds_nothing(address: str, administration: Any, client_of: ClientOf) -> None:
    stranger = client_of("coordinator", "head", "controller", of="biysk")
    assert stranger.get(f"/api/v1/murashi/{address}").status_code == 404
    assert client_of().get(f"/api/v1/murashi/{address}").status_code == 404


def test_the_monitoring_is_for_those_who_may_see_it(client_of: ClientOf) -> None:
    report = client_of("coordinator").get("/api/v1/murashi/monitoring/2025Q3").json()
    assert report["period"] == "2025Q3"
    assert report["metrics"][0]["slug"] == "channels"
    assert client_of("registrar").get("/api/v1/murashi/monitoring/2025Q3").status_code == 404


def test_a_wrong_quarter_is_told_in_words(client_of: ClientOf) -> None:
    answer = client_of("coordinator").get("/api/v1/murashi/monitoring/2025")
    assert answer.status_code == 422
    assert "2025Q3" in answer.json()["message"]


def test_items_come_by_pages(client_of: ClientOf, receive: Receive) -> None:
    for number in range(51):
        receive(f"Не вывозят мусор, двор {number}")
    client = client_of("coordinator")
    first = client.get("/api/v1/murashi/items?kind=complaint").json()
    second = client.get("/api/v1/murashi/items", {"kind": "complaint", "after": first["next"]}).json()
    assert (len(first["items"]), len(second["items"]), second["next"]) == (50, 1, None)
    assert not {row["id"] for row in first["items"]} & {row["id"] for row in second["items"]}
    assert client.get("/api/v1/murashi/items?kind=praise").status_code == 422
    assert client.get("/api/v1/murashi/items?after=7").status_code == 422


def test_coverage_lists_the_clauses(client_of: ClientOf) -> None:
    rows = client_of("controller").get("/api/v1/murashi/coverage").json()
    assert {"id", "clause", "status", "by", "quote"} == set(rows[0])
    assert client_of("specialist").get("/api/v1/murashi/coverage").status_code == 404


def test_the_description_asks_for_a_session_and_names_no_other_host(client_of: ClientOf, client: Client) -> None:
    assert client.get("/api/v1/openapi.json").status_code == 302
    described = client_of("coordinator").get("/api/v1/openapi.json").content.decode()
    assert "/api/v1/{slug}/items" in described
    assert "cdn" not in described
    assert client_of("coordinator").get("/api/v1/docs").status_code == 404
