"""Background work of pains."""

from django_tasks import task

from otklik.base.lost_tasks import done_again
from otklik.improvement.actions.draft_pain_map import work_draft


@task()
@done_again()
def run_draft(map_id: int) -> None:
    """Draft the map that waits."""
    work_draft(map_id)
