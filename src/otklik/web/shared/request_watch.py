"""Every request gets a number, which stands in its lines of the log and in the answer; its time is measured.

Only what failed or took long is written down, and then the page's name, never its address: who read what is nobody's
business. Survey pages go another way (`short_chain`) and are neither numbered nor counted.
"""

import re
import time
from collections.abc import Callable
from uuid import uuid4

import structlog
from django.conf import settings
from django.http import HttpRequest, HttpResponseBase

from otklik.web.shared import figures
from otklik.web.shared.health import healthz

log = structlog.get_logger(__name__)

HEADER = "X-Request-ID"
SLOW_SECONDS = 2.0
SERVER_ERROR = 500
_NUMBER = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{7,63}")


class RequestWatchMiddleware:
    """The outermost of all, so that it sees everything that the others do."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.path_info == "/healthz":  # asked by machines, by any name of the host and without a visitor's rate
            return healthz(request)
        number = _number(request)
        structlog.contextvars.clear_contextvars()
        structlog.contextvars.bind_contextvars(request_id=number)
        began = time.monotonic()
        response = self.get_response(request)
        took = time.monotonic() - began
        response.headers[HEADER] = number
        figures.count_request(request, response.status_code, took)
        if response.status_code >= SERVER_ERROR or took > SLOW_SECONDS:
            _tell(request, response.status_code, took)
        structlog.contextvars.clear_contextvars()
        return response


def _number(request: HttpRequest) -> str:
    """Our own proxy's number, so that its log and ours tell of the same; else a fresh one."""
    given = request.headers.get(HEADER, "") if settings.ALLAUTH_TRUSTED_PROXY_COUNT else ""
    return given if _NUMBER.fullmatch(given) else uuid4().hex


def _tell(request: HttpRequest, status: int, took: float) -> None:
    match = request.resolver_match
    page = match.view_name if match else None
    tell = log.error if status >= SERVER_ERROR else log.warning
    tell("request_failed" if status >= SERVER_ERROR else "request_slow", page=page, status=status, took=round(took, 2))
