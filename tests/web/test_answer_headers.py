"""What browsers and programs are told behind HTTPS and on answers that are no pages."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from structlog.testing import capture_logs

pytestmark = pytest.mark.django_db
STATIC = "/static/otklik/otklik.css"
EVERYWHERE = (
    "/",
    "/nowhere/",
    STATIC,
    "/api/v1/murashi/items",
    "/api/v1/openapi.json",
    "/murashi/feed.atom",
    "/hooks/x/",
)


@pytest.mark.parametrize("address", EVERYWHERE)
def test_every_answer_is_dressed(address: str, administration: object, client: Client) -> None:
    headers = client.get(address).headers
    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "camera=()" in headers["Permissions-Policy"]


def test_pages_say_where_to_report(administration: object, client: Client) -> None:
    policy = client.get("/murashi/")["Content-Security-Policy"]
    assert "object-src 'none'" in policy
    assert "report-uri /csp-report/" in policy


def test_other_sites_may_load_the_script_of_the_frame_alone(client: Client) -> None:
    assert client.get("/static/otklik/frame.js")["Cross-Origin-Resource-Policy"] == "cross-origin"


@pytest.mark.parametrize("method", ["TRACE", "CONNECT", "PROPFIND"])
def test_methods_that_nobody_needs(method: str, administration: object, client: Client) -> None:
    answer = client.generic(method, "/murashi/", headers={"x-secret": "told-back"})
    assert answer.status_code == 405
    assert b"told-back" not in answer.content


@pytest.fixture
def secure(settings: Any) -> Any:
    """As behind HTTPS with one proxy of our own."""
    settings.HTTPS = settings.SECURE_SSL_REDIRECT = settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = True
    settings.SECURE_HSTS_SECONDS, settings.SECURE_HSTS_INCLUDE_SUBDOMAINS = 31_536_000, True
    settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME = "__Host-sessionid", "__Host-csrftoken"
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    return settings


def test_people_are_led_to_https_and_programs_are_refused(secure: Any, administration: object) -> None:
    client = Client()
    led = client.get("/murashi/")
    assert led.status_code == 301
    assert led["Location"].startswith("https://")
    for address in ("/api/v1/murashi/items", "/hooks/some-key/", "/open311/murashi/v2/services.json"):
        refused = client.get(address, headers={"authorization": "Bearer otk_00000000_secret"})
        assert refused.status_code == 403, address
        assert "HTTPS" in refused.content.decode()


def test_strict_transport_stands_on_every_answer(secure: Any, administration: object) -> None:
    for address in (*EVERYWHERE, "/murashi/s/abcdef/"):
        told = Client().get(address, secure=True)["Strict-Transport-Security"]
        assert told.startswith("max-age=31536000; includeSubDomains"), address


def test_cookies_belong_to_this_host_alone(secure: Any, administration: object) -> None:
    client = Client()
    client.post("/murashi/feedback/kind/", {"kind": "complaint"}, secure=True)
    client.get("/murashi/feedback/text/", secure=True)
    client.post("/accessibility/", {"size": "2", "contrast": "", "has_images": "on"}, secure=True)
    assert len(client.cookies) >= 3
    for name, cookie in client.cookies.items():
        assert name.startswith("__Host-"), name
        assert cookie["secure"], name
        assert cookie["httponly"], name
        assert cookie["path"] == "/", name
        assert not cookie["domain"], name
        assert cookie["samesite"] == "Lax", name


def test_signing_out_leaves_nothing_in_the_browser(client_of: Callable[..., Client]) -> None:
    client = client_of("registrar")
    assert "Clear-Site-Data" not in client.get("/account/logout/").headers
    assert client.post("/account/logout/")["Clear-Site-Data"] == '"storage"'


def test_a_violation_is_written_down_without_words_and_addresses(administration: object, client: Client) -> None:
    report = {
        "effective-directive": "script-src-elem",
        "blocked-uri": "https://evil.example/steal.js?who=Иванова",
        "document-uri": "http://testserver/murashi/status/?code=SECRET-CODE",
        "script-sample": "alert('Иванова')",
    }
    body = json.dumps({"csp-report": report}).encode()
    with capture_logs() as lines:
        client.post("/csp-report/", body, content_type="application/csp-report")
    (line,) = [one for one in lines if one["event"] == "page_violated"]
    assert (line["rule"], line["blocked"], line["page"]) == ("script-src-elem", "evil.example", "public:status")
    assert "Иванова" not in str(lines)
    assert "SECRET" not in str(lines)
