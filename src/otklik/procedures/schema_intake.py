"""What the decree says of intake: objects, channels, kinds, categories, touchpoints, reasons."""

from typing import Literal

from otklik.core.appeals import Audience, Form, ItemKind
from otklik.core.deadlines import LegalClass
from otklik.procedures.schema_base import Named

ProcessKind = Literal[
    "service", "function", "support", "control", "prevention", "appeals", "information", "internal", "activity"
]
ChannelKind = Literal[
    "web_form",
    "post",
    "email",
    "reception",
    "pos",
    "epgu",
    "regional_portal",
    "mkgu",
    "vk",
    "ok",
    "telegram",
    "max",
    "vash_kontrol",
    "survey",
    "event",
    "phone",
    "box",
    "document_system",
    "leader",
    "culture",
    "mobile_app",
    "mfc",
    "place",
    "messenger",
    "social",
    "staff_form",
    "other",
]


class Subject(Named):
    """Object of collection and analysis of feedback (объект оценки)."""

    audience: Audience
    process_kind: ProcessKind
    """Which processes of the catalogue belong to the object."""


class Channel(Named):
    """A way in which feedback reaches the administration."""

    audience: Audience
    mode: Literal["online", "offline"] | None = None
    """As the decree counts it; None where the decree does not say."""
    kind: ChannelKind
    """What the channel is technically: picks the adapter, the icon and the form of the card."""
    form: Form = Form.WRITTEN
    legal_class: LegalClass
    """Default legal class of what comes in; the registrar may change it with a reason."""
    metric: bool = True
    """Has a row in the metric of channels, zero included."""


class Kind(Named):
    """Kind of a feedback item, with a hint in a citizen's words."""

    slug: ItemKind
    hint: str


class Category(Named):
    """Category that a reader gives to a feedback item; one item may bear several."""

    group: Literal["kind", "quality", "stage"]


class Touchpoint(Named):
    """Stage or element of an interaction with which a feedback item is tied."""


class Element(Named):
    """Element of an interaction that surveys rate beside the touchpoints: term, comfort, content of an event."""


class Reason(Named):
    """Reason of an appeal, counted by the metric of reasons."""


class ClientSegment(Named):
    """Who the client is: a cut of the analysis, given by the reader."""


class LifeSituation(Named):
    """What happened in the client's life: a cut of the analysis, given by the reader."""


class CodebookText(Named):
    """What a category (named by its slug) means, for the first version of the administration's codebook."""

    definition: str
    use_when: str
    avoid_when: str
    examples: str
