"""An answer that did not reach its author."""

from otklik.channels.contract import Arrival
from otklik.correspondence.becoming.became import Became
from otklik.correspondence.models import InboundMessage
from otklik.delivery.actions.note_bounce import note_bounce
from otklik.intake.actions.note_unreached import note_unreached


def take(row: InboundMessage, arrival: Arrival) -> Became:
    """Tell the outbox and the case."""
    reason = arrival.bounce_reason or arrival.passed_over or "почтовый сервер не назвал причину"
    letter = note_bounce(key=arrival.bounced, connection_id=row.connection_id, reason=reason)
    if letter is None:
        return Became(f"Недоставка письма, которого у нас нет: {reason}", is_passed_over=True)
    item_id = note_unreached(administration_id=row.administration_id, target=letter.target, reason=reason)
    return Became(f"Не доставлено: {reason}", item_id)
