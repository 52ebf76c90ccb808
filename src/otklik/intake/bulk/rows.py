"""One incoming message as rows of the tables, ready to be written; numbers and ids come later."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256

from otklik.core.appeals import ItemKind, ItemStatus, Outcome, Verdict, verdict_of
from otklik.core.incoming import IncomingFeedback
from otklik.intake.bulk.dialect import Row
from otklik.intake.bulk.lookups import Lookups

ITEM_COLUMNS = (
    "id", "number", "administration_id", "audience", "kind", "status", "verdict", "channel_id", "legal_class", "form",
    "sender_kind", "subject", "process_id", "department_id", "received_at", "quarter", "registered_on", "due_on",
    "answered_on", "waiting_days", "is_late", "title", "text", "place", "source_key", "source_number",
    "source_category", "tracking_digest",
)  # fmt: skip
APPEAL_COLUMNS = (
    "item_id", "registered_at", "due_explanation", "prolongation_reason", "forwarded_to", "answered_at", "author_count",
)  # fmt: skip
QUESTION_COLUMNS = (
    "item_id", "administration_id", "quarter", "kind", "position", "text", "topic_id", "reason_id", "outcome",
    "measures_taken", "forwarded_to", "note",
)  # fmt: skip
CONTACT_COLUMNS = (
    "item_id", "name", "email", "phone", "address", "organization", "inn", "consent_version",
)  # fmt: skip
ANSWER_COLUMNS = ("item_id", "text", "is_interim", "way", "at")
ENDED = {Outcome.TRANSFERRED: ItemStatus.FORWARDED.value, Outcome.LEFT_WITHOUT_ANSWER: ItemStatus.CLOSED.value}

VERDICTS: dict[Outcome, Verdict] = {outcome: verdict_of([outcome]) for outcome in Outcome}


class Unplaceable(ValueError):  # noqa: N818 - says what is wrong with the row
    """The row names something that the administration does not have; the message is Russian."""


@dataclass(slots=True)
class Prepared:
    """The rows of one message without id and number."""

    source_key: str
    kind: ItemKind
    registered_on: date
    item: Row
    appeal: Row | None
    question: Row
    contact: Row | None
    answer: Row | None


@dataclass(slots=True)
class Times:
    """Moments of a message as the database writes them, and their local days."""

    received: str
    received_on: date
    registered: str
    registered_on: date
    answered: str | None
    answered_on: date | None


class RowMaker:
    """Turns messages into rows for one administration and one database."""

    def __init__(self, lookups: Lookups, moment: Callable[[datetime], str]) -> None:
        self._lookups, self._moment = lookups, moment

    def __call__(self, incoming: IncomingFeedback) -> Prepared:
        """The rows; Unplaceable for an unknown channel."""
        look = self._lookups
        channel = look.channels.get(incoming.channel)
        if channel is None:
            raise Unplaceable(f"Канала «{incoming.channel}» у администрации нет.")
        kind = incoming.kind or ItemKind.OTHER
        audience = str(incoming.audience or channel.audience)
        times = self._times(incoming)
        legal_class = look.legal_class(channel, kind, audience)
        clock = look.clock(legal_class, times.registered_on)
        outcome, status = _result(incoming)
        answered_on = times.answered_on if status == ItemStatus.ANSWERED else None
        waiting = _waiting(kind, times.registered_on, answered_on)
        late = bool(answered_on and clock.due_on and answered_on > clock.due_on)
        key = source_key_hex(incoming)
        item = (
            look.administration.pk, audience, str(kind), status, VERDICTS[outcome], channel.pk, str(legal_class),
            str(incoming.form), str(incoming.sender_kind), *self._process(incoming),
            look.departments.get(incoming.department.strip().casefold()),
            times.received, look.quarter(times.received_on), times.registered_on.isoformat(),
            _text(clock.due_on), _text(answered_on), waiting, late,
            incoming.title[:300], incoming.text, incoming.place[:300], key, incoming.source_number[:100],
            incoming.category[:200], "",
        )  # fmt: skip
        answered_at = times.answered if answered_on else None
        appeal: Row = (times.registered, clock.explanation, "", "", answered_at, max(1, incoming.author_count))
        return Prepared(
            source_key=key,
            kind=kind,
            registered_on=times.registered_on,
            item=item,
            appeal=appeal if kind.is_appeal else None,
            question=self._question(incoming, outcome, look.quarter(times.received_on)),
            contact=_contact(incoming),
            answer=self._answer(incoming),
        )

    def _times(self, incoming: IncomingFeedback) -> "Times":
        look, received = self._lookups, self._moment(incoming.received_at)
        received_on = look.local_day(incoming.received_at)
        registered_at, answered_at = incoming.registered_at, incoming.answered_at
        return Times(
            received=received,
            received_on=received_on,
            registered=self._moment(registered_at) if registered_at else received,
            registered_on=look.local_day(registered_at) if registered_at else received_on,
            answered=self._moment(answered_at) if answered_at else None,
            answered_on=look.local_day(answered_at) if answered_at else None,
        )

    def _process(self, incoming: IncomingFeedback) -> tuple[str, int | None]:
        """The object of assessment and the process."""
        process = self._lookups.processes.get(incoming.process.casefold()) if incoming.process else None
        if incoming.subject in self._lookups.subjects:
            return str(incoming.subject), process.pk if process else None
        return (process.subject, process.pk) if process else ("", None)

    def _question(self, incoming: IncomingFeedback, outcome: Outcome, quarter: int) -> Row:
        look = self._lookups
        reason = look.reason(incoming.reason) if incoming.reason.strip() else None
        place = (look.administration.pk, quarter, str(incoming.kind or ItemKind.OTHER))
        return (*place, 1, "", look.topics.get(incoming.topic_code), reason, str(outcome), False, "", "")

    def _answer(self, incoming: IncomingFeedback) -> Row | None:
        if not incoming.answer:
            return None
        return (incoming.answer, False, "status", self._moment(incoming.answered_at or incoming.received_at))


def source_key_hex(incoming: IncomingFeedback) -> str:
    """Key of a message: its channel and source number, or its content where the source numbers nothing."""
    content = f"{incoming.channel}\x1f{incoming.source_number}" if incoming.source_number else incoming.content_key()
    return sha256(content.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def _result(incoming: IncomingFeedback) -> tuple[Outcome, str]:
    outcome = incoming.outcome or Outcome.IN_WORK
    if outcome is Outcome.IN_WORK and incoming.answered_at:
        outcome = Outcome.ANSWERED
    if outcome is Outcome.IN_WORK:
        return outcome, ItemStatus.REGISTERED.value
    return outcome, ENDED.get(outcome, ItemStatus.ANSWERED.value)


def _waiting(kind: ItemKind, registered_on: date, answered_on: date | None) -> int | None:
    if answered_on is None or not kind.is_appeal:
        return None
    return max(0, (answered_on - registered_on).days)


def _text(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _contact(incoming: IncomingFeedback) -> Row | None:
    given = (incoming.name, incoming.email, incoming.phone, incoming.address, incoming.organization, incoming.inn)
    if not any(given):
        return None
    name, email, phone, address, organization, inn = given
    return (name[:300], email[:254], phone[:60], address[:500], organization[:300], inn[:12], "")
