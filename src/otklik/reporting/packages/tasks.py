"""Background work of packages."""

from django_tasks import task

from otklik.base.lost_tasks import done_again
from otklik.reporting.actions.draft_package import work_package


@task()
@done_again()
def run_package(package_id: int) -> None:
    """Draft the package that waits."""
    work_package(package_id)
