"""Background work of the outbox."""

from django_tasks import task

from otklik.delivery.actions.send_waiting import send_waiting_messages


@task()
def send_waiting() -> int:
    """Send what is due; returns how many letters left."""
    return send_waiting_messages()
