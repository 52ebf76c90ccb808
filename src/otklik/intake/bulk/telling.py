"""What a row of an outside register says of the state of its case; read beside the message itself. No Django here."""

from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from otklik.core.appeals import Outcome
from otklik.core.incoming import IncomingFeedback
from otklik.importers.contract import Row
from otklik.importers.field_readers import folded
from otklik.importers.mapping import Mapping
from otklik.importers.row_mapper import RowMapper

WORD_LETTERS = 200
#: Word, outcome, moment of the answer (ISO), answer, unit, is the word sure: plain values for the way from the reader.
Plain = tuple[str, str | None, str | None, str, str, bool]


@dataclass(frozen=True)
class OuterTold:
    """What a row says now; `is_sure`: its word for the status is named by the mapping."""

    word: str
    outcome: Outcome | None
    answered_at: datetime | None
    answer: str
    department: str
    is_sure: bool

    @property
    def has_ended(self) -> bool:
        """The register has done with the case."""
        return self.outcome not in {None, Outcome.IN_WORK}

    @property
    def says_nothing(self) -> bool:
        """The row has neither a status nor an answer."""
        return not (self.word or self.answered_at or self.answer)

    @classmethod
    def from_plain(cls, plain: Plain) -> "OuterTold":
        """Back from what `Told` made."""
        word, outcome, answered_at, answer, department, is_sure = plain
        at = datetime.fromisoformat(answered_at) if answered_at else None
        return cls(word, Outcome(outcome) if outcome else None, at, answer, department, is_sure)


class Told:
    """Reads what rows of one file tell of the state."""

    def __init__(self, mapping: Mapping, mapper: RowMapper) -> None:
        self._outcome = mapper.reader_of("outcome")
        words = {folded(word) for word in mapping.values.get("outcome", {}) if word != "*"}
        self._words = words | {folded(word) for one in Outcome for word in (one.value, one.label)}
        #: Is a word of the file named by the mapping: registers repeat a handful of words a million times.
        self._is_sure = lru_cache(maxsize=1024)(lambda word: folded(word) in self._words)

    def __call__(self, row: Row, incoming: IncomingFeedback) -> Plain | None:
        """The state of one row; None where it has neither a status nor an answer."""
        word = self._outcome(row).strip()[:WORD_LETTERS] if self._outcome else ""
        answered_at, outcome = incoming.answered_at, incoming.outcome
        if not (word or answered_at or incoming.answer):
            return None
        if answered_at and outcome in {None, Outcome.IN_WORK} and not word:
            outcome = Outcome.ANSWERED
        is_sure = self._is_sure(word) if word else outcome is not None
        at = answered_at.isoformat() if answered_at else None
        return word, outcome.value if outcome else None, at, incoming.answer, incoming.department[:300], is_sure


def tells(mapping: Mapping) -> bool:
    """The file has a column of states or answers."""
    return not {"outcome", "answered_at", "answer"}.isdisjoint(mapping.columns)
