"""Answers that are not sent twice: a mark of the content and the moment since which it stands, and 304 for either."""

import hashlib
from time import time

from django.core.cache import caches
from django.http import HttpResponse
from django.utils.cache import get_conditional_response
from django.utils.http import http_date, quote_etag

from otklik.web.shared.requests import PageRequest

#: Seconds that a browser or a proxy may keep an answer without asking: what was withdrawn is gone within a minute.
KEPT_SECONDS = 50
#: How long it is remembered since when a state stands; who asks later loads once more.
_REMEMBERED_SECONDS = 30 * 86_400


def unchanged_or(
    request: PageRequest,
    content: bytes,
    media_type: str,
    *,
    mark: str,
    place: str,
    state: str,
    seconds: int = KEPT_SECONDS,
) -> HttpResponse:
    """The content, or 304 to who has it by its mark (`If-None-Match`) or by its moment (`If-Modified-Since` alone).

    `state` names everything that the content of `place` is made of, the same in every process and on every node.
    """
    since = standing_since(place, state)
    response = HttpResponse(content, content_type=media_type)
    response["ETag"] = quote_etag(mark)
    response["Cache-Control"] = f"public, max-age={seconds}"
    if since is not None:
        response["Last-Modified"] = http_date(since)
    found = get_conditional_response(request, etag=response["ETag"], last_modified=since, response=response)
    return found if isinstance(found, HttpResponse) else response


def standing_since(place: str, state: str) -> int | None:
    """The second since which the place stands in this state, the same in every process; None while it cannot be told.

    No two states of a place have the same second: one that came within a second after another is told when that
    second is over (RFC 9110, 8.8.2.2).
    """
    key = _key(f"{place}\n{state}")
    since = caches["pages"].get(key)
    if since is None:
        since = caches["default"].get_or_set(key, lambda: _next_second(place), _REMEMBERED_SECONDS)
        caches["pages"].set(key, since)
    return since if since < int(time()) else None


def _next_second(place: str) -> int:
    now, key = int(time()), _key(place)
    former = caches["default"].get(key, 0)
    since = now - 1 if former < now - 1 else max(now, former + 1)
    caches["default"].set(key, since, _REMEMBERED_SECONDS)
    return since


def _key(named: str) -> str:
    return f"standing:{hashlib.sha256(named.encode()).hexdigest()[:32]}"
