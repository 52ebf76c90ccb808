"""Background work of intake."""

from django_tasks import task

from otklik.accounts.queries import actor_of
from otklik.base.actor import system_actor
from otklik.base.errors import NotFound
from otklik.base.lost_tasks import done_again
from otklik.intake import text_index
from otklik.intake.actions.carry_out_destruction import work_destruction
from otklik.intake.actions.destroy_personal_data import gather
from otklik.intake.actions.queue_import import refuse_import, work_import
from otklik.intake.actions.recompute_due_dates import work_recount
from otklik.intake.models import DueRecount, ImportRun


def _wait_import(run_id: int) -> None:
    ImportRun.objects.filter(pk=run_id, state=ImportRun.State.RUNNING).update(state=ImportRun.State.WAITING)


def _wait_recount(run_id: int) -> None:
    DueRecount.objects.filter(pk=run_id, state=DueRecount.State.RUNNING).update(state=DueRecount.State.WAITING)


@task()
@done_again(made_ready=_wait_import)
def run_import(run_id: int) -> None:
    """Take in the file of a run, as the person who sent it; as the system when the account is gone."""
    run = ImportRun.objects.select_related("administration", "started_by").get(pk=run_id)
    person = actor_of(run.started_by) if run.started_by else None
    try:
        work_import(actor=person or system_actor(run.administration_id, run.administration.slug), run_id=run_id)
    except NotFound:
        refuse_import(run)
    text_index.catch_up()


@task()
@done_again()
def index_words() -> None:
    """Let the search by words know what a mass import stored."""
    text_index.catch_up()


@task()
@done_again(made_ready=_wait_recount)
def run_recount(run_id: int) -> None:
    """Count the last days anew, as the person who asked for it; as the system when the account is gone."""
    run = DueRecount.objects.select_related("administration", "started_by").get(pk=run_id)
    person = actor_of(run.started_by) if run.started_by else None
    work_recount(actor=person or system_actor(run.administration_id, run.administration.slug), run_id=run_id)


@task()
@done_again()
def gather_destruction(act_id: int) -> None:
    """Fill a draft act of destruction with what falls due."""
    gather(act_id=act_id)


@task()
@done_again()
def run_destruction(act_id: int) -> None:
    """Carry a confirmed act of destruction out."""
    work_destruction(act_id=act_id)
