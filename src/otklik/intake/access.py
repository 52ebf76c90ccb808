"""One way to reach an item for a change: through the actor's rights, locked for the transaction."""

from collections.abc import Callable

from django.utils import timezone

from otklik.base.actor import Actor
from otklik.base.errors import NotFound, RuleBroken
from otklik.base.events import CaseMoved, publish
from otklik.core.appeals import OPEN_STATUSES, ItemKind, ItemStatus, Move, NotAllowed, next_status
from otklik.intake.models import CaseEvent, FeedbackItem


def item_for(actor: Actor, item_id: int, policy: Callable[[Actor], bool]) -> FeedbackItem:
    """The item, locked; NotFound when it is absent, outside the actor's rights, or the policy says no."""
    if not policy(actor):
        raise NotFound
    visible = FeedbackItem.objects.visible_to(actor).filter(pk=item_id).values("pk")
    found = FeedbackItem.objects.select_for_update().filter(pk__in=visible).first()
    if found is None:
        raise NotFound
    return found


def make_move(item: FeedbackItem, move: Move) -> None:
    """Set the status that follows; RuleBroken with the permitted moves when the table forbids it."""
    try:
        item.status = next_status(ItemStatus(item.status), move, kind=ItemKind(item.kind)).value
    except NotAllowed as refusal:
        raise RuleBroken("move_not_allowed", str(refusal)) from refusal


def check_open(item: FeedbackItem) -> None:
    """RuleBroken for an ended case: its figures are counted, and somebody else may have ended it a moment ago."""
    if ItemStatus(item.status) not in OPEN_STATUSES:
        raise RuleBroken("ended", "Обращение завершено. Сначала верните его в работу.")


#: Letters that a step of the case may take.
STEP_LETTERS = 500


def tell(actor: Actor, item: FeedbackItem, move: Move | str, text: str, *, is_public: bool = True) -> CaseEvent:
    """Write a step of the case, in the words that its author will read; a longer text is cut."""
    shown = text if len(text) <= STEP_LETTERS else f"{text[: STEP_LETTERS - 1]}…"
    made = CaseEvent.objects.create(
        item=item, at=timezone.now(), move=str(move), text=shown, by_id=actor.user_id, is_public=is_public
    )
    publish(CaseMoved(actor, item.pk, str(move), item))
    return made
