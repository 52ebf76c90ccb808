"""The programming interface for a person of the desk: the session, the same rights, nothing for strangers."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from tests.intake.conftest import Receive

pytestmark = pytest.mark.django_db
ClientOf = Callable[..., Client]
ADDRESSES = ("monitoring/2025Q3", "items", "coverage", "changes", "channels")


@pytest.mark.parametrize("address", ADDRESSES)
def test_nobody_comes_in_without_a_session(address: str, administration: Any, client: Client) -> None:
    answer = client.get(f"/api/v1/murashi/{address}")
    assert (answer.status_code, answer.json()["code"]) == (401, "unauthorized")
    assert answer.headers["WWW-Authenticate"].startswith("Bearer")


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
    assert "2025Q3" in answer.json()["detail"]


def test_items_come_by_pages(client_of: ClientOf, receive: Receive) -> None:
    for number in range(51):
        receive(f"Не вывозят мусор, двор {number}")
    client = client_of("coordinator")
    answer = client.get("/api/v1/murashi/items?kind=complaint")
    first = answer.json()
    second = client.get("/api/v1/murashi/items", {"kind": "complaint", "after": first["next"]}).json()
    assert (len(first["items"]), len(second["items"]), second["next"]) == (50, 1, None)
    assert not {row["id"] for row in first["items"]} & {row["id"] for row in second["items"]}
    address = answer.headers["Link"].partition(">")[0].removeprefix("<").removeprefix("http://testserver")
    assert client.get(address).json() == second
    assert client.get("/api/v1/murashi/items?kind=praise").status_code == 422
    assert client.get("/api/v1/murashi/items?after=7").status_code == 422
    assert client.get("/api/v1/murashi/items?knid=complaint").status_code == 422


def test_coverage_lists_the_clauses(client_of: ClientOf) -> None:
    rows = client_of("controller").get("/api/v1/murashi/coverage").json()
    assert {"id", "clause", "status", "by", "quote"} == set(rows[0])
    assert client_of("specialist").get("/api/v1/murashi/coverage").status_code == 404


def test_a_session_writes_nothing(client_of: ClientOf) -> None:
    answer = client_of("coordinator", "registrar").post("/api/v1/murashi/items", {}, content_type="application/json")
    assert answer.status_code == 401


def test_the_description_names_no_other_host(client: Client, db: None) -> None:
    described = client.get("/api/v1/openapi.json").content.decode()
    assert "/api/v1/{slug}/items" in described
    assert "cdn" not in described
    page = client.get("/api/v1/reference/").content.decode()
    assert "items:write" in page
    assert "//" not in page.replace("http://127.0.0.1", "").partition("<main")[2].replace(
        "https://www.rfc-editor.org", ""
    )
