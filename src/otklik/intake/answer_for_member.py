"""One answer for every author of a matter: each gets it under the own name and number."""

import re
from dataclasses import dataclass

from otklik.base.actor import Actor
from otklik.core.appeals import OPEN_STATUSES, ItemStatus, Outcome
from otklik.core.russian import date_long
from otklik.intake.answer_templates import addressed
from otklik.intake.leaving import proposed_way
from otklik.intake.letters import split_greeting
from otklik.intake.matters import members_of
from otklik.intake.models import Answer, FeedbackItem


@dataclass(frozen=True)
class OtherMembers:
    """The other items of the matter: those that may be answered now, and those that may not."""

    open: tuple[FeedbackItem, ...] = ()
    closed: tuple[FeedbackItem, ...] = ()


def other_members(actor: Actor, item: FeedbackItem) -> OtherMembers:
    """The matter's other items that the actor may see; an unregistered or ended one is not answered with the rest."""
    group = members_of(actor, item)
    others = [member.item for member in group.members if member.item.pk != item.pk] if group else []
    answerable = [one for one in others if ItemStatus(one.status) in OPEN_STATUSES and one.status != ItemStatus.NEW]
    return OtherMembers(tuple(answerable), tuple(one for one in others if one not in answerable))


def text_for(text: str, source: FeedbackItem, member: FeedbackItem) -> str:
    """The text with the member's name, number and day in place of the source's."""
    greeting, rest = split_greeting(text)
    own = greeting_for(greeting, member)
    pairs = [
        (source.number, member.number),
        (date_long(source.registered_on) if source.registered_on else "",
         date_long(member.registered_on) if member.registered_on else ""),
        (_name(source), _name(member)),
    ]  # fmt: skip
    for ours, theirs in pairs:
        if ours and theirs:
            rest = re.sub(rf"(?<!\w){re.escape(ours)}(?!\w)", theirs.replace("\\", r"\\"), rest)
    return "\n".join(part for part in (own, rest) if part)


def greeting_for(greeting: str, member: FeedbackItem) -> str:
    """The same kind of greeting under the member's name; without a name only «Здравствуйте!»."""
    name = _name(member)
    if not greeting or not name:
        return "Здравствуйте!" if greeting else ""
    if greeting.lower().startswith("уважаем"):
        return f"{'Уважаемая' if name.endswith('на') else 'Уважаемый'} {name}!"
    return f"Здравствуйте, {name}!"


def _name(item: FeedbackItem) -> str:
    contact = getattr(item, "contact", None)
    return addressed(contact.name) if contact and contact.name else ""


def outcomes_for(member: FeedbackItem, outcomes: list[Outcome]) -> dict[int, Outcome]:
    """The results of the source by the member's questions, in their order; a further question takes the first."""
    questions = list(member.questions.all())
    return {one.pk: outcomes[place] if place < len(outcomes) else outcomes[0] for place, one in enumerate(questions)}


def way_for(member: FeedbackItem, way: str) -> str:
    """The chosen way where the member can be reached so, else the one that reaches."""
    contact = getattr(member, "contact", None)
    if way == Answer.Way.CHANNEL:
        return proposed_way(member)
    if way not in {Answer.Way.EMAIL, Answer.Way.LETTER}:
        return way
    if contact and contact.email:
        return Answer.Way.EMAIL
    return Answer.Way.LETTER if contact and contact.address else Answer.Way.STATUS
