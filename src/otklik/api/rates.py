"""How often a key may call, told in the headers of every reply (draft-ietf-httpapi-ratelimit-headers)."""

from functools import lru_cache
from math import ceil
from time import time

from django.http import HttpRequest, HttpResponse
from limits import RateLimitItemPerMinute
from limits.strategies import FixedWindowRateLimiter

from otklik.base.swept_counts import SweptStorage
from otklik.base.visitor_address import visitor_address
from otklik.interchange.keys import Caller

WINDOW_SECONDS = 60
#: Readings without a key from one address, a minute: each may bring a thousand masked messages.
OPEN_RATE = 60


@lru_cache(maxsize=1)
def _limiter() -> FixedWindowRateLimiter:
    return FixedWindowRateLimiter(SweptStorage())


def may_call(caller: Caller) -> bool:
    """Count one more request; False when there were too many in this minute (in this process)."""
    return _limiter().hit(RateLimitItemPerMinute(caller.rate), "api", str(caller.key_id))


def may_read(request: HttpRequest) -> bool:
    """Count one more reading of what stands open to everybody; False when the address asked too often in this minute.

    Addresses stay in memory only. Behind proxies of ours the address is what they report.
    """
    return _limiter().hit(RateLimitItemPerMinute(OPEN_RATE), "open", visitor_address(request))


def tell_rate(caller: Caller, response: HttpResponse) -> None:
    """What is left of the minute."""
    stats = _limiter().get_window_stats(RateLimitItemPerMinute(caller.rate), "api", str(caller.key_id))
    seconds = max(1, min(WINDOW_SECONDS, ceil(stats.reset_time - time())))
    response.headers["RateLimit-Policy"] = f'"minute";q={caller.rate};w={WINDOW_SECONDS}'
    response.headers["RateLimit"] = f'"minute";r={stats.remaining};t={seconds}'
    if response.status_code == 429:  # noqa: PLR2004 - too many
        response.headers["Retry-After"] = str(seconds)


def forget_calls() -> None:
    """Start counting anew (tests)."""
    _limiter().storage.reset()
