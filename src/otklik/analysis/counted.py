"""What the formulas read: one quarter of one population, already grouped and counted. Plain values, no database."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
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
    """A question of an appeal that has several: the code of its topic, the slug of its reason."""

    topic: str = NOT_STATED
    reason: str = NOT_STATED


@dataclass(frozen=True)
class Counted:
    """Counts of one quarter; an appeal of which nobody has told questions apart counts as one question."""

    channels: Mapping[str, int] = field(default_factory=dict)
    cases: Mapping[Case, int] = field(default_factory=dict)
    #: Questions by the code of their topic, and the same questions by the slug of their reason.
    topics: Mapping[str, int] = field(default_factory=dict)
    reasons: Mapping[str, int] = field(default_factory=dict)
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
        return sum(self.reasons.values()) - sum(len(together) - 1 for together in self.several)

    @cached_property
    def verdicts(self) -> Mapping[Verdict, int]:
        """Appeals by result."""
        found: Counter[Verdict] = Counter()
        for case, count in self.cases.items():
            found[case.verdict] += count
        return found

    def tally_topics(self, keys_of: Callable[[str], Iterable[str]]) -> tuple[Counter[str], Counter[str]]:
        """Questions and appeals by key, where a question counts to each key of its topic, an appeal once to a key."""
        return self._tally(self.topics, lambda question: question.topic, keys_of)

    def tally_reasons(self) -> tuple[Counter[str], Counter[str]]:
        """Questions and appeals by reason, an appeal once to a reason."""
        return self._tally(self.reasons, lambda question: question.reason, lambda reason: (reason,))

    def _tally(
        self, counts: Mapping[str, int], value_of: Callable[[Question], str], keys_of: Callable[[str], Iterable[str]]
    ) -> tuple[Counter[str], Counter[str]]:
        questions: Counter[str] = Counter()
        for value, count in counts.items():
            for key in keys_of(value):
                questions[key] += count
        records = Counter(questions)
        for together in self.several:
            met: set[str] = set()
            for question in together:
                for key in keys_of(value_of(question)):
                    records[key] -= key in met
                    met.add(key)
        return questions, records
