"""Background work of the analysis."""

from django_tasks import task

from otklik.analysis.actions.learn_from_decisions import work_learning


@task()
def run_learning(administration_id: int, is_asked: bool) -> None:
    """Learn from the decisions of an administration."""
    work_learning(administration_id=administration_id, is_asked=is_asked)
