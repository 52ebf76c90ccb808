"""The two letters of a forwarding: to the body that will answer, and to the author (59-ФЗ, статья 8)."""

from collections.abc import Iterable
from datetime import date

from otklik.base.actor import Actor
from otklik.base.errors import NotFound
from otklik.core.deadlines import LegalClass
from otklik.core.document import Document, Paragraph, SignatureBlock
from otklik.core.periods import local_date
from otklik.core.russian import NO_BREAK_SPACE, count_with_word, date_long
from otklik.intake.answer_templates import addressed
from otklik.intake.models import FeedbackItem, Forwarding

LAW = "Федерального закона от 2 мая 2006 г. № 59-ФЗ «О порядке рассмотрения обращений граждан Российской Федерации»"


def forwarding_of(actor: Actor, item_id: int, forwarding_id: int) -> Forwarding:
    """One forwarding of an item that the actor may see, or NotFound."""
    item = FeedbackItem.objects.visible_to(actor).filter(pk=item_id)
    found = (
        Forwarding.objects.filter(pk=forwarding_id, item__in=item.values("pk"))
        .select_related("item__administration", "item__contact", "signed_by")
        .first()
    )
    if found is None:
        raise NotFound
    return found


def named(item: FeedbackItem) -> str:
    """«обращение № Ж-00012/2025 от 3 марта 2025 г.»."""
    what = "обращение" if item.is_appeal else "сообщение"
    number = f" №{NO_BREAK_SPACE}{item.number}" if item.number else ""
    return f"{what}{number} от {date_long(item.registered_on or _received_on(item))}"


def cover_letter(forwarding: Forwarding) -> Document:
    """To the body: what is sent, whose it is, on what ground, what is enclosed."""
    item, author = forwarding.item, _author(forwarding.item)
    ground = _ground(item)
    whose = f" (автор: {author})" if author else ""
    asked = "О результатах рассмотрения просим сообщить автору." if _has_contact(item) else ""
    files = item.attachments.filter(is_answer=False).count()
    enclosed = "Приложение: текст обращения"
    enclosed += f", {count_with_word(files, 'файл', 'файла', 'файлов')}." if files else "."
    opening = f"{ground}направляем" if ground else "Направляем"
    body = (
        f"{opening} {named(item)}{whose} для рассмотрения по компетенции.",
        forwarding.note,
        asked,
        enclosed,
        f"Текст: {item.text}",
    )
    to = (forwarding.addressee, forwarding.body_title, forwarding.address)
    return _letter(forwarding, f"О направлении: {named(item)}", to, body, "forwarding")


def notice_letter(forwarding: Forwarding) -> Document:
    """To the author: where the message is now, and who will answer."""
    contact = getattr(forwarding.item, "contact", None)
    to = (contact.organization, contact.name, contact.address) if contact else ()
    return _letter(
        forwarding, subject_of_notice(forwarding), to, notice_text(forwarding).splitlines(), "forwarding-notice"
    )


def subject_of_notice(forwarding: Forwarding) -> str:
    """«О направлении вашего обращения № … от …»."""
    return f"Куда направлено {named(forwarding.item)}"


def notice_text(forwarding: Forwarding) -> str:
    """The notice as it is e-mailed and printed."""
    item = forwarding.item
    contact = getattr(item, "contact", None)
    name = addressed(contact.name) if contact and contact.name else ""
    on = date_long(local_date(forwarding.at, item.administration.time_zone))
    where = f"{forwarding.body_title}, {forwarding.address}" if forwarding.address else forwarding.body_title
    ground = " (часть 3 статьи 8 Федерального закона № 59-ФЗ)" if item.legal_class == LegalClass.APPEAL_59FZ else ""
    hello = f"{name}, здравствуйте!" if name else "Здравствуйте!"
    sent = f"Ваше {named(item)} мы направили {on} тем, кто отвечает за этот вопрос: {where}."
    why = f"Вопрос относится к их компетенции{ground}."
    return "\n".join((hello, sent, f"{why} Ответ дадут они; срок считается со дня регистрации обращения там."))


def _ground(item: FeedbackItem) -> str:
    return f"В соответствии с частью 3 статьи 8 {LAW} " if item.legal_class == LegalClass.APPEAL_59FZ else ""


def _letter(forwarding: Forwarding, title: str, to: Iterable[str], body: Iterable[str], slug: str) -> Document:
    signer, item = forwarding.signed_by, forwarding.item
    on = date_long(local_date(forwarding.at, item.administration.time_zone))
    number = f" №{NO_BREAK_SPACE}{forwarding.number}" if forwarding.number else ""
    signature = (SignatureBlock(signer.position or "Исполнитель", str(signer)),) if signer else ()
    return Document(
        title=title,
        subtitle=f"{on}{number}",
        administration=item.administration.title,
        blocks=(
            *(Paragraph(line, style="note") for line in to if line),
            *(Paragraph(part.strip()) for text in body for part in text.splitlines() if part.strip()),
            *signature,
        ),
        created_at=forwarding.at,
        slug=slug,
    )


def _author(item: FeedbackItem) -> str:
    contact = getattr(item, "contact", None)
    return ", ".join(part for part in (contact.name, contact.address) if part) if contact else ""


def _has_contact(item: FeedbackItem) -> bool:
    contact = getattr(item, "contact", None)
    return bool(contact and (contact.email or contact.address))


def _received_on(item: FeedbackItem) -> date:
    return local_date(item.received_at, item.administration.time_zone)
