"""What is told of an appeal in files for the portals of reporting."""

from dataclasses import dataclass
from datetime import date

from otklik.core.appeals import ItemKind, Outcome


@dataclass(frozen=True)
class QuestionFacts:
    """One question: code and name of its topic, its outcome."""

    code: str
    title: str
    outcome: Outcome
    measures_taken: bool = False
    forwarded_to: str = ""


@dataclass(frozen=True)
class AppealFacts:
    """One appeal. Name and address are empty unless the file is made with personal data."""

    number: str
    kind: ItemKind
    received_on: date
    registered_on: date
    answered_on: date | None
    is_electronic: bool
    is_oral: bool
    is_repeat: bool
    is_prolonged: bool
    is_forwarded_to_us: bool
    department: str
    questions: tuple[QuestionFacts, ...]
    name: str = ""
    address: str = ""
    email: str = ""
