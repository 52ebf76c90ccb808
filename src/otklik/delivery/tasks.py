"""Background work of the outbox."""

from django_tasks import task

from otklik.base.lost_tasks import done_again
from otklik.base.queues import QUICK_QUEUE
from otklik.delivery.actions.send_waiting import send_waiting_messages


@task(queue_name=QUICK_QUEUE)
@done_again()
def send_waiting() -> int:
    """Send what is due; returns how many letters left."""
    return send_waiting_messages()
