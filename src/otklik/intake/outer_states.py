"""Reading what an outside register says of an item."""

from otklik.intake.models import FeedbackItem, OuterState


def outer_state_of(item: FeedbackItem) -> OuterState | None:
    """The latest state that a file told after the first; None where the register has said nothing new."""
    return OuterState.objects.filter(item=item).first() if item.source_key else None
