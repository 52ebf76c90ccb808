"""What the formulas read: one quarter of one population, already grouped and counted. Plain values, no database."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from otklik.core.appeals import Verdict
from otklik.core.periods import Quarter

#: The slug and code of what was not stated.
NOT_STATED = "none"
#: Verdicts that come with an answer to the author; forwarding and closing without an answer are not waited for.
ANSWERED = frozenset({Verdict.SATISFIED, Verdict.REFUSED, Verdict.PARTLY, Verdict.EXPLAINED, Verdict.ANSWERED})


class Case(NamedTuple):
    """A group of appeals alike in result, waiting (whole days, None when unknown or still open) and lateness."""

    verdict: Verdict
    waiting_days: int | None = None
    is_late: bool = False

    @property
    def is_answered(self) -> bool:
        """Ended by an answer whose waiting is known."""
        return self.verdict in ANSWERED and self.waiting_days is not None


class Question(NamedTuple):
    """A group of questions of one topic (its code) and reason (its slug)."""

    topic: str = NOT_STATED
    reason: str = NOT_STATED


@dataclass(frozen=True)
class Counted:
    """Counts of one quarter; an appeal of which nobody has told questions apart counts as one question."""

    channels: Mapping[str, int] = field(default_factory=dict)
    cases: Mapping[Case, int] = field(default_factory=dict)
    questions: Mapping[Question, int] = field(default_factory=dict)
    #: The questions of each appeal that has more than one, so that a list behind a figure tells how many it holds.
    several: tuple[tuple[Question, ...], ...] = ()
    oldest_open_on: date | None = None
    as_of: date = date.min
    quarter: Quarter = field(default_factory=lambda: Quarter(2025, 1))

    @property
    def total(self) -> int:
        """Appeals received in the quarter."""
        return sum(self.cases.values())

    @property
    def records(self) -> int:
        """Appeals behind the questions."""
        return sum(self.questions.values()) - sum(len(together) - 1 for together in self.several)

    @property
    def verdicts(self) -> Mapping[Verdict, int]:
        """Appeals by result."""
        found: Counter[Verdict] = Counter()
        for case, count in self.cases.items():
            found[case.verdict] += count
        return found

    def tally(self, keys_of: Callable[[Question], Iterable[str]]) -> tuple[Counter[str], Counter[str]]:
        """Questions and appeals by key, where a question counts to each of its keys and an appeal once to a key."""
        questions: Counter[str] = Counter()
        for question, count in self.questions.items():
            for key in keys_of(question):
                questions[key] += count
        records = Counter(questions)
        for together in self.several:
            met: set[str] = set()
            for question in together:
                for key in keys_of(question):
                    records[key] -= key in met
                    met.add(key)
        return questions, records
