"""Where browsers tell what a page tried to load or run against its policy: a sign of words that became a script."""

import json
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse
from django.urls import Resolver404, resolve
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from otklik.base.security_log import SecurityEvent, note
from otklik.base.visitor_limits import may_go_on

LONGEST_BODY = 16 * 1024
MOST_REPORTS = 5
_LETTERS = 80


@csrf_exempt
@require_POST
def page_violation(request: HttpRequest) -> HttpResponse:
    """Write down which rule of which page was broken; no address of a page and no words of it. Always 204."""
    if may_go_on(request, "report"):
        for rule, blocked, page in reports_in(request.read(LONGEST_BODY + 1)):
            note(SecurityEvent.PAGE_VIOLATED, rule=rule, blocked=blocked, page=page)
    return HttpResponse(status=204)


def reports_in(body: bytes) -> Iterator[tuple[str, str, str]]:
    """Rule, other side and page of each report; report-uri sends one object, the Reporting API a list."""
    try:
        told = json.loads(body) if len(body) <= LONGEST_BODY else None
    except (ValueError, RecursionError):
        return
    for one in (told if isinstance(told, list) else [told])[:MOST_REPORTS]:
        report = one.get("csp-report") or one.get("body") if isinstance(one, dict) else None
        if isinstance(report, dict):
            yield (
                _said(report, "effective-directive", "effectiveDirective", "violated-directive"),
                _host(_said(report, "blocked-uri", "blockedURL")),
                _page(_said(report, "document-uri", "documentURL")),
            )


def _said(report: dict[str, Any], *names: str) -> str:
    return next((report[name] for name in names if isinstance(report.get(name), str)), "")


def _host(address: str) -> str:
    """The other side's name alone; «inline» and «eval» as they are."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    return (parts.netloc or parts.scheme or parts.path)[:_LETTERS]


def _page(address: str) -> str:
    try:
        return resolve(urlsplit(address).path).view_name
    except (Resolver404, ValueError):
        return ""
