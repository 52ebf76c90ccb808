"""The two letters of a forwarding: to the body that will answer, and to the author (59-ФЗ, статья 8)."""

from datetime import date

from otklik.base.actor import Actor
from otklik.base.errors import NotFound
from otklik.core.deadlines import LegalClass
from otklik.core.declension import dative_name
from otklik.core.letter import Letter, Letterhead
from otklik.core.periods import local_date
from otklik.core.russian import NO_BREAK_SPACE, date_long
from otklik.intake.actions.note_look import note_looks
from otklik.intake.answer_templates import addressed
from otklik.intake.letters import facts_of_letter
from otklik.intake.models import Contact, FeedbackItem, Forwarding, OriginalLook

LAW = "Федерального закона от 2 мая 2006 г. № 59-ФЗ «О порядке рассмотрения обращений граждан Российской Федерации»"
COVER, NOTICE = "cover", "notice"


def forwarding_of(actor: Actor, item_id: int, forwarding_id: int) -> Forwarding:
    """One forwarding of an item that the actor may see, or NotFound. Its letters name the author: the look is noted."""
    item = FeedbackItem.objects.visible_to(actor).filter(pk=item_id)
    found = (
        Forwarding.objects.filter(pk=forwarding_id, item__in=item.values("pk"))
        .select_related("item__administration", "item__contact", "signed_by")
        .first()
    )
    if found is None:
        raise NotFound
    note_looks(actor, [found.item_id], OriginalLook.Place.LETTER)
    return found


def forwarding_letter(forwarding: Forwarding, which: str) -> Letter:
    """The letter by its name (`COVER`, `NOTICE`), on the letterhead; NotFound for another name."""
    if which == COVER:
        return _cover(forwarding)
    if which == NOTICE:
        return _notice(forwarding)
    raise NotFound


def named(item: FeedbackItem, *, genitive: bool = False) -> str:
    """«обращение № Ж-00012/2025 от 3 марта 2025 г.»."""
    word = "обращени" if item.is_appeal else "сообщени"
    number = f" №{NO_BREAK_SPACE}{item.number}" if item.number else ""
    on = item.registered_on or local_date(item.received_at, item.administration.time_zone)
    return f"{word}{'я' if genitive else 'е'}{number} от {date_long(on)}"


def subject_of_notice(forwarding: Forwarding) -> str:
    """«О направлении обращения № … от …»."""
    return f"О направлении {named(forwarding.item, genitive=True)}"


def notice_text(forwarding: Forwarding) -> str:
    """The notice as it is e-mailed: greeting, then paragraphs."""
    return "\n\n".join((_greeting(forwarding.item), *_notice_paragraphs(forwarding)))


def _cover(forwarding: Forwarding) -> Letter:
    """To the body: what is sent, whose it is, on what ground, what is enclosed."""
    item, contact = forwarding.item, _contact(forwarding.item)
    ground = f"В соответствии с частью 3 статьи 8 {LAW} направляем" if _is_by_law(item) else "Направляем"
    author = ", ".join(part for part in (contact.name, contact.address or contact.email) if part) if contact else ""
    whose = f" (автор: {author})" if author else ""
    paragraphs = (
        f"{ground} {named(item)}{whose} для рассмотрения по компетенции.",
        *((forwarding.note,) if forwarding.note else ()),
        *(("О результатах рассмотрения просим сообщить автору.",) if author else ()),
    )
    files = tuple(one.file.name for one in item.attachments.filter(is_answer=False).select_related("file"))
    to = tuple(line for line in (forwarding.addressee, forwarding.body_title, forwarding.address) if line)
    return _letter(forwarding, to, paragraphs, enclosures=(named(item), *files))


def _notice(forwarding: Forwarding) -> Letter:
    contact = _contact(forwarding.item)
    lines = (contact.organization, dative_name(contact.name), contact.address or contact.email) if contact else ()
    to = tuple(line for line in lines if line)
    return _letter(forwarding, to, _notice_paragraphs(forwarding), greeting=_greeting(forwarding.item))


def _notice_paragraphs(forwarding: Forwarding) -> tuple[str, ...]:
    item = forwarding.item
    on = date_long(_written_on(forwarding))
    where = f"{forwarding.body_title} ({forwarding.address})" if forwarding.address else forwarding.body_title
    ground = " (часть 3 статьи 8 Федерального закона № 59-ФЗ)" if _is_by_law(item) else ""
    answer = "Ответ вам дадут оттуда; срок ответа считается со дня, когда обращение там зарегистрируют."
    return (
        f"Ваше {named(item)} направлено {on} Кому: {where}.",
        f"Вопрос, о котором вы пишете, решают там{ground}. {answer}",
    )


def _letter(
    forwarding: Forwarding,
    to: tuple[str, ...],
    paragraphs: tuple[str, ...],
    *,
    greeting: str = "",
    enclosures: tuple[str, ...] = (),
) -> Letter:
    signer, item = forwarding.signed_by, forwarding.item
    facts = facts_of_letter(item.administration, str(signer or ""), signer.position if signer else "")
    return Letter(
        head=Letterhead.of(facts["head"]),
        addressee=to,
        subject=subject_of_notice(forwarding),
        greeting=greeting,
        paragraphs=paragraphs,
        number=forwarding.number,
        written_on=_written_on(forwarding),
        enclosures=enclosures,
        signer_position=facts["signer_position"],
        signer_name=facts["signer_name"],
        executor=facts["executor"],
        executor_phone=facts["executor_phone"],
        created_at=forwarding.at,
    )


def _written_on(forwarding: Forwarding) -> date:
    return local_date(forwarding.at, forwarding.item.administration.time_zone)


def _is_by_law(item: FeedbackItem) -> bool:
    return item.legal_class == LegalClass.APPEAL_59FZ


def _contact(item: FeedbackItem) -> Contact | None:
    contact = getattr(item, "contact", None)
    return None if contact is None or contact.erased_at else contact


def _greeting(item: FeedbackItem) -> str:
    contact = _contact(item)
    return f"Здравствуйте, {addressed(contact.name)}!" if contact and contact.name else "Здравствуйте!"
