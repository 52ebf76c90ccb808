"""How often one network address may knock at a door; no address is ever stored.

Doors at which something is guessed are counted for all processes and nodes together (`SHARED`): such tries are few, and
each costs a write. The others only keep a process from being flooded and are counted in its memory, so that they let
through their rate times the processes.
"""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from functools import lru_cache
from math import ceil
from time import time

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone
from limits import RateLimitItem, RateLimitItemPerMinute, parse
from limits.strategies import FixedWindowRateLimiter

from otklik.base.security_log import SecurityEvent, note
from otklik.base.shared_counts import CacheStorage
from otklik.base.swept_counts import SweptStorage
from otklik.base.visitor_address import visitor_address

#: What a stranger may do how often; a settings' name where the node's administrator decides.
RATES: dict[str, str | Callable[[], str]] = {
    "page": lambda: settings.PAGE_RATE,
    "send": lambda: settings.PUBLIC_RATE,
    "inside": lambda: settings.PUBLIC_RATE,  # messages of employees
    "survey": lambda: settings.SURVEY_RATE,
    "code": "20/hour",  # wrong codes of a message or a visit
    "invitation": "20/hour",  # codes of invitations to a survey, right ones too
    "file": "60/hour",  # files of messages that are not sent yet
    "words": "600/hour",  # searches, and answers offered while one types
    "feed": "20/hour",  # unknown addresses of calendars
    "key": "30/hour",  # unknown keys of the interface
    "first_code": "20/hour",  # codes of an installation's first run
    "report": "30/hour",  # browsers' reports of what the page may not load
}


#: Doors at which a secret could be guessed: what counts is how many tries there were in all. Surveys are not here:
#: of who was at their door not even a digest is written.
SHARED = frozenset({"code", "feed", "first_code", "key"})

#: Who may stay unnamed: that they came too often is noted without their address.
UNNAMED = frozenset({"survey", "invitation", "inside"})

#: A flood writes one line a minute for an address and a door.
_ONE_LINE = RateLimitItemPerMinute(1)


@lru_cache(maxsize=1)
def _limiter() -> FixedWindowRateLimiter:
    return FixedWindowRateLimiter(SweptStorage())


@lru_cache(maxsize=1)
def _shared() -> FixedWindowRateLimiter:
    return FixedWindowRateLimiter(CacheStorage())


def _limiters(subject: str) -> Sequence[FixedWindowRateLimiter]:
    return (_limiter(), _shared()) if subject in SHARED else (_limiter(),)


def _rate(subject: str) -> RateLimitItem:
    rate = RATES[subject]
    return _parsed(rate if isinstance(rate, str) else rate())


_parsed = lru_cache(maxsize=32)(parse)


def may_go_on(request: HttpRequest, subject: str) -> bool:
    """Count one more try of a subject of `RATES`; False when there were too many."""
    tries = [one.hit(_rate(subject), subject, visitor_address(request)) for one in _limiters(subject)]
    if all(tries):
        return True
    if _limiter().hit(_ONE_LINE, "noted", subject, visitor_address(request)):
        note(SecurityEvent.TOO_OFTEN, None if subject in UNNAMED else request, door=subject)
    return False


def is_exhausted(request: HttpRequest, subject: str) -> bool:
    """True when no try is left; counts nothing."""
    address = visitor_address(request)
    return not all(one.test(_rate(subject), subject, address) for one in _limiters(subject))


def try_after(request: HttpRequest, subject: str) -> datetime:
    """When the next try is welcome, rounded up to a minute."""
    seconds = max(60, seconds_left(request, subject))
    return timezone.localtime(timezone.now() + timedelta(minutes=ceil(seconds / 60)))


def seconds_left(request: HttpRequest, subject: str) -> int:
    """Seconds until the window of the subject ends, at least one."""
    rate, address = _rate(subject), visitor_address(request)
    stats = [one.get_window_stats(rate, subject, address) for one in _limiters(subject)]
    exhausted = [one.reset_time for one in stats if not one.remaining]
    return max(1, ceil(max(exhausted or [stats[0].reset_time]) - time()))


def forget_tries() -> None:
    """Start counting anew (tests)."""
    for one in (_limiter(), _shared()):
        one.storage.reset()
