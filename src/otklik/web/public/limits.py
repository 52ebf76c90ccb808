"""How often one network address may send; addresses stay in memory only and are never stored."""

from datetime import datetime, timedelta
from functools import lru_cache
from math import ceil
from threading import Lock
from time import time

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone
from limits import RateLimitItem, parse
from limits.storage import MemoryStorage
from limits.strategies import FixedWindowRateLimiter

WRONG_CODE_RATE = "20/hour"
SWEEP_SECONDS = 60.0


class SweptStorage(MemoryStorage):
    """Counts in memory; what has expired is swept out now and then, not by a thread that is started for each count."""

    def __init__(self) -> None:
        self._lock, self._sweep_at = Lock(), 0.0
        super().__init__()

    def incr(self, key: str, expiry: float, amount: int = 1) -> int:
        """Count once more and say how many there are in the window."""
        now = time()
        with self._lock:
            if now >= self._sweep_at:
                self._sweep_at = now + SWEEP_SECONDS
                for old in [old for old, until in self.expirations.items() if until <= now]:
                    self.clear(old)
            if not self.get(key):
                self.expirations[key] = now + expiry
            self.storage[key] += amount
            return self.storage[key]


@lru_cache(maxsize=1)
def _limiter() -> FixedWindowRateLimiter:
    return FixedWindowRateLimiter(SweptStorage())


def _address(request: HttpRequest) -> str:
    """The visitor's address as our own proxies report it; what a visitor forges stands left of theirs."""
    proxies = settings.ALLAUTH_TRUSTED_PROXY_COUNT
    passed = [part.strip() for part in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",") if part.strip()]
    if proxies and len(passed) >= proxies:
        return str(passed[-proxies])
    return str(request.META.get("REMOTE_ADDR", ""))


def _rate(subject: str) -> RateLimitItem:
    rates = {"send": settings.PUBLIC_RATE, "survey": settings.SURVEY_RATE}
    return _parsed(rates.get(subject, WRONG_CODE_RATE))


_parsed = lru_cache(maxsize=8)(parse)


def may_go_on(request: HttpRequest, subject: str) -> bool:
    """Count one more try of «send», «survey» or «code»; False when there were too many."""
    return _limiter().hit(_rate(subject), subject, _address(request))


def is_exhausted(request: HttpRequest, subject: str) -> bool:
    """True when no try is left; counts nothing."""
    return not _limiter().test(_rate(subject), subject, _address(request))


def try_after(request: HttpRequest, subject: str) -> datetime:
    """When the next try is welcome, rounded up to a minute."""
    reset_at = _limiter().get_window_stats(_rate(subject), subject, _address(request)).reset_time
    seconds = max(60.0, reset_at - time())
    return timezone.localtime(timezone.now() + timedelta(minutes=ceil(seconds / 60)))


def forget_tries() -> None:
    """Start counting anew (tests)."""
    _limiter().storage.reset()
