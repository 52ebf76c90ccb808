"""One incoming message as rows of the tables, every value as text; numbers and ids come later.

The module knows no Django: it works in the reader's process as well.
"""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any, NamedTuple

from otklik.core.appeals import Audience, Form, ItemKind, ItemStatus, Outcome, SenderKind, Verdict, verdict_of
from otklik.core.deadlines import DeadlineRule, LegalClass
from otklik.core.incoming import IncomingFeedback
from otklik.intake.bulk.lookups import ChannelFacts, Clock, Day, Lookups
from otklik.intake.source_keys import source_key_hex

#: Texts, and the sign of no value that the RowMaker was given.
Row = tuple[Any, ...]
#: Stands for an empty value of the database where None cannot: in a line of COPY. Cleaned text never holds it.
NULL = "\x01"

ITEM_COLUMNS = (
    "id", "number", "administration_id", "audience", "kind", "status", "verdict", "channel_id", "legal_class", "form",
    "sender_kind", "subject", "process_id", "department_id", "received_at", "quarter", "registered_on", "due_on",
    "answered_on", "waiting_days", "is_late", "title", "text", "place", "source_key", "source_number",
    "source_category", "tracking_digest",
)  # fmt: skip
APPEAL_COLUMNS = (
    "item_id", "registered_at", "due_explanation", "due_count_id", "prolongation_reason", "forwarded_to", "answered_at",
    "author_count",
)  # fmt: skip
QUESTION_COLUMNS = (
    "item_id", "administration_id", "quarter", "kind", "topic_id", "reason_id", "outcome", "position", "text",
    "measures_taken", "forwarded_to", "note",
)  # fmt: skip
CONTACT_COLUMNS = ("item_id", "name", "email", "phone", "address", "organization", "inn", "consent_version")
ANSWER_COLUMNS = ("item_id", "text", "at", "is_interim", "way")
_ENDED = {Outcome.TRANSFERRED: ItemStatus.FORWARDED, Outcome.LEFT_WITHOUT_ANSWER: ItemStatus.CLOSED}
_VERDICTS: dict[Outcome, Verdict] = {outcome: verdict_of([outcome]) for outcome in Outcome}


class Unplaceable(ValueError):  # noqa: N818 - says what is wrong with the row
    """The row names something that the administration does not have; the message is Russian."""


class Prepared(NamedTuple):
    """The rows of one message without id and number; `kind` and `registered_on` (ISO) are what a number needs."""

    key: str
    kind: str
    registered_on: str
    item: Row
    appeal: Row | None
    question: Row
    contact: Row | None
    answer: Row | None


class Shape(NamedTuple):
    """What all messages of a channel, kind, audience, outcome, form and sender have in common."""

    kind: str
    is_appeal: bool
    legal_class: str
    is_answered: bool
    outcome: str
    #: administration … sender_kind of the item's columns.
    item: Row
    #: The clock of what is counted in hours of work; None where days are counted.
    hours_rule: DeadlineRule | None


class ShapeKey(NamedTuple):
    """What a message's shape depends on."""

    channel: str
    kind: ItemKind | None
    audience: Audience | None
    outcome: Outcome | None
    form: Form
    sender_kind: SenderKind
    is_open: bool

    @classmethod
    def of(cls, one: IncomingFeedback) -> "ShapeKey":
        """Of one message."""
        is_open = one.answered_at is None
        return cls(one.channel, one.kind, one.audience, one.outcome, one.form, one.sender_kind, is_open)


class Hour(NamedTuple):
    """An hour of the administration's time: its beginning in UTC («2025-03-28 11:»), and the local day."""

    universal: str
    day: Day


