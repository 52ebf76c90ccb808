"""Lines of the calendar as the page shows them: months, one row a duty, where its work is done."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.urls import reverse
from django.utils.http import urlencode

from otklik.analysis.policies import can_view_monitoring
from otklik.base.actor import Actor
from otklik.core.periods import Quarter
from otklik.core.recurring import span_of
from otklik.duties.enums import State
from otklik.duties.queries.lines import DutyLine
from otklik.duties.queries.tasks import TaskLine
from otklik.explanations.policies import can_write_explanation
from otklik.improvement.policies import can_view_pain_maps
from otklik.intake.policies import can_view_items
from otklik.publishing.policies import can_view_publications
from otklik.reporting.consolidated.policies import can_view_consolidated
from otklik.reporting.policies import can_view_packages
from otklik.reporting.reviews.policies import can_view_reviews
from otklik.surveys.policies import can_decide_proposals, can_run_surveys

#: Where the work of a duty is done: by what it is seen, then by its own name; who may open it; the words.
WORK: dict[str, tuple[str, Callable[[Actor], bool], str]] = {
    "closed_period": ("monitoring", can_view_monitoring, "Открыть мониторинг"),
    "pain_map": ("pain_maps", can_view_pain_maps, "Открыть карты болей"),
    "package": ("packages", can_view_packages, "Открыть отчётные материалы"),
    "survey_summary": ("surveys_ahead", can_run_surveys, "Открыть обобщение опросов"),
    "internal_survey": ("surveys_ahead", can_run_surveys, "Открыть опросы в срок"),
    "additional_survey": ("survey_proposals", can_decide_proposals, "Открыть предложения"),
    "publication": ("publications", can_view_publications, "Открыть публикации"),
    "annual_report": ("consolidated", can_view_consolidated, "Открыть свод"),
    "review": ("reviews", can_view_reviews, "Открыть рассмотрения"),
    "materials": ("explanations", can_write_explanation, "Открыть разъяснения"),
}
#: What is shown of a row that stands for several units: the worst of them.
_WORST = (State.MISSED, State.SOON, State.DUE, State.AHEAD, State.AS_NEEDED, State.DONE_LATE, State.DONE)


@dataclass(frozen=True)
class Work:
    """A link to the page where the duty is done."""

    title: str
    url: str


@dataclass(frozen=True)
class Row:
    """A duty of a period with the lines of its units, or a task."""

    on: date
    state: State
    lines: tuple[DutyLine, ...] = ()
    task: TaskLine | None = None

    @property
    def first(self) -> DutyLine:
        """What is the same for all units."""
        return self.lines[0]

    @property
    def done_count(self) -> int:
        """Units that are through."""
        return sum(line.state.is_over for line in self.lines)


@dataclass(frozen=True)
class Month:
    """Rows by the month of their last day."""

    title: str
    rows: tuple[Row, ...]


def months_of(lines: Iterable[DutyLine], tasks: Iterable[TaskLine]) -> list[Month]:
    """All rows by month and day."""
    rows = sorted([*_duty_rows(lines), *_task_rows(tasks)], key=lambda row: row.on)
    by_month = groupby(rows, key=lambda row: row.on.replace(day=1))
    return [Month(_capital(span_of(first, "month").title), tuple(own)) for first, own in by_month]


def rows_of(lines: Iterable[DutyLine]) -> list[Row]:
    """One row a duty of a period, in the order of the lines."""
    return list(_duty_rows(lines))


def work_of(actor: Actor, line: DutyLine) -> Work | None:
    """Where it is done; None where people do it elsewhere or the actor may not open the page."""
    one, slug = line.occurrence, actor.administration_slug
    if one.why_shorter and one.duty.by_volume == "feedback" and can_view_items(actor):
        query = urlencode({"received_from": str(one.span.starts_on), "received_to": str(one.span.ends_on)})
        return Work("Открыть сообщения за этот месяц", f"{reverse('staff:registry', args=[slug])}?{query}")
    name, policy, title = WORK.get(one.duty.seen_by) or WORK.get(one.duty.slug) or ("", lambda _actor: False, "")
    if not policy(actor):
        return None
    query = f"?quarter={Quarter.of(one.span.starts_on)}" if name == "monitoring" else ""
    return Work(title, f"{reverse(f'staff:{name}', args=[slug])}{query}")


def _duty_rows(lines: Iterable[DutyLine]) -> Iterator[Row]:
    by_key: dict[str, list[DutyLine]] = {}
    for line in lines:
        by_key.setdefault(line.occurrence.key, []).append(line)
    for own in by_key.values():
        states = {line.state for line in own}
        worst = next((state for state in _WORST if state in states), own[0].state)
        yield Row(own[0].occurrence.last.on, worst, tuple(own))


def _task_rows(tasks: Iterable[TaskLine]) -> Iterator[Row]:
    for task in tasks:
        yield Row(task.task.due_on, task.state, task=task)


def _capital(title: str) -> str:
    return f"{title[:1].upper()}{title[1:]}"
