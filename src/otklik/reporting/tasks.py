"""Background work of reporting."""

from django_tasks import task

from otklik.base.lost_tasks import done_again
from otklik.reporting.actions.make_consolidated import work_consolidated


@task()
@done_again()
def run_consolidated(consolidated_id: int) -> None:
    """Gather the consolidated report that waits."""
    work_consolidated(consolidated_id)
