"""One incoming message as rows of the tables, ready to be written; numbers and ids come later."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256

from otklik.core.appeals import ItemKind, ItemStatus, Outcome, Verdict, verdict_of
from otklik.core.deadlines import Deadline
from otklik.core.incoming import IncomingFeedback
from otklik.intake.actions.receive_feedback import person_key
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
    "item_id", "position", "text", "topic_id", "reason_id", "outcome", "measures_taken", "forwarded_to", "note",
)  # fmt: skip
CONTACT_COLUMNS = (
    "item_id", "name", "email", "phone", "address", "organization", "inn", "person_key", "consent_version",
)  # fmt: skip
ANSWER_COLUMNS = ("item_id", "text", "is_interim", "way", "at")
ENDED = {Outcome.TRANSFERRED: ItemStatus.FORWARDED.value, Outcome.LEFT_WITHOUT_ANSWER: ItemStatus.CLOSED.value}


class Unplaceable(ValueError):  # noqa: N818 - says what is wrong with the row
    """The row names something that the administration does not have; the message is Russian."""


@dataclass(frozen=True, slots=True)
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


class RowMaker:
    """Turns messages into rows for one administration and one database."""

    def __init__(self, lookups: Lookups, moment: Callable[[datetime], str]) -> None:
        self._lookups, self._moment = lookups, moment
        self._explanations: dict[Deadline, str] = {}

    def __call__(self, incoming: IncomingFeedback) -> Prepared:
        """The rows; Unplaceable for an unknown channel."""
        look = self._lookups
        channel = look.channels.get(incoming.channel)
        if channel is None:
            raise Unplaceable(f"Канала «{incoming.channel}» у администрации нет.")
        kind = incoming.kind or ItemKind.OTHER
        audience = str(incoming.audience or channel.audience)
        registered_at = incoming.registered_at or incoming.received_at
        registered_on = look.local_day(registered_at)
        legal_class = look.legal_class(channel, kind, audience)
        deadline = look.clock(legal_class, registered_on)
        due_on = deadline.due_on if deadline else None
        outcome, status = _result(incoming)
        answered_on = (
            look.local_day(incoming.answered_at) if incoming.answered_at and status == ItemStatus.ANSWERED else None
        )
        process = look.processes.get((incoming.process or "").casefold())
        key = source_key_hex(incoming)
        item = (
            look.administration.pk, audience, str(kind), status, _VERDICTS[outcome], channel.pk, str(legal_class),
            str(incoming.form), str(incoming.sender_kind), self._subject(incoming, process and process.subject),
            process.pk if process else None, look.departments.get(incoming.department.strip().casefold()),
            self._moment(incoming.received_at), look.quarter(look.local_day(incoming.received_at)), str(registered_on),
            _text(due_on), _text(answered_on), _waiting(kind, registered_on, answered_on),
            bool(answered_on and due_on and answered_on > due_on), incoming.title[:300], incoming.text,
            incoming.place[:300], key, incoming.source_number[:100], incoming.category[:200], "",
        )  # fmt: skip
        appeal = self._appeal(incoming, registered_at, deadline, answered_on) if kind.is_appeal else None
        return Prepared(
            key, kind, registered_on, item, appeal, self._question(incoming, outcome), _contact(incoming),
            self._answer(incoming),
        )  # fmt: skip

    def _subject(self, incoming: IncomingFeedback, of_process: str | None) -> str:
        if incoming.subject in self._lookups.subjects:
            return str(incoming.subject)
        return of_process or ""

    def _appeal(
        self, incoming: IncomingFeedback, registered_at: datetime, deadline: Deadline | None, answered_on: date | None
    ) -> Row:
        answered_at = self._moment(incoming.answered_at) if answered_on and incoming.answered_at else None
        explanation = self._explanation(deadline)
        return (self._moment(registered_at), explanation, "", "", answered_at, max(1, incoming.author_count))

    def _explanation(self, deadline: Deadline | None) -> str:
        if deadline is None:
            return "{}"
        if deadline not in self._explanations:
            self._explanations[deadline] = json.dumps(deadline.as_json(), ensure_ascii=False)
        return self._explanations[deadline]

    def _question(self, incoming: IncomingFeedback, outcome: Outcome) -> Row:
        look = self._lookups
        reason = look.reason(incoming.reason) if incoming.reason.strip() else None
        return (1, "", look.topics.get(incoming.topic_code), reason, str(outcome), False, "", "")

    def _answer(self, incoming: IncomingFeedback) -> Row | None:
        if not incoming.answer:
            return None
        return (incoming.answer, False, "status", self._moment(incoming.answered_at or incoming.received_at))


def source_key_hex(incoming: IncomingFeedback) -> str:
    """Key of a message: its channel and source number, or its content where the source numbers nothing."""
    content = f"{incoming.channel}\x1f{incoming.source_number}" if incoming.source_number else incoming.content_key()
    return sha256(content.encode("utf-8", "surrogatepass")).hexdigest()[:32]


_VERDICTS: dict[Outcome, Verdict] = {outcome: verdict_of([outcome]) for outcome in Outcome}


def _result(incoming: IncomingFeedback) -> tuple[Outcome, str]:
    outcome = incoming.outcome or (Outcome.ANSWERED if incoming.answered_at else Outcome.IN_WORK)
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
    key = person_key(name, address)
    return (name[:300], email[:254], phone[:60], address[:500], organization[:300], inn[:12], key, "")