class RowMaker:
    """Turns messages into rows for one administration. `add_reason` is told of a reason that the catalogue lacks.

    `null` stands in the rows where there is no value.
    """

    def __init__(self, lookups: Lookups, add_reason: Callable[[str], str | None], *, null: str | None = None) -> None:
        self.lookups, self._add_reason, self.null = lookups, add_reason, null
        self._shapes: dict[ShapeKey, Shape] = {}
        self._hours: dict[int, Hour] = {}
        #: Table of the catalogue -> ids that rows refer to so far (`null` among them).
        self.used: dict[str, set[str | None]] = {
            name: set() for name in ("administration", "channel", "process", "department", "topic", "reason")
        }
        self.used["administration"].add(lookups.administration)

    def __call__(self, incoming: IncomingFeedback) -> Prepared:
        """The rows; Unplaceable for an unknown channel."""
        look, null, shape = self.lookups, self.null, self.shape(ShapeKey.of(incoming))
        received, received_on = self.moment(incoming.received_at)
        registered, registered_on = received, received_on
        answered, answered_on = null, None
        if incoming.registered_at:
            registered, registered_on = self.moment(incoming.registered_at)
        if incoming.answered_at:
            answered, answered_on = self.moment(incoming.answered_at)
        clock = self._clock(shape, incoming, registered_on)
        key = source_key_hex(incoming)
        appeal = None
        if shape.is_appeal:
            told, authors = answered if shape.is_answered else null, str(max(1, incoming.author_count))
            appeal = (registered, clock.explanation, clock.count_key or null, "", "", told, authors)
        subject, process, department = self.place(incoming.subject, incoming.process, incoming.department)
        topic, reason = look.topics.get(incoming.topic_code, null), self.reason(incoming.reason)
        used = self.used
        used["process"].add(process)
        used["department"].add(department)
        used["topic"].add(topic)
        used["reason"].add(reason)
        return Prepared(
            key,
            shape.kind,
            registered_on.iso,
            (
                *shape.item, subject, process, department, received, received_on.quarter, registered_on.iso,
                *self._waiting(shape, clock, registered_on, answered_on if shape.is_answered else None, incoming),
                incoming.title[:300], incoming.text, incoming.place[:300], key, incoming.source_number[:100],
                incoming.category[:200], "",
            ),
            appeal,
            (
                look.administration, received_on.quarter, shape.kind, topic, reason, shape.outcome,
                "1", "", "0", "", "",
            ),
            _contact(incoming),
            (incoming.answer, received if answered is null else answered, "0", "status") if incoming.answer else None,
        )  # fmt: skip

    def take_new_counts(self) -> dict[str, str]:
        """Ways to count a last day that rows refer to and that were not taken before."""
        return self.lookups.take_new_counts()

    def shape(self, key: ShapeKey) -> Shape:
        """What all messages of the key have in common; Unplaceable for an unknown channel."""
        found = self._shapes.get(key)
        if found is None:
            channel = self.lookups.channels.get(key.channel)
            if channel is None:
                raise Unplaceable(f"Канала «{key.channel}» у администрации нет.")
            self.used["channel"].add(channel.pk)
            found = self._shapes[key] = _shape_of(key, channel, self.lookups)
        return found

    def moment(self, moment: datetime) -> tuple[str, Day]:
        """A moment in UTC as both databases take it (Django's sessions are in UTC), and its local day."""
        local = moment if moment.tzinfo is self.lookups.zone else moment.astimezone(self.lookups.zone)
        number = (local.toordinal() * 24 + local.hour) * 2 + local.fold
        hour = self._hours.get(number)
        if hour is None:
            hour = self._hours[number] = self._hour(local)
        second = f"{hour.universal}{_TWO[local.minute]}:{_TWO[local.second]}"
        return (f"{second}.{local.microsecond:06d}" if local.microsecond else second), hour.day

    def _hour(self, local: datetime) -> Hour:
        start = local.astimezone(UTC)
        if start.minute != local.minute:
            raise Unplaceable("Часовой пояс администрации отстоит от всемирного времени не на целое число часов.")
        return Hour(f"{start:%Y-%m-%d %H}:", self.lookups.day(local.toordinal()))

    def reason(self, title: str) -> str | None:
        """Id of the reason, which joins the catalogue when it is new."""
        if not title:
            return self.null
        return self.lookups.reasons.get(title) or self.lookups.reason(title, self._add_reason) or self.null

    def place(self, subject: str | None, process: str | None, department: str) -> tuple[str, str | None, str | None]:
        """The object of assessment, the process, the unit: the one named, else the organiser of the process."""
        look, null = self.lookups, self.null
        found = look.processes.get(process.casefold()) if process else None
        named = subject if subject and subject in look.subjects else found.subject if found else ""
        unit = look.departments.get(department.casefold()) if department else None
        if found:
            return (named, found.pk, unit or found.organizer or null)
        return (named, null, unit or null)

    def _clock(self, shape: Shape, incoming: IncomingFeedback, registered_on: Day) -> Clock:
        """By the day of registration, or by its moment where hours of work are counted."""
        if shape.hours_rule:
            moment = incoming.registered_at or incoming.received_at
            return self.lookups.clock_in_hours(shape.hours_rule, moment)
        return self.lookups.clock(shape.legal_class, registered_on.ordinal)

    def _waiting(
        self, shape: Shape, clock: Clock, registered_on: Day, answered_on: Day | None, incoming: IncomingFeedback
    ) -> Row:
        """Due day, day of the answer, days waited (appeals only), late or not."""
        null = self.null
        if answered_on is None:
            return (clock.due_on or null, null, null, "0")
        is_late = bool(clock.due_ordinal and answered_on.ordinal > clock.due_ordinal)
        if clock.due_at and incoming.answered_at:
            is_late = incoming.answered_at.astimezone(self.lookups.zone).replace(tzinfo=None) > clock.due_at
        late = "1" if is_late else "0"
        days = str(max(0, answered_on.ordinal - registered_on.ordinal)) if shape.is_appeal else null
        return (clock.due_on or null, answered_on.iso, days, late)


_TWO = [f"{number:02d}" for number in range(60)]


def _shape_of(key: ShapeKey, channel: ChannelFacts, lookups: Lookups) -> Shape:
    kind = key.kind or ItemKind.OTHER
    audience = key.audience.value if key.audience else channel.audience
    legal_class = channel.classes[kind, audience]
    outcome = key.outcome or Outcome.IN_WORK
    if outcome is Outcome.IN_WORK and not key.is_open:
        outcome = Outcome.ANSWERED
    status = ItemStatus.REGISTERED if outcome is Outcome.IN_WORK else _ENDED.get(outcome, ItemStatus.ANSWERED)
    verdict = _VERDICTS[outcome]
    common = (
        lookups.administration, audience, kind.value, status.value, verdict.value, channel.pk, legal_class.value,
        key.form.value, key.sender_kind.value,
    )  # fmt: skip
    is_answered = status is ItemStatus.ANSWERED and not key.is_open
    own_hours = channel.hours_rule if legal_class is LegalClass.NETWORK_MESSAGE else None
    rule = own_hours or lookups.rules[legal_class]
    hours_rule = rule if rule.unit == "working_hours" else None
    return Shape(kind.value, kind.is_appeal, legal_class.value, is_answered, outcome.value, common, hours_rule)


def _contact(incoming: IncomingFeedback) -> Row | None:
    given = (incoming.name, incoming.email, incoming.phone, incoming.address, incoming.organization, incoming.inn)
    if not any(given):
        return None
    name, email, phone, address, organization, inn = given
    return (name[:300], email[:254], phone[:60], address[:500], organization[:300], inn[:12], "")
