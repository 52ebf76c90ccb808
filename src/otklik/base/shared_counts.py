"""Counts of tries that all processes and nodes share: in the database's cache, under a keyed digest of the address."""

from time import time

from django.core.cache import cache
from limits import RateLimitItem


class SharedCounts:
    """Fixed windows by the clock. Two tries at the very same moment may count as one: who asks counts in memory too."""

    #: Changed by the tests to begin anew; the same in all processes of an installation.
    era = 0

    def hit(self, item: RateLimitItem, subject: str, address: str) -> bool:
        """Count one more try; False when there were too many."""
        name, count = self._name(item, subject, address), self._count(item, subject, address) + 1
        cache.set(name, count, timeout=item.get_expiry())
        return count <= item.amount

    def test(self, item: RateLimitItem, subject: str, address: str) -> bool:
        """True while tries are left; counts nothing."""
        return self._count(item, subject, address) < item.amount

    def ends_at(self, item: RateLimitItem) -> float:
        """When the window ends, in seconds of the clock."""
        return float((time() // item.get_expiry() + 1) * item.get_expiry())

    def _count(self, item: RateLimitItem, subject: str, address: str) -> int:
        return int(cache.get(self._name(item, subject, address), 0))

    def _name(self, item: RateLimitItem, subject: str, address: str) -> str:
        return f"tries:{self.era}:{subject}:{address}:{int(time() // item.get_expiry())}"
