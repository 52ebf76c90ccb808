"""Counts of tries in memory, for limits of rates: nothing of a visitor is stored."""

from threading import Lock
from time import time

from limits.storage import MemoryStorage

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
