"""Background work on what came."""

from django_tasks import task

from otklik.base.lost_tasks import done_again
from otklik.base.queues import QUICK_QUEUE
from otklik.correspondence.actions.fetch_files import fetch_waiting_files
from otklik.correspondence.actions.read_arrivals import read_waiting_arrivals

#: A task ends after so many rounds, so that others have their turn; what is left asks for the next one.
MOST_ROUNDS = 20


@task(queue_name=QUICK_QUEUE)
@done_again()
def read_arrivals() -> int:
    """Read what waits, then fetch its files; returns how many arrivals were read."""
    read = 0
    for _ in range(MOST_ROUNDS):
        taken = read_waiting_arrivals()
        read += taken
        if not taken:
            break
    else:
        read_arrivals.enqueue()
    fetch_waiting_files()
    return read
