"""Background work of the analysis."""

from django_tasks import task

from otklik.analysis.actions.learn_from_decisions import work_learning
from otklik.base.lost_tasks import done_again
from otklik.base.queues import PATIENT_QUEUE


@task(queue_name=PATIENT_QUEUE)
@done_again()
def run_learning(administration_id: int, is_asked: bool) -> None:
    """Learn from the decisions of an administration."""
    work_learning(administration_id=administration_id, is_asked=is_asked)
