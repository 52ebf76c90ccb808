"""How far two readers agree beyond chance: Krippendorff's alpha for pairs of readings."""

from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

#: Fewer pairs say nothing about readers: one disagreement more or less would turn the figure over.
FEWEST_PAIRS = 20
#: A mark that was given so rarely leaves nothing to agree about.
FEWEST_USES = 5
#: Krippendorff's own bounds: from the first on conclusions may rest on the marks, from the second on tentative ones.
RELIABLE, TENTATIVE = 0.8, 0.667


class Verdict(StrEnum):
    """What an alpha allows."""

    RELIABLE = "reliable"
    TENTATIVE = "tentative"
    UNRELIABLE = "unreliable"
    FEW = "few"
    CONSTANT = "constant"


@dataclass(frozen=True)
class Agreement:
    """Alpha of one mark; None where it cannot be computed or would mislead. `uses`: readings that gave the mark."""

    pair_count: int
    agreed_count: int
    uses: int
    alpha: float | None
    verdict: Verdict

    @property
    def agreed_share(self) -> float | None:
        """Share of pairs with the same mark, chance included; None without pairs."""
        return self.agreed_count / self.pair_count if self.pair_count else None


def nominal_alpha(pairs: Iterable[tuple[Hashable, Hashable]]) -> float | None:
    """Krippendorff's alpha of nominal marks by two readers; None where all marks are the same."""
    listed = list(pairs)
    counts = Counter(mark for pair in listed for mark in pair)
    total = counts.total()
    by_chance = total * (total - 1) - sum(count * (count - 1) for count in counts.values())
    if not by_chance:  # agreement needs something to disagree about
        return None
    differing = sum(first != second for first, second in listed)
    return 1 - 2 * differing * (total - 1) / by_chance


def agreement(pairs: Iterable[tuple[Hashable, Hashable]]) -> Agreement:
    """Agreement about a mark of several values (a touchpoint)."""
    listed = list(pairs)
    return _judged(listed, uses=2 * len(listed))


def agreement_on(pairs: Iterable[tuple[bool, bool]]) -> Agreement:
    """Agreement about a mark that is given or not (one category)."""
    listed = [(bool(first), bool(second)) for first, second in pairs]
    return _judged(listed, uses=sum(first + second for first, second in listed))


def _judged(pairs: Sequence[tuple[Hashable, Hashable]], uses: int) -> Agreement:
    agreed = sum(first == second for first, second in pairs)
    if len(pairs) < FEWEST_PAIRS or uses < FEWEST_USES:
        return Agreement(len(pairs), agreed, uses, None, Verdict.FEW)
    alpha = nominal_alpha(pairs)
    return Agreement(len(pairs), agreed, uses, alpha, _verdict(alpha))


def _verdict(alpha: float | None) -> Verdict:
    if alpha is None:
        return Verdict.CONSTANT
    if alpha >= RELIABLE:
        return Verdict.RELIABLE
    return Verdict.TENTATIVE if alpha >= TENTATIVE else Verdict.UNRELIABLE
