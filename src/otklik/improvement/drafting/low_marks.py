"""Low marks beside what was said: each joins the line of its place, or makes a line that figures alone speak for."""

from collections import defaultdict
from collections.abc import Hashable, Sequence
from dataclasses import dataclass

from otklik.improvement.drafting.candidates import Candidate
from otklik.improvement.drafting.naming import Named
from otklik.improvement.enums import PainKind

LONGEST = 300
GENERAL = "Низкая удовлетворённость в целом"


@dataclass(frozen=True)
class MarkGroup:
    """Low marks of one process and touchpoint."""

    audience: str
    process_id: int | None
    touchpoint_id: int | None
    department_id: int | None
    title: str
    marks: tuple[Candidate, ...]

    @property
    def key(self) -> Hashable:
        """What tells it from the other groups of a map."""
        return self.audience, self.process_id, self.touchpoint_id, self.title


def attach_marks(marks: Sequence[Candidate], named: Sequence[Named]) -> list[tuple[MarkGroup, int | None]]:
    """Marks of one place with the group of voices (by its place) at the same touchpoint; None where there is none."""
    places: dict[tuple[str, int | None, int | None], int] = {}
    for number, one in enumerate(named):
        group = one.group
        if group.pain_kind == PainKind.PROBLEM and group.touchpoint_id is not None:
            places.setdefault((group.audience, group.process_id, group.touchpoint_id), number)
    together: dict[Hashable, list[Candidate]] = defaultdict(list)
    for mark in marks:
        together[mark.audience, mark.process_id, mark.touchpoint_id, _title(mark)].append(mark)
    groups = [_group(alike) for alike in together.values()]
    return [(one, places.get((one.audience, one.process_id, one.touchpoint_id))) for one in groups]


def _group(marks: Sequence[Candidate]) -> MarkGroup:
    first = marks[0]
    return MarkGroup(
        first.audience, first.process_id, first.touchpoint_id, first.department_id, _title(first), tuple(marks)
    )


def _title(mark: Candidate) -> str:
    if mark.is_general:
        return GENERAL
    return f"Низкая оценка: {mark.words.rsplit(':', 1)[0]}"[:LONGEST]
