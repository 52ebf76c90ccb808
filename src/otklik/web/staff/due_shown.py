"""The terms of an item for its templates: the one that runs now in full, the others beside it."""

from datetime import date
from typing import Any

from otklik.intake.due_terms import terms_of
from otklik.intake.queries import FeedbackItem


def due_shown(item: FeedbackItem, today: date) -> dict[str, Any]:
    """`term` is what has to be done next (registration or the answer), `other_terms` are those still to be kept."""
    terms = terms_of(item)
    first = next((term for term in terms if term.slug in {"registration", "answer"}), None)
    others = [term for term in terms if term is not first and term.due_on >= today]
    return {"term": first, "other_terms": others}
