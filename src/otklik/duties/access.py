"""The only way to one duty or one task: through the actor's rights."""

from dataclasses import dataclass
from datetime import date, timedelta

from otklik.base.actor import Actor
from otklik.base.errors import NotFound
from otklik.catalog.models import Administration
from otklik.duties.models import OwnTask
from otklik.duties.people import may_mark
from otklik.duties.policies import can_give_tasks, can_see_all_tasks, can_view_duties
from otklik.duties.queries.lines import DutyLine, duty_lines

#: Days before and after a period's end in which its last day lies.
_BEFORE, _AFTER = timedelta(days=12), timedelta(days=400)


@dataclass(frozen=True)
class DutyKey:
    """Names a duty of one period, and the unit whose it is (None: the administration's)."""

    duty: str
    starts_on: date
    ends_on: date
    unit_id: int | None = None


def line_for(actor: Actor, key: DutyKey, today: date) -> DutyLine:
    """One duty of one period, or NotFound."""
    if not can_view_duties(actor):
        raise NotFound
    administration = Administration.objects.get(pk=actor.administration_id)
    try:
        since, until = key.ends_on - _BEFORE, key.ends_on + _AFTER
    except OverflowError as far:
        raise NotFound from far
    for line in duty_lines(administration, today, since, until):
        if key_of(line) == key:
            return line
    raise NotFound


def line_to_mark(actor: Actor, key: DutyKey, today: date) -> DutyLine:
    """The same if the actor may tick it off."""
    line = line_for(actor, key, today)
    if not may_mark(actor, line):
        raise NotFound
    return line


def key_of(line: DutyLine) -> DutyKey:
    """What names the line."""
    span = line.occurrence.span
    return DutyKey(line.occurrence.duty.slug, span.starts_on, span.ends_on, line.unit_id)


def task_for(actor: Actor, task_id: int) -> OwnTask:
    """A task of one's own, or any for those who see all."""
    tasks = OwnTask.objects.filter(administration_id=actor.administration_id).select_related("person", "made_by")
    if not can_see_all_tasks(actor):
        tasks = tasks.filter(person_id__in=actor.desks)
    found = tasks.filter(pk=task_id).first()
    if found is None:
        raise NotFound
    return found


def task_to_change(actor: Actor, task_id: int) -> OwnTask:
    """A task if the actor gives tasks."""
    if not can_give_tasks(actor):
        raise NotFound
    return task_for(actor, task_id)


def task_to_do(actor: Actor, task_id: int) -> OwnTask:
    """A task if it is the actor's to do, or he gives tasks."""
    task = task_for(actor, task_id)
    if task.person_id not in actor.desks and not can_give_tasks(actor):
        raise NotFound
    return task
