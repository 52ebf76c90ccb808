"""Surveys are served by a chain of their own: the same pages, no cookie, every header, nothing in the log."""

import io
import logging
from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings
from django.core.signals import request_finished, request_started
from django.db import close_old_connections

from otklik.base.logs import HideSurveyAddresses
from otklik.config.wsgi import application
from otklik.surveys.compiled import forget_compiled
from otklik.surveys.models import SurveyLink
from otklik.web.shared.short_chain import by_path


@pytest.fixture(autouse=True)
def _anew() -> Iterator[None]:
    """The test's connection outlives its requests, as Django's own client arranges it."""
    forget_compiled()
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)
    forget_compiled()


def ask(path: str, method: str = "GET") -> tuple[str, dict[str, str], bytes]:
    told: list[Any] = []
    environ = {
        "REQUEST_METHOD": method, "PATH_INFO": path, "SCRIPT_NAME": "", "QUERY_STRING": "", "SERVER_NAME": "localhost",
        "SERVER_PORT": "80", "HTTP_HOST": "localhost", "wsgi.input": io.BytesIO(), "wsgi.errors": io.StringIO(),
        "wsgi.url_scheme": "http", "CONTENT_LENGTH": "0",
    }  # fmt: skip
    body = b"".join(application(environ, lambda status, headers: told.append((status, dict(headers)))))
    return told[0][0], told[0][1], body


def test_a_survey_s_page_comes_whole_and_guarded(link: SurveyLink) -> None:
    status, headers, body = ask(f"/murashi/s/{link.code}/")
    assert status == "200 OK"
    assert b"data-sheet" in body
    assert int(headers["Content-Length"]) == len(body)
    assert "Set-Cookie" not in headers
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert "default-src 'none'" in headers["Content-Security-Policy"]
    assert headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize(("rest", "status"), [("thanks/", "200"), ("paths.css", "200"), ("nonsense/", "404")])
def test_all_of_a_survey_s_addresses_are_there(link: SurveyLink, rest: str, status: str) -> None:
    assert ask(f"/murashi/s/{link.code}/{rest}")[0].startswith(status)


def test_the_other_pages_go_the_long_way() -> None:
    chosen = by_path(lambda *_: [b"long"], lambda *_: [b"short"])
    paths = {"/murashi/s/abcd2345/": b"short", "/naryan-mar/s/abcd2345/kiosk/": b"short", "/murashi/staff/s/": b"long"}
    paths |= {"/murashi/": b"long", "/murashi/status/": b"long", "/": b"long", "/s/abcd/": b"long"}
    for path, expected in paths.items():
        assert list(chosen({"PATH_INFO": path}, lambda *_: None)) == [expected], path


def test_no_address_of_a_survey_stands_in_a_line_of_the_log() -> None:
    place = "/murashi/s/abcd2345/aaaabbbbccccddddeeee/"
    for message, arguments in (("Not Found: %s", (place,)), (f"GET {place} 500", ()), ({"event": place}, ())):
        record = logging.LogRecord("django.request", logging.WARNING, "", 0, message, arguments, None)
        assert HideSurveyAddresses().filter(record)
        assert "abcd2345" not in str(record.msg)
        assert "/s/…" in str(record.msg)
    assert "surveys" in settings.LOGGING["handlers"]["console"]["filters"]
