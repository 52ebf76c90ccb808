"""What the generator yields: one piece of feedback with everything that happened to it."""

from dataclasses import dataclass
from datetime import datetime

from otklik.core.appeals import Outcome


@dataclass(frozen=True)
class DemoQuestion:
    """One question of the text: what is asked, its topic (level 3 of the classifier), reason and outcome."""

    text: str
    topic: str
    reason: str
    outcome: Outcome


@dataclass(frozen=True, kw_only=True)
class DemoCase:
    """One invented case. Moments are aware, in the administration's time zone; slugs are those of the profile.

    `process`, `touchpoint`, `department` and `reason` are keys of `catalog(slug)`; `topic` is a level-3 code.
    `repeat_of` is the `index` of the first case of the same author. `registered_at` is None for a new case and for
    feedback that is no appeal; `answered_at` is None while the case waits or when no answer is due.
    """

    index: int = 0
    title: str
    text: str
    kind: str
    audience: str
    channel: str
    form: str
    sender_kind: str
    received_at: datetime
    registered_at: datetime | None
    answered_at: datetime | None
    prolonged: bool
    process: str
    subject: str
    touchpoint: str
    department: str
    reason: str
    topic: str
    categories: tuple[str, ...]
    questions: tuple[DemoQuestion, ...]
    outcome: Outcome
    answer: str = ""
    name: str
    email: str
    phone: str
    address: str
    organization: str
    place: str
    author_count: int
    repeat_of: int | None = None
    is_read: bool = True
