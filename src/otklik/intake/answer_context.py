"""What the check of an answer must know: the appeal, the author, the units and people of the house."""

from collections.abc import Mapping

from otklik.accounts.models import User
from otklik.base.actor import Actor
from otklik.catalog.letterhead import letterhead_of
from otklik.catalog.queries import departments
from otklik.core.answer_check import DraftAnswer, Question
from otklik.core.appeals import ItemKind, Outcome
from otklik.intake.models import Contact, FeedbackItem


def draft_answer(
    actor: Actor, item: FeedbackItem, text: str, outcomes: Mapping[int, Outcome], *, is_interim: bool
) -> DraftAnswer:
    """The text as the check takes it; three queries beside those of the item."""
    contact: Contact | None = getattr(item, "contact", None)
    head = letterhead_of(item.administration)
    questions = tuple(Question(one.position, one.text, outcomes.get(one.pk)) for one in item.questions.all())
    people = User.objects.filter(administration_id=actor.administration_id).values_list("full_name", flat=True)
    return DraftAnswer(
        text=text,
        appeal_text=f"{item.title} {item.text} {item.place}",
        kind=ItemKind(item.kind),
        is_interim=is_interim,
        questions=questions,
        author_name=contact.name if contact else "",
        author_address=contact.address if contact else "",
        author_contacts=(contact.phone, contact.email) if contact else (),
        units=tuple(departments(actor.administration_id).values_list("title", flat=True)),
        own_names=tuple(people),
        own_contacts=(*map(str, item.administration.contacts.values()), head.phone, head.email, head.executor_phone),
        signer=head.signer_name or actor.name,
    )
