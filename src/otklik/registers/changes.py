"""What changed here in cases that came from another system: read for the file that goes back."""

from collections.abc import Iterator
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

#: A larger file is made in parts, by period.
MOST_ROWS = 50_000


def changed_items(actor: Actor, source: RegisterSource, since: datetime, until: datetime) -> QuerySet[FeedbackItem]:
    """Cases of the source's channel that have a number there and a step or answer of ours in the time."""
    own = FeedbackItem.objects.visible_to(actor).filter(channel_id=source.channel_id).exclude(source_number="")
    steps = CaseEvent.objects.filter(item=OuterRef("pk"), at__gte=since, at__lt=until).exclude(move=OUTER_STEP)
    answers = Answer.objects.filter(item=OuterRef("pk"), at__gte=since, at__lt=until, signed_by__isnull=False)
    found = own.filter(Q(Exists(steps)) | Q(Exists(answers))).select_related("department", "administration", "appeal")
    return found.prefetch_related("answers", "questions").order_by("received_at", "pk")[:MOST_ROWS]


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
