"""The worker of background tasks, with a sign of life: what it leaves undone when it dies others find and do."""

from argparse import ArgumentParser
from typing import Any

from django.utils.crypto import get_random_string
from django_tasks import TaskResultStatus
from django_tasks_db.management.commands import db_worker
from django_tasks_db.models import DBTaskResult

from otklik.base.live_workers import Pulse
from otklik.base.lost_tasks import give_back_stopped


class Worker(db_worker.Worker):
    """A worker told twice to stop gives its task back; the package would call it failed."""

    def run_task(self, db_task_result: DBTaskResult[Any, Any]) -> None:
        """Run it; what ended by the second signal is to be done by another."""
        super().run_task(db_task_result)
        if db_task_result.status == TaskResultStatus.FAILED:
            give_back_stopped(db_task_result)


class Command(db_worker.Command):
    """`otklik manage db_worker`."""

    help = "Выполнять фоновые задания одной очереди"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """As the package has them, the name of the worker always its own."""
        super().add_arguments(parser)
        parser.set_defaults(worker_id=get_random_string(32))

    def handle(self, **options: Any) -> None:
        """Alive from before the first task until after the last."""
        pulse = Pulse(options["worker_id"], options["queue_name"])
        pulse.start()
        try:
            super().handle(**options)
        finally:
            pulse.stop()


db_worker.Worker = Worker  # type: ignore[misc] # the command has no other place to name its worker
