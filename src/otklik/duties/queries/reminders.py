"""What calls a person today: own duties and tasks near or past their last day; the coordinator: all missed."""

from dataclasses import dataclass
from datetime import date, timedelta
from textwrap import shorten

from django.conf import settings
from django.core.cache import caches
from django.urls import reverse

from otklik.accounts.enums import Role
from otklik.base.actor import Actor
from otklik.catalog.models import Administration
from otklik.core.russian import date_short, days_word
from otklik.duties.enums import SOON_DAYS, State
from otklik.duties.people import is_own
from otklik.duties.policies import can_view_duties
from otklik.duties.queries.lines import DutyLine, duty_lines
from otklik.duties.queries.tasks import TaskLine, own_task_lines

#: How far back a missed duty is still told every morning; the calendar tells it for ever.
BACK = timedelta(days=120)
MOST, LONGEST = 12, 90
_KEPT_SECONDS = 60


@dataclass(frozen=True)
class Called:
    """One's own that presses, one's tasks, and what others have missed (for those who see to it)."""

    own: tuple[DutyLine, ...] = ()
    tasks: tuple[TaskLine, ...] = ()
    others: tuple[DutyLine, ...] = ()

    @property
    def count(self) -> int:
        """How many in all."""
        return len(self.own) + len(self.tasks) + len(self.others)


def pressing_lines(administration: Administration, today: date) -> list[DutyLine]:
    """Everything of the administration that is near its last day or past it."""
    lines = duty_lines(administration, today, today - BACK, today + timedelta(days=SOON_DAYS))
    return [line for line in lines if line.state.is_pressing]


def called(actor: Actor, today: date, lines: list[DutyLine] | None = None) -> Called:
    """For the desk and the morning letter; `lines` spares the look where many are asked for."""
    if not can_view_duties(actor):
        return Called()
    if lines is None:
        lines = pressing_lines(Administration.objects.get(pk=actor.administration_id), today)
    own = tuple(line for line in lines if is_own(actor, line))
    missed = [line for line in lines if line.state == State.MISSED and line not in own]
    others = tuple(missed) if actor.has(Role.COORDINATOR, Role.HEAD) else ()
    return Called(own, tuple(own_task_lines(actor, today, today + timedelta(days=SOON_DAYS))), others)


def called_kept(actor: Actor, today: date) -> Called:
    """The same for pages that ask at every turn: the administration's lines are a minute old at most."""
    key = f"duties-pressing:{actor.administration_id}:{today}"
    lines = caches["memory"].get(key)
    if lines is None:
        lines = pressing_lines(Administration.objects.get(pk=actor.administration_id), today)
        caches["memory"].set(key, lines, _KEPT_SECONDS)
    return called(actor, today, lines)


def digest_part(actor: Actor, today: date) -> str:
    """Duties and tasks in the morning letter; empty when there is nothing to say."""
    found = called(actor, today)
    parts = [
        _part("Ваши: срок близко или прошёл", [duty_told(actor, one) for one in found.own]),
        _part("Ваши задачи", [task_told(actor, one) for one in found.tasks]),
        _part("Не сдано другими", [duty_told(actor, one) for one in found.others]),
    ]
    told = [part for part in parts if part]
    return "\n\n".join(["ОБЯЗАННОСТИ ПО ПОРЯДКУ", *told]) if told else ""


def duty_told(actor: Actor, line: DutyLine) -> str:
    """A duty in a letter: what, for which period, until when, where."""
    one = line.occurrence
    unit = f", {line.unit}" if line.unit else ""
    return f"— {one.duty.title}: {one.span.title}{unit}, {_when(line)}\n  {duty_url(actor, line)}"


def task_told(actor: Actor, line: TaskLine) -> str:
    """A task in a letter."""
    title = shorten(line.task.title, LONGEST, placeholder="…")
    return f"— {title}, {_when(line)}\n  {_url(actor, 'staff:own_task', line.task.pk)}"


def duty_url(actor: Actor, line: DutyLine) -> str:
    """Where the duty's page is."""
    span = line.occurrence.span
    return _url(actor, "staff:duty", line.occurrence.duty.slug, span.starts_on, span.ends_on, line.unit_id or 0)


def _when(line: DutyLine | TaskLine) -> str:
    due_on = line.task.due_on if isinstance(line, TaskLine) else line.occurrence.last.on
    if line.days_late:
        return f"срок {date_short(due_on)}, просрочено на {days_word(line.days_late)}"
    return f"срок {date_short(due_on)}" if line.days_left else "срок сегодня"


def _part(title: str, told: list[str]) -> str:
    rest = [f"… и ещё {len(told) - MOST}"] if len(told) > MOST else []
    return "\n\n".join([f"{title}: {len(told)}", *told[:MOST], *rest]) if told else ""


def _url(actor: Actor, name: str, *args: object) -> str:
    return settings.BASE_URL.rstrip("/") + reverse(name, args=[actor.administration_slug, *args])
