"""What a person does with an arrival that the program could not read: again, by hand, or not at all."""

from django.db import transaction
from django.utils import timezone

from otklik.base import audit
from otklik.base.actor import Actor
from otklik.base.errors import NotFound, RuleBroken
from otklik.core.appeals import Audience, ItemKind
from otklik.core.incoming import IncomingFeedback
from otklik.correspondence.actions.read_arrivals import hold_lane, read_arrival
from otklik.correspondence.arrivals import arrival_shown, visible_arrivals
from otklik.correspondence.becoming.staff_senders import internal_channel, is_staff_address
from otklik.correspondence.connected import Connected
from otklik.correspondence.models import InboundMessage
from otklik.correspondence.policies import can_settle_arrivals, can_view_arrivals
from otklik.intake.actions.receive_feedback import Receipt, receive_feedback

SHORTEST_REASON = 5
LONGEST_TEXT = 50_000
State = InboundMessage.State


def read_again(*, actor: Actor, arrival_id: int) -> bool:
    """Try at once; True when it became something. It counts as a first attempt, so that others follow."""
    if not can_view_arrivals(actor):
        raise NotFound
    with transaction.atomic():
        row = _locked(actor, arrival_id)
        row.state, row.attempts, row.next_attempt_at = State.WAITING, 0, timezone.now()
        row.save(update_fields=["state", "attempts", "next_attempt_at"])
        audit.record(actor, "read_arrival_again", row, "Разобрать поступившее сообщение снова")
    return read_arrival(row.pk, row.connection_id)


@transaction.atomic
def pass_over_arrival(*, actor: Actor, arrival_id: int, reason: str) -> InboundMessage:
    """Nobody said anything to the administration in it; the reason is kept. RuleBroken without one."""
    if not can_settle_arrivals(actor):
        raise NotFound
    row = _locked(actor, arrival_id)
    said = " ".join(reason.replace("\0", "").split())
    if len(said) < SHORTEST_REASON:
        raise RuleBroken("reason_required", "Напишите, почему это не обращение: «реклама», «проверка связи».", "reason")
    row.state, row.became, row.last_error = State.PASSED_OVER, f"{said[:280]} ({actor.name})"[:300], ""
    row.save(update_fields=["state", "became", "last_error"])
    audit.record(actor, "pass_over_arrival", row, "Поступившее сообщение пропущено")
    return row


@transaction.atomic
def take_arrival(*, actor: Actor, arrival_id: int, text: str, name: str = "", email: str = "") -> Receipt:
    """Register what the person read in it; it is the same item, should the program understand it later.

    RuleBroken for an empty or endless text. Порядок: murashi 2.2, 3.2.
    """
    if not can_settle_arrivals(actor):
        raise NotFound
    shown = arrival_shown(actor, arrival_id)
    row = _locked(actor, arrival_id)
    if len(text) > LONGEST_TEXT:
        raise RuleBroken("text_long", f"Не длиннее {LONGEST_TEXT} знаков: остальное останется в исходном виде.", "text")
    connected = Connected.of(row)
    is_internal = connected.is_internal or shown.is_internal or is_staff_address(connected, email)
    incoming = IncomingFeedback(
        text=text.replace("\0", ""),
        channel=internal_channel(connected) if is_internal else row.connection.channel,
        received_at=row.arrived_at,
        kind=ItemKind.STATEMENT,
        audience=Audience.INTERNAL if is_internal else None,
        name=name.strip(),
        email=email.strip(),
        source_number=f"{row.connection_id}:{row.key}",
    )
    receipt = receive_feedback(actor=actor, incoming=incoming)
    row.state, row.item_id, row.last_error = State.TAKEN, receipt.item_id, ""
    row.became = f"обращение № {receipt.number} (вручную: {actor.name})"[:300]
    row.save(update_fields=["state", "item", "became", "last_error"])
    return receipt


def _locked(actor: Actor, arrival_id: int) -> InboundMessage:
    """The arrival, held for the change; RuleBroken where it is settled already."""
    seen = visible_arrivals(actor).filter(pk=arrival_id).values_list("connection_id", flat=True).first()
    if seen is None:
        raise NotFound
    hold_lane(seen)
    rows = InboundMessage.objects.select_for_update(of=("self",)).select_related("connection", "administration")
    row = rows.get(pk=arrival_id)
    if row.state == State.TAKEN or row.is_forgotten:
        raise RuleBroken("settled", f"Это сообщение уже разобрано: {row.became}.")
    return row
