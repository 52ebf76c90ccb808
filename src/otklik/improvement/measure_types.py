"""Types of measures, in the decree's words where it names them, and the term that a priority gives."""

from datetime import date, timedelta
from typing import Literal, cast

from otklik.procedures.schema import Procedure

#: Types whose measure ends in a letter to another body. Порядок: biysk 6, livny 4, 6.
TO_OTHERS = frozenset({"portals", "regulation_proposal"})


def measure_types(procedure: Procedure) -> tuple[str, ...]:
    """In the decree's words and order, else the product's own. Порядок: biysk 4, livny 4."""
    return tuple(one.title for one in procedure.measure_types)


def is_to_others(procedure: Procedure, kind: str) -> bool:
    """Whether a measure of this type proposes a change to somebody else."""
    return any(one.title == kind and one.slug in TO_OTHERS for one in procedure.measure_types)


def proposed_term(procedure: Procedure, priority: str, since: date) -> date | None:
    """The last day that the priority gives, counted from the day; None where there is no priority yet.

    Порядок: livny, приложение (графа «срок реализации»).
    """
    if priority not in {"high", "medium", "low"}:
        return None
    return since + timedelta(days=procedure.pain_rules.days_of(cast("Literal['high', 'medium', 'low']", priority)))
