"""Background work of registers."""

from django_tasks import task

from otklik.base.lost_tasks import done_again
from otklik.registers.actions.send_back import send_back_due
from otklik.registers.actions.take_files import source_waits, take_from_source


@task()
@done_again(made_ready=source_waits)
def look_into_source(source_id: int) -> None:
    """Take in what is new, then give back what has changed here."""
    take_from_source(source_id)
    send_back_due(source_id)
