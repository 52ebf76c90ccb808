"""What the outside register says of the item, beside what we do with it."""

from otklik.intake.originals import shown_text
from otklik.intake.outer_rules import RULES
from otklik.intake.outer_states import outer_state_of
from otklik.intake.queries import FeedbackItem
from otklik.web.shared.requests import PageRequest
from otklik.web.staff.panels.panel import Panel


def outer_state(request: PageRequest, item: FeedbackItem) -> Panel | None:  # noqa: ARG001 - the registry's signature
    """The register's word, day and answer, masked for who sees the item masked; None where it never changed."""
    state = outer_state_of(item)
    if state is None:
        return None
    context = {"state": state, "answer": shown_text(item, state.answer), "rules": RULES}
    return Panel("staff/item/outer_state.html", context, "main")
