"""How an administration keeps the terms of its decree, in numbers."""

from datetime import date

from otklik.catalog.models import Administration
from otklik.core.periods import Quarter
from otklik.duties.enums import State
from otklik.duties.queries.lines import duty_lines
from otklik.region.payload import Duties

#: What counts: a duty that was to be done, and is or is not.
_COUNTED = frozenset({State.DONE, State.DONE_LATE, State.MISSED})


def duties_of(administration: Administration, quarter: Quarter, today: date) -> Duties | None:
    """Duties whose last day lay in the quarter; None where there was none. Порядок: gatchina 1.1"""
    found = duty_lines(administration, today, quarter.start_on, quarter.end_on)
    states = [(one.state, one.occurrence.duty.title) for one in found if one.state in _COUNTED]
    if not states:
        return None
    missed = [title for state, title in states if state == State.MISSED]
    return Duties(
        due=len(states),
        done=len(states) - len(missed),
        late=sum(state == State.DONE_LATE for state, _ in states),
        missed=len(missed),
        missed_titles=tuple(dict.fromkeys(missed)),
    )
