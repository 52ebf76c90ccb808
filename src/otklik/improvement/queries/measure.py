"""One measure as its page tells it."""

from collections.abc import Iterable
from dataclasses import dataclass

from otklik.base.actor import Actor
from otklik.base.audit import target_name
from otklik.base.errors import NotFound
from otklik.base.models import AuditEntry, StoredFile
from otklik.core.russian import NO_BREAK_SPACE, format_number
from otklik.improvement.access import measure_for
from otklik.improvement.enums import PainState
from otklik.improvement.models import (
    ChangeProposal,
    Measure,
    MeasureFile,
    MeasureStep,
    MeasureSuggestion,
    PainLine,
    PainPoint,
    TermMove,
)
from otklik.improvement.policies import can_plan_measures, may_carry_out
from otklik.improvement.queries.roadmap import late_days, pains_of
from otklik.intake.models import FeedbackItem
from otklik.intake.queries import today_of

MOST_HISTORY, MOST_PAINS = 100, 300


@dataclass(frozen=True)
class PainOfMeasure:
    """A pain with its line in the newest map, where the actor may see one."""

    pain: PainPoint
    line: PainLine | None


@dataclass(frozen=True)
class SuggestionOfMeasure:
    """A suggestion that the measure carries out: never its author; `is_open`: the actor may open the message."""

    suggestion: MeasureSuggestion
    is_open: bool


@dataclass(frozen=True)
class MeasureShown:
    """All facts of one measure."""

    measure: Measure
    pains: tuple[PainOfMeasure, ...]
    suggestions: tuple[SuggestionOfMeasure, ...]
    steps: tuple[MeasureStep, ...]
    files: tuple[MeasureFile, ...]
    moves: tuple[TermMove, ...]
    proposals: tuple[ChangeProposal, ...]
    history: tuple[AuditEntry, ...]
    late_days: int
    may_plan: bool
    may_carry_out: bool

    @property
    def cost_text(self) -> str:
        """«120 000 ₽», with kopecks where there are any; empty where no cost is told."""
        cost = self.measure.cost
        if cost is None:
            return ""
        return f"{format_number(float(cost), 0 if cost == cost.to_integral_value() else 2)}{NO_BREAK_SPACE}₽"

    @property
    def steps_done(self) -> int:
        """Steps ticked off."""
        return sum(step.done_on is not None for step in self.steps)


def measure_shown(actor: Actor, measure_id: int) -> MeasureShown:
    """The measure with everything that hangs on it, or NotFound."""
    one = measure_for(actor, measure_id)
    pains = pains_of(actor, [one.pk]).get(one.pk, [])
    newest = newest_lines(actor, [pain.pk for pain in pains])
    history = AuditEntry.objects.filter(administration_id=actor.administration_id, target=target_name(one))
    return MeasureShown(
        measure=one,
        pains=tuple(PainOfMeasure(pain, newest.get(pain.pk)) for pain in pains),
        suggestions=tuple(_suggestions(actor, one)),
        steps=tuple(one.steps.all()),
        files=tuple(one.files.select_related("file").order_by("pk")),
        moves=tuple(one.term_moves.select_related("moved_by")),
        proposals=tuple(ChangeProposal.objects.visible_to(actor).filter(measure=one)),
        history=tuple(history.order_by("-pk")[:MOST_HISTORY]),
        late_days=late_days(one, today_of(actor)),
        may_plan=can_plan_measures(actor),
        may_carry_out=may_carry_out(actor, one.owner_id, one.department_id),
    )


def newest_lines(actor: Actor, pain_ids: Iterable[int]) -> dict[int, PainLine]:
    """The line of each pain in the newest map that holds it, among those the actor may see."""
    lines = PainLine.objects.visible_to(actor).filter(pain_id__in=list(pain_ids)).select_related("pain_map")
    return {line.pain_id: line for line in lines.order_by("pain_map__quarter", "pain_map__edition", "pk")}


def open_pains(actor: Actor) -> list[PainPoint]:
    """Pains that a measure may be against, by process and name."""
    pains = PainPoint.objects.visible_to(actor).filter(state=PainState.OPEN, merged_into__isnull=True)
    return list(pains.select_related("process").order_by("process__title", "title", "pk")[:MOST_PAINS])


def measure_file(actor: Actor, measure_id: int, file_id: int) -> StoredFile:
    """A paper of the measure, or NotFound."""
    one = measure_for(actor, measure_id)
    found = MeasureFile.objects.select_related("file").filter(measure=one, pk=file_id).first()
    if found is None:
        raise NotFound
    return found.file


def _suggestions(actor: Actor, measure: Measure) -> list[SuggestionOfMeasure]:
    found = list(measure.suggestions.select_related("item").order_by("pk"))
    ids = [one.item_id for one in found]
    seen = set(FeedbackItem.objects.visible_to(actor).filter(pk__in=ids).values_list("pk", flat=True))
    return [SuggestionOfMeasure(one, one.item_id in seen) for one in found]
