"""What levels are computed from, counted in a handful of statements whatever the number of lines."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field

from django.db.models import Avg, Count, Q, Sum

from otklik.core.periods import Quarter
from otklik.improvement.enums import EvidenceKind
from otklik.improvement.models import PainEvidence, PainMap
from otklik.intake.models import FeedbackItem
from otklik.surveys.models import GivenCount, InteractionCount

ProcessId = int | None


@dataclass
class Evidence:
    """Of one line: messages by process, mean severity of what was said and of low marks (None: there are none)."""

    processes: dict[ProcessId, int] = field(default_factory=dict)
    severity_said: float | None = None
    severity_marks: float | None = None

    @property
    def count(self) -> int:
        """Messages."""
        return sum(self.processes.values())

    @property
    def severity(self) -> float | None:
        """The graver of both."""
        known = [one for one in (self.severity_said, self.severity_marks) if one is not None]
        return max(known, default=None)


def evidence_of_lines(pain_map: PainMap, line_ids: Collection[int] | None) -> dict[int, Evidence]:
    """By line; every line that has any evidence."""
    rows = PainEvidence.objects.filter(pain_map=pain_map, line__isnull=False)
    if line_ids is not None:
        rows = rows.filter(line__in=line_ids)
    found: dict[int, Evidence] = defaultdict(Evidence)
    is_mark = Q(kind=EvidenceKind.INDICATOR)
    severities = rows.values("line").annotate(
        said=Avg("severity", filter=~is_mark), marks=Avg("severity", filter=is_mark)
    )
    for one in severities.order_by():
        found[one["line"]].severity_said, found[one["line"]].severity_marks = one["said"], one["marks"]
    items = rows.filter(kind=EvidenceKind.ITEM).values_list("line", "item__process").annotate(number=Count("pk"))
    for line, process, number in items.order_by():
        found[line].processes[process] = number
    return dict(found)


def messages_of_quarter(pain_map: PainMap) -> dict[tuple[str, ProcessId], int]:
    """Messages of the quarter by audience and process."""
    own = FeedbackItem.objects.of(pain_map.administration_id).filter(quarter=pain_map.quarter)
    rows = own.values_list("audience", "process").annotate(number=Count("pk")).order_by()
    return {(audience, process): number for audience, process, number in rows}


def interactions_of_quarter(pain_map: PainMap) -> dict[int, int]:
    """Interactions by process: what was counted at the desk or typed in, else the questionnaires handed out.

    A process of which neither is known is left out.
    """
    quarter = Quarter.from_key(pain_map.quarter)
    given = GivenCount.objects.filter(
        administration_id=pain_map.administration_id, quarter=pain_map.quarter, process__isnull=False
    )
    counted = InteractionCount.objects.filter(
        administration_id=pain_map.administration_id, on__range=(quarter.start_on, quarter.end_on)
    )
    found: dict[int, int] = {}
    for rows in (given, counted):
        pairs = rows.values_list("process").annotate(number=Sum("count")).order_by()
        found |= {process: number for process, number in pairs if number}
    return found
