"""What a row of an outside register says of the state of its case; read beside the message itself. No Django here."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from otklik.core.appeals import Outcome
from otklik.core.incoming import IncomingFeedback
from otklik.importers.contract import Row
from otklik.importers.field_readers import folded
from otklik.importers.mapping import Mapping
from otklik.importers.row_mapper import RowMapper
from otklik.intake.bulk.columns import PlainRows

WORD_LETTERS = 200
#: Word, outcome, moment of the answer (ISO), answer, unit, is the word sure: plain values for the way from the reader.
Plain = tuple[str, str | None, str | None, str, str, bool]
#: Place in the chunk, the source's key, what the row says.
Said = tuple[int, str, Plain]


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
        at = incoming.answered_at.isoformat() if incoming.answered_at else None
        if not (word or at or incoming.answer):
            return None
        outcome, is_sure = self._outcome_of(word, incoming.outcome, bool(at))
        return word, outcome, at, incoming.answer, incoming.department[:300], is_sure

    def many(self, rows: Sequence[Row], plain: PlainRows) -> list[Said]:
        """The states of the plain ones among the rows, where they tell of one."""
        get, places, values = self._outcome, plain.places, plain.values
        if not places:
            return []
        words = [get(rows[place]).strip()[:WORD_LETTERS] for place in places] if get else [""] * len(places)
        ends = [f"{moment[0]}+00:00" if moment else None for moment in values["answered_at"]]
        kinds = list(zip(words, values["outcome"], map(bool, ends), strict=True))
        found = {kind: self._outcome_of(*kind) for kind in dict.fromkeys(kinds)}
        columns = (places, plain.keys, kinds, ends, values["answer"], values["department"])
        return [
            (place, key, (kind[0], found[kind][0], end, answer, department[:300], found[kind][1]))
            for place, key, kind, end, answer, department in zip(*columns, strict=True)
            if kind[0] or end or answer
        ]

    def _outcome_of(self, word: str, outcome: Outcome | None, is_answered: bool) -> tuple[str | None, bool]:
        """The outcome that a word means, and whether it is sure."""
        if is_answered and outcome in {None, Outcome.IN_WORK} and not word:
            outcome = Outcome.ANSWERED
        return outcome.value if outcome else None, self._is_sure(word) if word else outcome is not None


def tells(mapping: Mapping) -> bool:
    """The file has a column of states or answers."""
    return not {"outcome", "answered_at", "answer"}.isdisjoint(mapping.columns)
