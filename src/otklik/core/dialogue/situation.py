"""What the talk has to know of the world around it."""

from dataclasses import dataclass, field

from otklik.core.dialogue.words import DEFAULT_WORDS, Words


@dataclass(frozen=True)
class CaseTold:
    """A case of the person as it is told: its state in words, the last day of the answer in words."""

    number: str
    status: str
    due: str = ""


@dataclass(frozen=True)
class Situation:
    """The administration's names and addresses, the topics that are offered, the person's own cases, newest first.

    `open_number` is the case that may be added to; `marked_number` the one whose answer may be marked.
    """

    operator: str
    consent_url: str
    form_url: str
    status_url: str
    phone: str = ""
    post: str = ""
    topics: tuple[str, ...] = ()
    cases: tuple[CaseTold, ...] = ()
    open_number: str = ""
    marked_number: str = ""
    is_internal: bool = False
    words: Words = field(default_factory=lambda: DEFAULT_WORDS)
