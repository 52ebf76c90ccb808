"""Tasks of the administration's own, each with how far it is."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from otklik.base.actor import Actor
from otklik.duties.enums import SOON_DAYS, State
from otklik.duties.models import OwnTask
from otklik.duties.policies import can_see_all_tasks, can_view_duties


@dataclass(frozen=True)
class TaskLine:
    """A task on a day."""

    task: OwnTask
    state: State
    days_left: int

    @property
    def key(self) -> str:
        """Names it for ever."""
        return f"task:{self.task.pk}"

    @property
    def days_late(self) -> int:
        """Days since the last day; 0 while it has not passed."""
        return max(-self.days_left, 0)


def task_lines(actor: Actor, today: date, since: date, until: date) -> list[TaskLine]:
    """Tasks due between the days, and open ones from before; all for those who supervise, else one's own."""
    if not can_view_duties(actor):
        return []
    tasks = OwnTask.objects.filter(administration_id=actor.administration_id, cancelled_at__isnull=True)
    if not can_see_all_tasks(actor):
        tasks = tasks.filter(person_id__in=actor.desks)
    told = Q(due_on__range=(since, until)) | Q(due_on__lt=since, done_on__isnull=True)
    return lines_of(tasks.filter(told).select_related("person"), today)


def own_task_lines(actor: Actor, today: date, until: date) -> list[TaskLine]:
    """Open tasks of the person, or of whom he stands in for, due by the day."""
    own = OwnTask.objects.filter(administration_id=actor.administration_id, person_id__in=actor.desks)
    rows = own.filter(cancelled_at__isnull=True, done_on__isnull=True, due_on__lte=until)
    return lines_of(rows.select_related("person"), today)


def lines_of(tasks: Iterable[OwnTask], today: date) -> list[TaskLine]:
    """Each with its state."""
    return [TaskLine(task, _state(task, today), (task.due_on - today).days) for task in tasks]


def _state(task: OwnTask, today: date) -> State:
    if task.done_on:
        return State.DONE if task.done_on <= task.due_on else State.DONE_LATE
    if task.due_on < today:
        return State.MISSED
    return State.SOON if (task.due_on - today).days <= SOON_DAYS else State.DUE
