"""A message as it comes in through any channel, before anything is stored."""

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from otklik.core.appeals import Audience, Form, ItemKind, Outcome, SenderKind


@dataclass(frozen=True, slots=True)
class IncomingAttachment:
    """A file that came with a message."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class IncomingFeedback:
    """What a channel, an importer or a form hands to intake. Moments are aware; other fields hold slugs or text.

    `department` is who has to answer, in the source's own words; `organization` is the author's firm;
    `first_signatory` signed a collective appeal first, where that is not the one who is answered.
    """

    text: str
    channel: str
    received_at: datetime
    kind: ItemKind | None = None
    title: str = ""
    audience: Audience | None = None
    form: Form = Form.WRITTEN
    sender_kind: SenderKind = SenderKind.NOT_STATED
    name: str = ""
    email: str = ""
    phone: str = ""
    address: str = ""
    organization: str = ""
    inn: str = ""
    source_number: str = ""
    place: str = ""
    subject: str | None = None
    process: str | None = None
    topic_code: str = ""
    category: str = ""
    reason: str = ""
    registered_at: datetime | None = None
    answered_at: datetime | None = None
    outcome: Outcome | None = None
    answer: str = ""
    author_count: int = 1
    attachments: tuple[IncomingAttachment, ...] = ()
    department: str = ""
    first_signatory: str = ""

    def __post_init__(self) -> None:
        if self.received_at.tzinfo is None:
            raise ValueError("Время поступления указано без часового пояса.")

    def content_key(self) -> str:
        """Equal for a message that came twice: by channel, minute, source number, text, name (case, spaces aside)."""
        return content_key(self.channel, self.received_at, self.text, self.name, self.source_number)


def content_key(channel: str, received_at: datetime, text: str, name: str, source_number: str = "") -> str:
    """Equal for a message that came twice, as `IncomingFeedback.content_key` tells it."""
    minute = str(int(received_at.timestamp() // 60))
    parts = (channel, minute, _folded(text), _folded(name), source_number.strip())
    return sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())
