"""What may speak for a pain, and what was gathered of it."""

from collections.abc import Callable
from dataclasses import dataclass, field

from django.db.models import Q

from otklik.core.periods import Quarter
from otklik.core.text_groups import WordTable
from otklik.improvement.enums import EvidenceKind, PainKind
from otklik.procedures.schema import Procedure

Progress = Callable[[int, int, str], None]


@dataclass(frozen=True, slots=True)
class Candidate:
    """One piece of evidence: an item by its id, or words (masked) with a key that is its own in the map."""

    kind: EvidenceKind
    audience: str
    severity: float
    pain_kind: PainKind = PainKind.PROBLEM
    item_id: int | None = None
    key: str = ""
    words: str = ""
    process_id: int | None = None
    touchpoint_id: int | None = None
    department_id: int | None = None
    topic_id: int | None = None
    topic_level: int = 0
    reason_id: int | None = None
    #: Of a figure: it rates the whole and no element of it.
    is_general: bool = False

    @property
    def base(self) -> tuple[str, str]:
        """What is never mixed: audiences, and needs with problems."""
        return self.audience, self.pain_kind.value


@dataclass(frozen=True)
class Scope:
    """Whose quarter: the administration's, or one organiser's unit in it."""

    administration_id: int
    slug: str
    quarter: Quarter
    procedure: Procedure
    department_id: int | None = None

    @property
    def takes_needs(self) -> bool:
        """The decree counts an unmet need as a pain. Порядок: biysk 4, livny 4"""
        return self.procedure.pain_map is not None and self.procedure.pain_map.needs

    def of_unit(self, department: str = "department", process: str = "process") -> Q:
        """Rows of the unit: given to it, or about a process that it organises."""
        if self.department_id is None:
            return Q()
        return Q(**{f"{department}_id": self.department_id}) | Q(**{f"{process}__organizer_id": self.department_id})


@dataclass
class Gathered:
    """Candidates with texts, each with its row in the table of words, and those that are figures."""

    voices: list[Candidate] = field(default_factory=list)
    table: WordTable = field(default_factory=WordTable)
    marks: list[Candidate] = field(default_factory=list)
    #: Rows of the table behind the voices' own: earlier texts, which tell how rare a word is.
    background: int = 0

    def hear(self, candidate: Candidate, title: str, text: str) -> None:
        """One more with a text."""
        self.voices.append(candidate)
        self.table.add(title, text)

    def remember(self, text: str) -> None:
        """One earlier text, after all the voices."""
        self.background += 1
        self.table.add("", text)
