"""Tasks that the coordinator gives beside the decree's duties."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone

from otklik.accounts.models import User
from otklik.base import audit
from otklik.base.actor import Actor
from otklik.base.errors import NotFound, RuleBroken
from otklik.core.russian import date_short
from otklik.duties.access import task_to_change, task_to_do
from otklik.duties.models import OwnTask
from otklik.duties.policies import can_give_tasks
from otklik.intake.queries import today_of

TITLE_LETTERS, DETAILS_LETTERS, RESULT_LETTERS = 300, 2000, 1000


@dataclass(frozen=True)
class TaskPlan:
    """What is asked, of whom, until when."""

    title: str
    details: str
    person_id: int
    due_on: date


@transaction.atomic
def give_task(*, actor: Actor, plan: TaskPlan) -> OwnTask:
    """Give a task; RuleBroken for a day that has passed or a person who is not of the administration."""
    if not can_give_tasks(actor):
        raise NotFound
    _check(actor, plan, plan.due_on >= today_of(actor))
    made = OwnTask.objects.create(
        administration_id=actor.administration_id,
        title=plan.title.strip(),
        details=plan.details.strip(),
        person_id=plan.person_id,
        due_on=plan.due_on,
        made_by_id=actor.user_id,
        made_at=timezone.now(),
    )
    audit.record(actor, "give_task", made, f"Задача до {date_short(made.due_on)}: {made.title}", person=plan.person_id)
    return made


@transaction.atomic
def change_task(*, actor: Actor, task_id: int, plan: TaskPlan) -> OwnTask:
    """Change an open task; the day may stay where it is, but not move into the past."""
    task = _open(task_to_change(actor, task_id))
    _check(actor, plan, plan.due_on == task.due_on or plan.due_on >= today_of(actor))
    task.title, task.details = plan.title.strip(), plan.details.strip()
    task.person_id, task.due_on = plan.person_id, plan.due_on
    task.save(update_fields=["title", "details", "person", "due_on"])
    audit.record(actor, "change_task", task, f"Задача до {date_short(task.due_on)}: {task.title}")
    return task


@transaction.atomic
def finish_task(*, actor: Actor, task_id: int, result: str = "") -> OwnTask:
    """Say that it is done, and what came of it."""
    task = _open(task_to_do(actor, task_id))
    task.done_on, task.result = today_of(actor), result.strip()
    task.done_by_id = actor.user_id
    task.save(update_fields=["done_on", "done_by", "result"])
    audit.record(actor, "finish_task", task, f"Задача выполнена: {task.title}")
    return task


@transaction.atomic
def cancel_task(*, actor: Actor, task_id: int) -> None:
    """Take the task back; it is seen no more."""
    task = _open(task_to_change(actor, task_id))
    task.cancelled_at = timezone.now()
    task.save(update_fields=["cancelled_at"])
    audit.record(actor, "cancel_task", task, f"Задача снята: {task.title}")


def _open(task: OwnTask) -> OwnTask:
    locked = OwnTask.objects.select_for_update().get(pk=task.pk)
    if locked.done_on or locked.cancelled_at:
        raise RuleBroken("closed", "Задача уже закрыта. Обновите страницу.")
    return locked


def _check(actor: Actor, plan: TaskPlan, is_day_right: bool) -> None:
    if not plan.title.strip():
        raise RuleBroken("title", "Напишите, что сделать.", "title")
    people = User.objects.filter(administration_id=actor.administration_id, is_active=True, pk=plan.person_id)
    if not people.exists():
        raise RuleBroken("person", "Выберите, кому поручить.", "person")
    if not is_day_right:
        raise RuleBroken("past", "Этот день уже прошёл.", "due_on")
    last_year = today_of(actor).year + 1
    if plan.due_on.year > last_year:
        raise RuleBroken("far", f"Календарь показывает дни по 31 декабря {last_year} года: выберите раньше.", "due_on")
