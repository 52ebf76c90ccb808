"""Counts of tries that all processes and nodes share: in the database's cache, under a keyed digest of the address."""

from time import time

from django.core.cache import cache
from limits.storage import Storage

Count = tuple[int, float]


class CacheStorage(Storage):
    """Counts with the moment when their window ends.

    Two tries at the very same moment may count as one: who asks counts in memory too.
    """

    STORAGE_SCHEME = None
    #: Changed by `reset`: what was counted before is not met any more.
    _era = 0

    @property
    def base_exceptions(self) -> tuple[type[Exception], ...]:
        """None of its own: a database that is away is told as everywhere."""
        return ()

    def incr(self, key: str, expiry: int, amount: int = 1) -> int:
        """Count once more and say how many there are in the window."""
        count, ends = self._held(key) or (0, time() + expiry)
        cache.set(self._name(key), (count + amount, ends), timeout=max(1.0, ends - time()))
        return count + amount

    def get(self, key: str) -> int:
        """How many there are in the window."""
        held = self._held(key)
        return held[0] if held else 0

    def get_expiry(self, key: str) -> float:
        """When the window ends, in seconds of the clock; now when nothing was counted."""
        held = self._held(key)
        return held[1] if held else time()

    def check(self) -> bool:
        """Whether the cache can be asked."""
        return self._held("check") is None

    def reset(self) -> None:
        """Begin anew."""
        self._era += 1

    def clear(self, key: str) -> None:
        """Forget the tries of one."""
        cache.delete(self._name(key))

    def _held(self, key: str) -> Count | None:
        held: Count | None = cache.get(self._name(key))
        return held if held and held[1] > time() else None

    def _name(self, key: str) -> str:
        return f"tries:{self._era}:{key}"
