"""The answer as a letter: a neutral document for the exporters."""

from datetime import date

from django.db.models import Prefetch

from otklik.base.actor import Actor
from otklik.base.errors import NotFound
from otklik.core.document import Document, Paragraph, SignatureBlock
from otklik.core.periods import local_date
from otklik.core.russian import NO_BREAK_SPACE, date_long
from otklik.intake.models import Answer, FeedbackItem
from otklik.intake.originals import shown_answer


def answer_of(actor: Actor, item_id: int, answer_id: int) -> Answer:
    """One answer of an item that the actor may see, or NotFound."""
    visible = FeedbackItem.objects.visible_to(actor).select_related("administration", "contact")
    found = (
        Answer.objects.filter(pk=answer_id, item_id=item_id)
        .select_related("signed_by")
        .prefetch_related(Prefetch("item", visible))
        .first()
    )
    if found is None or not FeedbackItem.objects.visible_to(actor).filter(pk=item_id).exists():
        raise NotFound
    return shown_answer(actor, found)


def written_on(answer: Answer) -> date:
    """The local day of the answer."""
    return local_date(answer.at, answer.item.administration.time_zone)


def subject_of(answer: Answer) -> str:
    """«О рассмотрении обращения № Ж-00012/2025 от 3 марта 2025 г.»."""
    item = answer.item
    registered = f" от {date_long(item.registered_on)}" if item.registered_on else ""
    head = "О ходе рассмотрения обращения" if answer.is_interim else "О рассмотрении обращения"
    return f"{head} №{NO_BREAK_SPACE}{item.number}{registered}"


def letter_document(answer: Answer) -> Document:
    """Addressee, subject, text, signature."""
    item, signer = answer.item, answer.signed_by
    contact = getattr(item, "contact", None)
    to = [contact.organization, contact.name, contact.address] if contact else []
    addressee = tuple(Paragraph(line, style="note") for line in to if line)
    body = tuple(Paragraph(part.strip()) for part in answer.text.splitlines() if part.strip())
    signature = (SignatureBlock(signer.position or "Исполнитель", str(signer)),) if signer else ()
    return Document(
        title=subject_of(answer),
        subtitle=date_long(written_on(answer)),
        administration=item.administration.title,
        blocks=(*addressee, *body, *signature),
        created_at=answer.at,
        slug="answer",
    )
