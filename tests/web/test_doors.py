"""Every door that a stranger may knock at is known, with what holds him back; the rates are kept."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.urls import get_resolver
from tests.house.test_rights import walk

from otklik.base import visitor_limits
from otklik.base.visitor_limits import RATES

pytestmark = pytest.mark.django_db

#: Every address of the product begins with one of these; what holds a stranger back there beside the rate of pages.
DOORS = {
    "": "page",
    "csp-report/": "report",
    "accessibility/": "page",
    "account/": "sign-in's own rates (allauth)",
    "api/": "key",
    "hooks/": "the secret of the channel; no rate on purpose",
    "open311/": "sixty readings a minute",
    "guide/": "page",
    "region/": "signed in",
    "node/": "signed in, the keeper of the node",
    "<slug:slug>/staff/": "signed in",
    "<slug:slug>/internal/": "inside, code",
    "<slug:slug>/feedback/": "send, file",
    "<slug:slug>/status/": "send, code, file",
    "<slug:slug>/reception/": "send, code",
    "<slug:slug>/embed/": "send, code, file",
    "<slug:slug>/s/": "survey, invitation",
    "<slug:slug>/surveys/": "send",
    "<slug:slug>/answers/": "words",
    "<slug:slug>/calendar/": "feed",
    "<slug:slug>/": "page",
    "healthz": "page",
    "metrics": "token",
    "first-run/": "first_code",
}


def test_no_door_is_forgotten() -> None:
    begun = {
        route: [door for door in DOORS if door and route.startswith(door)]
        for route, _ in walk(get_resolver().url_patterns)
    }
    assert not [route for route, found in begun.items() if route and not found]


def test_every_rate_has_its_door() -> None:
    named = {word for held in DOORS.values() for word in held.replace(",", " ").split()}
    assert set(RATES) <= named


def _knock(client: Client, address: str, times: int, **posted: Any) -> list[int]:
    return [(client.post(address, posted) if posted else client.get(address)).status_code for _ in range(times)]


def test_a_stranger_reads_no_faster_than_the_rate(administration: object, client: Client, settings: Any) -> None:
    settings.PAGE_RATE = "3/minute"
    assert _knock(client, "/murashi/terms/", 4) == [200, 200, 200, 429]
    refused = client.get("/murashi/terms/")
    assert 0 < int(refused["Retry-After"]) <= 60
    assert "Слишком много страниц подряд" in refused.content.decode()
    assert client.get("/open311/murashi/v2/services.json").status_code == 429
    assert client.get("/api/v1/murashi/items")["Content-Type"].startswith("application/problem+json")
    assert Client(REMOTE_ADDR="10.0.0.7").get("/murashi/terms/").status_code == 200


def test_a_forged_address_gets_no_tries_of_its_own(administration: object, client: Client, settings: Any) -> None:
    settings.PAGE_RATE = "2/minute"
    told = [client.get("/murashi/terms/", headers={"x-forwarded-for": f"10.1.1.{n}"}).status_code for n in range(3)]
    assert told == [200, 200, 429]
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    told = [client.get("/", headers={"x-forwarded-for": f"10.1.1.{n}, 10.9.9.9"}).status_code for n in range(3)]
    assert told == [200, 200, 429]


def test_who_signed_in_is_not_counted(client_of: Callable[..., Client], settings: Any) -> None:
    settings.PAGE_RATE = "1/minute"
    assert _knock(client_of("coordinator"), "/murashi/staff/registry/", 3) == [200, 200, 200]


def test_a_cookie_of_nobody_is_counted(administration: object, client: Client, settings: Any) -> None:
    settings.PAGE_RATE = "1/minute"
    client.cookies["sessionid"] = "x" * 32
    assert _knock(client, "/murashi/terms/", 2) == [200, 429]


def test_networks_are_not_slowed_down(administration: object, client: Client, settings: Any) -> None:
    settings.PAGE_RATE = "1/minute"
    assert _knock(client, "/hooks/unknown-key/", 3) == [404, 404, 404]


def test_files_of_messages_that_are_never_sent(administration: object, client: Client, monkeypatch: Any) -> None:
    monkeypatch.setitem(RATES, "file", "2/hour")
    client.post("/murashi/feedback/kind/", {"kind": "complaint"})
    files = [SimpleUploadedFile(f"{n}.txt", b"words") for n in range(3)]
    page = client.post("/murashi/feedback/text/", {"text": "", "files": files}).content.decode()
    assert page.count("слишком много файлов") == 1


def test_words_are_offered_answers_up_to_a_rate(administration: object, client: Client, monkeypatch: Any) -> None:
    monkeypatch.setitem(RATES, "words", "1/hour")
    assert _knock(client, "/murashi/answers/?words=дорога", 2) == [200, 429]
    assert _knock(client, "/murashi/answers/alike/", 1, text="яма на дороге") == [200]


def test_unknown_calendars_are_tried_a_few_times(administration: object, client: Client, monkeypatch: Any) -> None:
    from otklik.web.public import duty_feed

    asked: list[str] = []
    real = duty_feed.feed_text
    monkeypatch.setattr(duty_feed, "feed_text", lambda slug, secret: (asked.append(secret), real(slug, secret))[1])
    monkeypatch.setitem(RATES, "feed", "2/hour")
    assert _knock(client, "/murashi/calendar/unknown.ics", 4) == [404, 404, 429, 429]
    assert len(asked) == 2
    # a calendar drops an address for good at a 404; a longer one than any is nobody's
    assert int(client.get("/murashi/calendar/right.ics")["Retry-After"]) > 0
    assert _knock(client, f"/murashi/calendar/{'x' * 101}.ics", 1) == [404]


def test_unknown_keys_are_tried_a_few_times(administration: object, client: Client, monkeypatch: Any) -> None:
    monkeypatch.setitem(RATES, "key", "2/hour")
    given = {"authorization": "Bearer otk_00000000_wrong"}
    told = [client.get("/api/v1/murashi/items", headers=given) for _ in range(3)]
    assert [one.status_code for one in told] == [401, 401, 429]
    assert int(told[2]["Retry-After"]) > 0
    assert client.get("/api/v1/murashi/coverage").status_code == 401


def test_what_is_guessed_is_counted_for_all_processes_together(client: Client, monkeypatch: Any) -> None:
    """Another process has a memory of its own; the address itself stands nowhere."""
    monkeypatch.setitem(RATES, "key", "2/hour")
    given = {"authorization": "Bearer otk_00000000_wrong"}
    for _ in range(2):
        assert client.get("/api/v1/murashi/items", headers=given).status_code == 401
    visitor_limits._limiter.cache_clear()
    assert client.get("/api/v1/murashi/items", headers=given).status_code == 429
    with connection.cursor() as cursor:
        cursor.execute("SELECT cache_key, value FROM otklik_cache")
        assert "127.0.0.1" not in str(cursor.fetchall())


def test_browsers_reports_are_bounded(client: Client, monkeypatch: Any) -> None:
    monkeypatch.setitem(RATES, "report", "1/hour")
    for body in (b"[]", b"{", b"[" * 20_000, b'{"csp-report": 5}'):
        assert client.post("/csp-report/", body, content_type="application/csp-report").status_code == 204
    assert client.get("/csp-report/").status_code == 405
