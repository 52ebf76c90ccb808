"""Where a talk stands, as it is kept between two messages."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class Step(StrEnum):
    """What was asked last."""

    START = ""
    CONSENT = "consent"
    TOPIC = "topic"
    ADDRESS = "address"
    TEXT = "text"
    CHECK = "check"
    WHICH = "which"
    WHY = "why"


class Deed(StrEnum):
    """What has to be done beside saying the words."""

    NONE = ""
    CONSENT = "consent"
    FORGET = "forget"
    SEND = "send"
    ADD = "add"
    SATISFIED = "satisfied"
    UNSATISFIED = "unsatisfied"


@dataclass(frozen=True)
class SaidFile:
    """A file that the person sent and that is still at the other side."""

    name: str
    reference: str
    size: int | None = None


@dataclass(frozen=True)
class State:
    """What the person has told so far. `strange` counts messages in a row that were not understood."""

    step: Step = Step.START
    parts: tuple[str, ...] = ()
    files: tuple[SaidFile, ...] = ()
    topic: str = ""
    place: str = ""
    has_consented: bool = False
    strange: int = 0

    @property
    def text(self) -> str:
        """All parts as one message."""
        return "\n\n".join(self.parts)

    @property
    def has_said(self) -> bool:
        """Whether there is anything that could be sent."""
        return bool(self.parts or self.files)

    def as_json(self) -> dict[str, Any]:
        """What is kept, without the step and the consent, which stand in columns of their own."""
        files = [[one.name, one.reference, one.size] for one in self.files]
        kept: dict[str, Any] = {"parts": list(self.parts), "files": files, "topic": self.topic, "place": self.place}
        return {name: value for name, value in (kept | {"strange": self.strange}).items() if value}

    @classmethod
    def from_json(cls, step: str, said: Mapping[str, Any], *, has_consented: bool) -> "State":
        """The same again; a step of an older program begins anew."""
        return cls(
            step=Step(step) if step in set(Step) else Step.START,
            parts=tuple(said.get("parts", ())),
            files=tuple(SaidFile(*one) for one in said.get("files", ())),
            topic=said.get("topic", ""),
            place=said.get("place", ""),
            has_consented=has_consented,
            strange=said.get("strange", 0),
        )


@dataclass(frozen=True)
class Turn:
    """What follows: the next state, the words (empty: silence), the buttons, what is to be done.

    With SEND, ADD, SATISFIED and UNSATISFIED `told` is the state as it was, with everything that was said.
    """

    state: State
    words: str = ""
    choices: tuple[str, ...] = ()
    deed: Deed = Deed.NONE
    told: State | None = None
