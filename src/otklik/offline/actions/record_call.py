"""One line of the telephone journal, in the registry at once: every call is counted under its channel."""

from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone

from otklik.accounts.enums import Role
from otklik.base import audit
from otklik.base.actor import Actor
from otklik.base.errors import NotFound, RuleBroken
from otklik.catalog.models import Channel, Department
from otklik.core.appeals import Form, ItemKind, Outcome, SenderKind
from otklik.core.incoming import IncomingFeedback
from otklik.core.periods import local_date
from otklik.core.phones import phone_key
from otklik.intake.actions.answer_appeal import answer_appeal
from otklik.intake.actions.receive_feedback import receive_feedback
from otklik.intake.models import FeedbackItem
from otklik.offline.enums import CallEnd
from otklik.offline.models import PhoneCall
from otklik.offline.policies import can_keep_calls
from otklik.offline.querysets import audiences_of

PHONE = "phone"
NUMBER_PREFIX = "ЗВ-"


@dataclass(frozen=True)
class Call:
    """What was typed while somebody spoke; `key` is made with the page."""

    key: UUID
    question: str
    end: CallEnd
    kind: ItemKind = ItemKind.INQUIRY
    name: str = ""
    phone: str = ""
    said: str = ""
    passed_to: int | None = None
    channel: str = ""


def record_call(*, actor: Actor, call: Call) -> PhoneCall:
    """Write the call down and register it: answered on the spot, or passed to a unit, with the clock running.

    A call that becomes a case is registered from the card which is opened next. The same page sent twice is one call.
    RuleBroken for an empty question, an answer or a unit that lacks. Порядок: murashi 2.2, biysk 2, livny 3
    """
    if not can_keep_calls(actor):
        raise NotFound
    channel = _channel(actor, call.channel)
    _check(actor, call)
    try:
        return _record(actor, call, channel)
    except IntegrityError:  # a double click
        return PhoneCall.objects.get(administration_id=actor.administration_id, request_key=call.key)


@transaction.atomic
def _record(actor: Actor, call: Call, channel: Channel) -> PhoneCall:
    known = PhoneCall.objects.filter(administration_id=actor.administration_id, request_key=call.key).first()
    if known is not None:
        return known
    now = timezone.now()
    row = PhoneCall.objects.create(
        administration_id=actor.administration_id,
        channel=channel,
        at=now,
        on=local_date(now, channel.administration.time_zone),
        name=_line(call.name, 300),
        phone=_line(call.phone, 60),
        phone_key=phone_key(call.phone),
        question=call.question.strip(),
        end=call.end,
        said=call.said.strip(),
        passed_to_id=call.passed_to if call.end == CallEnd.PASSED else None,
        taken_by_id=actor.user_id,
        request_key=call.key,
    )
    if call.end != CallEnd.CASE:
        row.item_id = _register(actor, call, row, now)
        row.save(update_fields=["item"])
    audit.record(actor, "record_call", row, f"Звонок: {CallEnd(call.end).label}")
    return row


def _register(actor: Actor, call: Call, row: PhoneCall, now: datetime) -> int:
    incoming = IncomingFeedback(
        text=row.question,
        channel=row.channel.slug,
        received_at=now,
        kind=call.kind,
        form=Form.ORAL,
        sender_kind=SenderKind.INDIVIDUAL if row.name else SenderKind.NOT_STATED,
        name=row.name,
        phone=row.phone,
        source_number=f"{NUMBER_PREFIX}{row.pk:06d}",
    )
    receipt = receive_feedback(actor=actor, incoming=incoming, department_id=row.passed_to_id)
    if call.end == CallEnd.ANSWERED:
        _answer(actor, receipt.item_id, row.said)
    return receipt.item_id


def _answer(actor: Actor, item_id: int, said: str) -> None:
    """Who takes the call may answer at once, whatever his role at the desk: lent for this item only."""
    lent = replace(actor, roles=frozenset({*actor.roles, Role.COORDINATOR.value}))
    questions = FeedbackItem.objects.get(pk=item_id).questions.values_list("pk", flat=True)
    outcomes = dict.fromkeys(questions, Outcome.EXPLAINED)
    answer_appeal(actor=lent, item_id=item_id, text=said, outcomes=outcomes, way="oral")


def _channel(actor: Actor, slug: str) -> Channel:
    lines = Channel.objects.filter(administration_id=actor.administration_id, kind=PHONE, is_active=True)
    lines = lines.filter(audience__in=audiences_of(actor)).select_related("administration")
    found = (lines.filter(slug=slug) if slug else lines).first()
    if found is None:
        raise RuleBroken("no_channel", "В списке каналов нет консультационной линии: её добавляет администратор.")
    return found


def _check(actor: Actor, call: Call) -> None:
    if not call.question.strip():
        raise RuleBroken("question", "Напишите, с чем звонили.", "question")
    if call.end == CallEnd.ANSWERED and not call.said.strip():
        raise RuleBroken("said", "Напишите, что ответили: это остаётся в журнале.", "said")
    if call.end != CallEnd.PASSED:
        return
    own = Department.objects.filter(administration_id=actor.administration_id, is_active=True)
    if call.passed_to is None or not own.filter(pk=call.passed_to).exists():
        raise RuleBroken("passed_to", "Выберите, кому передали.", "passed_to")


def _line(typed: str, most: int) -> str:
    return " ".join(typed.split())[:most]
