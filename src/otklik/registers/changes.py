"""What changed here in cases that came from another system: read for the file that goes back."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, time
from zoneinfo import ZoneInfo

from django.db.models import Exists, OuterRef, Q, QuerySet

from otklik.base.actor import Actor
from otklik.core.appeals import OPEN_STATUSES, ItemKind, Outcome
from otklik.importers.mapping import TargetField
from otklik.importers.row_writer import Value
from otklik.intake.actions.update_outer_states import OUTER_STEP
from otklik.intake.models import Answer, CaseEvent, FeedbackItem
from otklik.registers.models import RegisterSource

#: More does not go into one file; the rest goes into the next.
MOST_ROWS = 50_000


@dataclass(frozen=True)
class Stretch:
    """Changes of a time, without those that left earlier: ids of steps and of answers."""

    since: datetime
    until: datetime
    told_steps: frozenset[int] = frozenset()
    told_answers: frozenset[int] = frozenset()
    #: More has changed than one file holds: this is the beginning of it.
    is_part: bool = False


def changed_items(actor: Actor, source: RegisterSource, stretch: Stretch) -> QuerySet[FeedbackItem]:
    """Cases of the source's channel that have a number there and a step or answer of ours in the time."""
    steps = _steps(stretch).filter(item=OuterRef("pk"))
    answers = _answers(stretch).filter(item=OuterRef("pk"))
    found = _own(actor, source).filter(Q(Exists(steps)) | Q(Exists(answers)))
    related = found.select_related("department", "administration", "appeal").prefetch_related("answers", "questions")
    return related.order_by("received_at", "pk")


def told_by(actor: Actor, source: RegisterSource, stretch: Stretch) -> dict[str, list[int]]:
    """Ids of the steps and answers that a file of the stretch tells."""
    own = _own(actor, source)
    return {
        "steps": list(_steps(stretch).filter(item__in=own).order_by("pk").values_list("pk", flat=True)),
        "answers": list(_answers(stretch).filter(item__in=own).order_by("pk").values_list("pk", flat=True)),
    }


def fitting(actor: Actor, source: RegisterSource, stretch: Stretch) -> Stretch:
    """The beginning of the stretch that one file can hold."""
    if changed_items(actor, source, stretch).order_by()[: MOST_ROWS + 1].count() <= MOST_ROWS:
        return stretch
    own, half = _own(actor, source), MOST_ROWS // 2
    ends: list[datetime] = []
    for rows in (_steps(stretch), _answers(stretch)):
        ends += rows.filter(item__in=own).order_by("at").values_list("at", flat=True)[half : half + 1]
    part = replace(stretch, until=min(ends), is_part=True)
    return part if changed_items(actor, source, part).exists() else stretch  # all of it at one moment is not cut


def _own(actor: Actor, source: RegisterSource) -> QuerySet[FeedbackItem]:
    own: QuerySet[FeedbackItem] = FeedbackItem.objects.visible_to(actor).filter(channel_id=source.channel_id)
    return own.exclude(source_number="")


def _steps(stretch: Stretch) -> QuerySet[CaseEvent]:
    steps = CaseEvent.objects.filter(at__gte=stretch.since, at__lt=stretch.until).exclude(move=OUTER_STEP)
    return steps.exclude(pk__in=stretch.told_steps) if stretch.told_steps else steps


def _answers(stretch: Stretch) -> QuerySet[Answer]:
    answers = Answer.objects.filter(at__gte=stretch.since, at__lt=stretch.until, signed_by__isnull=False)
    return answers.exclude(pk__in=stretch.told_answers) if stretch.told_answers else answers


def facts_of(item: FeedbackItem) -> dict[TargetField, Value]:
    """What stands in the row: the source's own facts as we took them, our state, answer, its day, the unit."""
    answers = [one for one in item.answers.all() if not one.is_interim]
    questions = list(item.questions.all())
    outcome = Outcome(questions[0].outcome) if questions else Outcome.IN_WORK
    is_open = item.status in {status.value for status in OPEN_STATUSES}
    return {
        "source_number": item.source_number,
        "received_at": item.received_at,
        "text": item.text,
        "title": item.title,
        "category": item.source_category,
        "place": item.place,
        "kind": ItemKind(item.kind),
        "outcome": Outcome.IN_WORK if is_open else outcome,
        "answer": "" if is_open or not answers else answers[-1].text,
        "answered_at": None if is_open else _answered_at(item),
        "department": item.department.title if item.department else "",
    }


def _answered_at(item: FeedbackItem) -> datetime | None:
    appeal = getattr(item, "appeal", None)
    answered: datetime | None = appeal.answered_at if appeal is not None else None
    if answered:
        return answered
    zone = ZoneInfo(item.administration.time_zone)
    return datetime.combine(item.answered_on, time(12), zone) if item.answered_on else None


def rows_of(items: QuerySet[FeedbackItem]) -> Iterator[tuple[int, dict[TargetField, Value]]]:
    """Id and facts, case by case."""
    return ((item.pk, facts_of(item)) for item in items.iterator(500))
