"""Background work of alerts."""

from django_tasks import task

from otklik.alerts.actions.tell_alerts import tell_waiting
from otklik.base.lost_tasks import done_again
from otklik.base.queues import QUICK_QUEUE


@task(queue_name=QUICK_QUEUE)
@done_again()
def tell_people() -> int:
    """Tell what was raised; returns how many alerts."""
    return tell_waiting()
