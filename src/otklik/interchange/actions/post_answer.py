"""What the document system tells back: its number, the result, the answer. Порядок: murashi 4.2."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from otklik.base import audit
from otklik.base.errors import RuleBroken
from otklik.core.appeals import Outcome
from otklik.intake.access import item_for, tell
from otklik.intake.actions.answer_appeal import answer_appeal
from otklik.intake.actions.write_answer import SignedElsewhere
from otklik.intake.models import Answer, FeedbackItem
from otklik.intake.policies import can_answer_item
from otklik.interchange.keys import Caller
from otklik.interchange.models import OuterNumber
from otklik.interchange.uploads import uploaded_files


@dataclass(frozen=True)
class PostedAnswer:
    """An answer that the document system registered; `outcomes` by the question's position, else `outcome` for all."""

    text: str
    number: str
    signer: str
    outcome: Outcome
    position: str = ""
    outcomes: Mapping[int, Outcome] | None = None
    way: str = "status"
    forwarded_to: str = ""
    files: Sequence[str] = ()


@transaction.atomic
def tell_outer_number(*, caller: Caller, item_id: int, number: str, registered_on: date | None) -> OuterNumber:
    """Keep under which number the calling system has the item; told anew, the new one stands."""
    item = item_for(caller.actor, item_id, can_answer_item)
    facts = {"number": number, "registered_on": registered_on, "administration_id": item.administration_id}
    row, is_new = OuterNumber.objects.update_or_create(item=item, key_id=caller.key_id, defaults=facts)
    told = f"Номер во внешней системе: {number}"
    if is_new:
        tell(caller.actor, item, "outer_number", told, is_public=False)
    audit.record(caller.actor, "outer_number", item, told)
    return row


@transaction.atomic
def post_answer(*, caller: Caller, item_id: int, posted: PostedAnswer) -> Answer:
    """The final answer as the document system gave it; the same number twice is one answer.

    RuleBroken where the case cannot be answered now, or e-mail is chosen without an address.
    """
    actor = caller.actor
    item = item_for(actor, item_id, can_answer_item)
    outcomes = _outcomes(item, posted)
    return answer_appeal(
        actor=actor,
        item_id=item_id,
        text=posted.text,
        outcomes=outcomes,
        way=posted.way,
        files=uploaded_files(caller, posted.files),
        forwarded_to=posted.forwarded_to,
        token=hashlib.sha256(f"{caller.key_id}:{posted.number}".encode()).hexdigest()[:32],
        signed=SignedElsewhere(posted.number, posted.signer, posted.position),
    )


def _outcomes(item: FeedbackItem, posted: PostedAnswer) -> dict[int, Outcome]:
    own = posted.outcomes or {}
    positions = dict(item.questions.values_list("position", "pk"))
    if unknown := set(own) - set(positions):
        raise RuleBroken("question_unknown", f"Вопроса № {min(unknown)} в обращении нет.", "outcomes")
    return {pk: own.get(position, posted.outcome) for position, pk in positions.items()}


def outer_numbers_of(item_id: int) -> list[OuterNumber]:
    """Numbers of the item in other systems, with the systems' names."""
    return list(OuterNumber.objects.filter(item_id=item_id).select_related("key").order_by("pk"))
