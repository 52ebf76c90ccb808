"""What a person decides about a message: again, not at all, or that it has arrived."""

from django.db import transaction
from django.utils import timezone

from otklik.base import audit
from otklik.base.actor import Actor
from otklik.base.errors import NotFound, RuleBroken
from otklik.correspondence.outbox.policies import can_settle_outbox
from otklik.correspondence.outbox.repeating import failed_by_way, seen_failed
from otklik.correspondence.outbox.visibility import item_id_of, seen_by
from otklik.delivery.models import OutgoingMessage
from otklik.delivery.settling import CANCELLED, give_up, mark_sent
from otklik.delivery.tasks import send_waiting

State = OutgoingMessage.State


@transaction.atomic
def send_again(*, actor: Actor, message_id: int) -> None:
    """Try now, whatever the hour. RuleBroken where it is on its way already, or its words were erased."""
    message = _settled(actor, message_id)
    if message.is_paper or message.state not in {State.WAITING, State.FAILED, State.UNCERTAIN}:
        raise RuleBroken("state", f"Сообщение: {message.get_state_display()}. Обновите страницу.")
    if not message.to or not (message.text or message.file_ids):
        raise RuleBroken("erased", "Адрес или текст стёрты: отправлять нечего.")
    message.state, message.attempts, message.broken_off, message.is_urgent = State.WAITING, 0, 0, True
    message.next_attempt_at = timezone.now()
    message.save(update_fields=["state", "attempts", "broken_off", "is_urgent", "next_attempt_at"])
    audit.record(actor, "send_again", message, "Исходящее сообщение: отправить ещё раз")
    transaction.on_commit(send_waiting.enqueue)


@transaction.atomic
def send_failed_again(*, actor: Actor, way: str, until: int) -> int:
    """After an outage: what failed by one way (`repeatable`), up to the newest that was shown; how many.

    Quiet hours hold as ever. RuleBroken where nothing is left to send.
    """
    rows = failed_by_way(actor, way).filter(pk__lte=until).select_for_update(of=("self",))
    own = [message.pk for message in seen_failed(actor, rows)]
    if not own:
        raise RuleBroken("nothing", "Неудавшихся сообщений больше нет.")
    again = OutgoingMessage.objects.filter(pk__in=own)
    again.update(state=State.WAITING, attempts=0, broken_off=0, next_attempt_at=timezone.now())
    target = f"delivery.way:{way}"
    audit.record(actor, "send_failed_again", target, f"Неудавшиеся сообщения отправить ещё раз: {len(own)}")
    transaction.on_commit(send_waiting.enqueue)
    return len(own)


@transaction.atomic
def cancel_message(*, actor: Actor, message_id: int) -> None:
    """It shall not leave. RuleBroken when it has left or is leaving."""
    message = _settled(actor, message_id)
    if message.state not in OutgoingMessage.NOT_LEFT:
        raise RuleBroken("state", f"Сообщение: {message.get_state_display()}. Отменить нельзя.")
    give_up(message, f"{CANCELLED}{actor.name}"[:500])
    audit.record(actor, "cancel_message", message, "Исходящее сообщение отменено")


@transaction.atomic
def confirm_arrival(*, actor: Actor, message_id: int) -> None:
    """The person found it at the other side. RuleBroken unless nobody knew whether it arrived."""
    message = _settled(actor, message_id)
    if message.state != State.UNCERTAIN:
        raise RuleBroken("state", f"Сообщение: {message.get_state_display()}. Обновите страницу.")
    mark_sent(message)
    audit.record(actor, "confirm_arrival", message, "Исходящее сообщение дошло: проверено на месте")


def _settled(actor: Actor, message_id: int) -> OutgoingMessage:
    if not can_settle_outbox(actor):
        raise NotFound
    rows = OutgoingMessage.objects.select_for_update().filter(administration_id=actor.administration_id)
    message = rows.filter(pk=message_id).first()
    if message is None or (item_id_of(message) is not None and seen_by(actor, [message])[0].item is None):
        raise NotFound
    return message
