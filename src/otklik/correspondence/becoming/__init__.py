"""What an arrival becomes: a message, an addition, a step of a talk, the news of a bounce, or nothing with a reason."""

from otklik.channels.contract import Arrival, RawArrival
from otklik.correspondence.becoming import bounces, letters, talks
from otklik.correspondence.becoming.became import Became
from otklik.correspondence.bodies import body_of
from otklik.correspondence.models import InboundMessage
from otklik.delivery.connections import channel_of, settings_of


def arrival_of(row: InboundMessage) -> Arrival:
    """What the channel makes of the kept bytes."""
    raw = RawArrival(row.key, body_of(row), row.arrived_at)
    return channel_of(row.connection).read(settings_of(row.connection), raw)


def become(row: InboundMessage) -> None:
    """Make of the arrival what it is, and write it into the row (not saved). Порядок: murashi 2.2, 2.3, 3.2."""
    settle(row, _became(row, arrival_of(row)))


def _became(row: InboundMessage, arrival: Arrival) -> Became:
    if arrival.bounced:
        return bounces.take(row, arrival)
    if arrival.incoming is None:
        return Became(arrival.passed_over or "Ничего не сказано", is_passed_over=True)
    return talks.take(row, arrival) if arrival.is_talk else letters.take(row, arrival)


def settle(row: InboundMessage, became: Became) -> None:
    """Write what it became into the row (not saved)."""
    row.state = InboundMessage.State.PASSED_OVER if became.is_passed_over else InboundMessage.State.TAKEN
    row.became, row.item_id, row.last_error = became.words[:300], became.item_id, ""
    if became.forgets_body:
        row.body, row.is_forgotten = b"", True
