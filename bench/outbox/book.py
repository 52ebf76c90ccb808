"""The books of both sides: what we recorded beside what the other side took."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

Rows = Sequence[tuple[str, str]]


@dataclass(frozen=True)
class Compared:
    """One way: `recorded` as sent, `uncertain` and `waiting` apart; the other side's own count, and what is wrong.

    `lost`: recorded as sent and not there. `doubled`: there more than once. `unrecorded`: there, and not recorded as
    sent; where the message is uncertain, that is what the word says and no fault.
    """

    messages: int
    recorded: int
    uncertain: int
    waiting: int
    received: int
    lost: int
    doubled: int
    unrecorded: int

    @property
    def is_right(self) -> bool:
        """Nothing lost, nothing doubled, nothing left over."""
        return not (self.lost or self.doubled or self.unrecorded or self.waiting) and (
            self.recorded + self.uncertain == self.messages
        )


def compare(rows: Rows, received: Sequence[str]) -> Compared:
    """`rows`: (what names the message at the other side, state)."""
    states, there = dict(rows), Counter(received)
    counted = Counter(states.values())
    return Compared(
        messages=len(states),
        recorded=counted["sent"],
        uncertain=counted["uncertain"],
        waiting=counted["waiting"] + counted["sending"],
        received=len(there),
        lost=sum(1 for name, state in states.items() if state == "sent" and name not in there),
        doubled=sum(count - 1 for count in there.values()),
        unrecorded=sum(1 for name in there if states.get(name) not in {"sent", "uncertain"}),
    )


def totals(books: Mapping[str, Compared]) -> dict[str, dict[str, int]]:
    """For printing."""
    return {name: vars(book) for name, book in books.items()}
