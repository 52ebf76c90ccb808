"""Background work on scans."""

from django_tasks import task

from otklik.base.lost_tasks import done_again
from otklik.offline.actions.read_pack import pack_waits, work_pack
from otklik.offline.actions.read_scan_text import text_waits, work_text


@task()
@done_again(made_ready=pack_waits)
def run_pack(pack_id: int) -> None:
    """Look through the pack that waits."""
    work_pack(pack_id)


@task()
@done_again(made_ready=text_waits)
def run_text(text_id: int) -> None:
    """Read the scan that waits."""
    work_text(text_id)
