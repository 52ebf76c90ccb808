"""The log of security tells what happened at the doors, and nothing that a person typed."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from structlog.testing import capture_logs
from tests.conftest import PASSWORD

pytestmark = pytest.mark.django_db


def _events(lines: Any, name: str) -> list[Any]:
    return [line for line in lines if line["event"] == name]


def test_coming_failing_and_going(staff: Callable[..., Any], client: Client) -> None:
    person = staff("registrar", username="anna")
    with capture_logs() as lines:
        client.post("/account/login/", {"login": "anna", "password": "wrong-words-9"})
        client.post("/account/login/", {"login": "moy-parol-17", "password": "x"})
        client.post("/account/login/", {"login": "anna", "password": PASSWORD})
        client.post("/account/logout/")
    known, unknown = _events(lines, "sign_in_failed")
    assert known["user_id"] == person.pk
    assert known["address"] == "127.0.0.1"
    assert "user_id" not in unknown
    assert len(unknown["unknown_name"]) == 16
    assert _events(lines, "signed_in")[0]["user_id"] == person.pk
    assert _events(lines, "signed_out")[0]["user_id"] == person.pk
    assert not [word for word in ("wrong-words-9", "moy-parol", PASSWORD, "Смирнова") if word in str(lines)]


def test_a_page_without_the_right(client_of: Callable[..., Client]) -> None:
    client = client_of("specialist")
    with capture_logs() as lines:
        client.get("/murashi/staff/people/")
        client.get("/biysk/staff/registry/")
    first, second = _events(lines, "access_refused")
    assert (first["page"], first["administration"], first["log_level"]) == ("staff:staff", "murashi", "warning")
    assert second["administration"] == "biysk"
    assert first["user_id"] == second["user_id"]


def test_a_form_of_another_site(administration: object) -> None:
    with capture_logs() as lines:
        answer = Client(enforce_csrf_checks=True).post("/murashi/feedback/kind/", {"kind": "complaint"})
    assert answer.status_code == 403
    assert _events(lines, "form_forged")


def test_a_flood_writes_one_line(administration: object, client: Client, settings: Any) -> None:
    settings.PAGE_RATE = "1/minute"
    with capture_logs() as lines:
        for _ in range(5):
            client.get("/murashi/terms/?who=Иванова")
    (line,) = _events(lines, "too_often")
    assert line["door"] == "page"
    assert "127.0.0.1" not in str(line)
    assert "Иванова" not in str(line)


@pytest.mark.parametrize("name", ["feedback/one-page", "internal"])
def test_who_writes_from_inside_too_often_is_not_told(
    administration: object, client: Client, settings: Any, name: str
) -> None:
    settings.PUBLIC_RATE = "0/hour"
    told = {"kind": "complaint", "text": "Нет тишины в переговорных.", "token": "a" * 16, "sender": "individual"}
    told |= {"way": "status", "to": "culture", "named": "no", "consent": "on", "name": "Петров Иван", "place": "–"}
    with capture_logs() as lines:
        assert client.post(f"/murashi/{name}/", told).status_code == 429
    (line,) = _events(lines, "too_often")
    assert ("origin" in line) is (name != "internal")


def test_an_unknown_key(administration: object, client: Client) -> None:
    with capture_logs() as lines:
        client.get("/api/v1/murashi/items", headers={"authorization": "Bearer otk_00000000_secret-of-ours"})
    (line,) = _events(lines, "key_refused")
    assert "secret-of-ours" not in str(line)


def test_a_password_that_was_changed(staff: Callable[..., Any], client: Client) -> None:
    client.force_login(staff("registrar"))
    new = "tihaya-zavod-2031"
    with capture_logs() as lines:
        client.post("/account/password/change/", {"oldpassword": PASSWORD, "password1": new, "password2": new})
    assert _events(lines, "password_changed")
    assert new not in str(lines)


def test_a_line_cannot_be_forged(administration: object, client: Client) -> None:
    from otklik.base.logs import render_json

    line = render_json(None, "", {"event": "sign_in_failed", "said": 'x"\n{"event": "signed_in"}\r\u2028'})
    assert "\n" not in line
    assert "\r" not in line
    assert json.loads(line)["event"] == "sign_in_failed"
