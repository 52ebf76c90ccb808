"""What a letter means: a message, an addition to a case, or nobody's word. Pure."""

import re
from dataclasses import replace
from email.message import Message

from otklik.channels.contract import NUMBER_KEY, OUTGOING_KEY, Arrival, RawArrival
from otklik.channels.email.bounces import Bounce, bounce_in
from otklik.channels.email.calendars import event_in
from otklik.channels.email.headers import Person, decode_header, header, person_in
from otklik.channels.email.html import text_of_html
from otklik.channels.email.machines import why_not_said
from otklik.channels.email.message_ids import ids_in, key_in, thread_key
from otklik.channels.email.mime import Parts, parse, parts_of
from otklik.channels.email.quotes import Cut, cut_quotes, is_forward
from otklik.channels.email.settings import EmailSettings
from otklik.channels.email.tnef import unwrap
from otklik.core.appeals import Audience
from otklik.core.incoming import IncomingFeedback

_PREFIX = re.compile(
    r"^\s*((re|fwd?|fw|aw|wg|отв|ответ|на|пер|переслано|перенаправлено)(\[\d+\])?\s*:\s*)+", re.IGNORECASE
)
_REPLY = re.compile(r"^\s*(re|aw|отв|ответ|на)(\[\d+\])?\s*:", re.IGNORECASE)
_FORWARD = re.compile(r"^\s*((re|отв)\s*:\s*)?(fwd?|fw|wg|пер|переслано|перенаправлено)(\[\d+\])?\s*:", re.IGNORECASE)
_NUMBER = re.compile(r"№\s*([0-9A-Za-zА-Яа-яЁё][0-9A-Za-zА-Яа-яЁё/._-]{1,60})")
_PLACEHOLDER = re.compile(r"^\W*(this is a multi-?part message|your (e-?mail )?client|для просмотра (этого )?письма|"
                          r"this message contains html)", re.IGNORECASE)  # fmt: skip
_LONGEST_TEXT = 100_000
_MOST_REFERENCES = 20


def read(settings: EmailSettings, raw: RawArrival) -> Arrival:
    """The letter's meaning; the source is kept elsewhere, so nothing that is cut here is lost."""
    letter = parse(raw.body)
    parts = parts_of(letter)
    is_internal = _audience(settings, letter) is Audience.INTERNAL
    talker = _answered(settings, letter).address
    arrival = Arrival(None, talker=talker, own_keys=_own_keys(letter), is_internal=is_internal)
    bounce = bounce_in(letter, parts, settings.domain)
    if bounce:
        return _of_bounce(arrival, bounce)
    if reason := why_not_said(settings, letter, parts.calendars):
        return replace(arrival, passed_over=reason, quoted=_words(parts)[:_LONGEST_TEXT])
    return _of_words(settings, raw, letter, parts, arrival)


def _of_bounce(arrival: Arrival, bounce: Bounce) -> Arrival:
    if not bounce.is_final:
        return replace(arrival, passed_over=bounce.reason)
    passed_over = "Наше письмо не доставлено" if bounce.key else "Уведомление о недоставке письма"
    return replace(arrival, passed_over=passed_over, bounced=bounce.key, bounce_reason=bounce.reason)


def _of_words(settings: EmailSettings, raw: RawArrival, letter: Message, parts: Parts, arrival: Arrival) -> Arrival:
    text = _words(parts)
    subject = header(letter, "subject")
    cut = _cut(letter, subject, text)
    title = _PREFIX.sub("", subject).strip()
    said = cut.own or _without_words(title, parts, has_quote=bool(cut.quoted))
    if not said:
        reason = "Ответ без слов: в письме только цитата" if cut.quoted else "Пустое письмо"
        return replace(arrival, passed_over=reason, threads=_threads(settings, letter, subject), quoted=cut.quoted)
    person = _author(settings, letter)
    incoming = IncomingFeedback(
        text=(said + _beside(parts, raw))[:_LONGEST_TEXT],
        channel="email",
        received_at=raw.arrived_at,
        title=title[:200],
        audience=_audience(settings, letter),
        name=person.name,
        email=person.address,
        attachments=tuple(parts.files),
    )
    thread = _thread(letter, title)
    threads = _threads(settings, letter, subject)
    return replace(arrival, incoming=incoming, thread=thread, threads=threads, quoted=cut.quoted[:_LONGEST_TEXT])


def _words(parts: Parts) -> str:
    """The letter's text; plain words win over HTML, Outlook's wrapping is taken off."""
    for wrapped in parts.tnef:
        inside = unwrap(wrapped)
        parts.files.extend(inside.files)
        if inside.text and not "".join(parts.plain + parts.html).strip():
            parts.plain.append(inside.text)
    plain = "\n\n".join(one.strip("\n") for one in parts.plain if one.strip())
    if plain.strip() and not (parts.html and _PLACEHOLDER.match(plain)):
        return plain.strip()
    return "\n\n".join(filter(None, (text_of_html(one) for one in parts.html)))


def _cut(letter: Message, subject: str, text: str) -> Cut:
    if _FORWARD.match(subject) or is_forward(text):
        return Cut(text.strip(), "")
    is_reply = bool(_REPLY.match(subject) or letter.get("in-reply-to") or letter.get("references"))
    cut = cut_quotes(text, is_reply=is_reply)
    return cut if cut.own or is_reply else Cut(text.strip(), "")


def _without_words(title: str, parts: Parts, *, has_quote: bool) -> str:
    """What stands for the words of a letter that has none: its files' names, its subject."""
    if parts.nested or parts.calendars:
        return title or "Письмо без текста."
    if parts.files:
        names = ", ".join(one.name for one in parts.files[:20])
        return f"{title}\n\nТекста в письме нет, приложено: {names}".strip()
    return "" if has_quote else title


def _beside(parts: Parts, raw: RawArrival) -> str:
    """Letters sent within the letter, invitations, and what was left at the source because of its size."""
    told = [_told_nested(one) for one in parts.nested[:10]]
    told += [event for one in parts.calendars[:3] if (event := event_in(one))]
    if b"\nX-Otklik-Cut: " in raw.body[:200] or raw.body.startswith(b"X-Otklik-Cut: "):
        told.append("Письмо слишком велико: здесь его начало, целиком оно осталось в почтовом ящике.")
    return "".join(f"\n\n{one}" for one in told)


def _told_nested(letter: Message) -> str:
    person, subject = person_in(letter, "from"), header(letter, "subject")
    parts = parts_of(letter)
    head = f"Вложенное письмо «{subject or 'без темы'}» от {person.name or person.address or 'неизвестного'}:"
    return f"{head}\n{_words(parts)}"


def _answered(settings: EmailSettings, letter: Message) -> Person:
    """Whom an answer goes to: Reply-To where it is somebody's, else the author."""
    reply_to = person_in(letter, "reply-to")
    if reply_to.address and reply_to.address not in settings.own_addresses:
        return reply_to
    return person_in(letter, "from")


def _author(settings: EmailSettings, letter: Message) -> Person:
    """Who wrote; a form of a site writes from its own address and names the person in Reply-To."""
    author, answered = person_in(letter, "from"), _answered(settings, letter)
    if re.match(r"^(no-?reply|do-?not-?reply|robot|noreply[\w.-]*)@", author.address) and answered.address:
        return answered
    return author if author.address else answered


def _audience(settings: EmailSettings, letter: Message) -> Audience | None:
    """Internal where any of the letter's senders is staff: in doubt those who have no right do not see it."""
    if not settings.staff:
        return None
    senders = [person_in(letter, name).address for name in ("from", "sender", "reply-to", "return-path")]
    is_staff = any(one in settings.staff or f"@{one.rpartition('@')[2]}" in settings.staff for one in senders)
    return Audience.INTERNAL if is_staff else None


def _own_keys(letter: Message) -> list[str]:
    return [thread_key(one) for one in ids_in(decode_header(str(letter.get("message-id") or "")))[:1]]


def _thread(letter: Message, title: str) -> dict[str, str]:
    """What an answer needs to stand in the same thread."""
    own = ids_in(str(letter.get("message-id") or ""))[:1]
    earlier = ids_in(f"{letter.get('references') or ''} {letter.get('in-reply-to') or ''}")
    chain = list(dict.fromkeys([*earlier[:1], *earlier[-8:], *own]))
    return {"message_id": own[0] if own else "", "references": " ".join(chain), "subject": title[:200]}


def _threads(settings: EmailSettings, letter: Message, subject: str) -> list[str]:
    """Keys of earlier cases: what is answered, what is referred to from the nearest back, the number in the subject."""
    answered = ids_in(str(letter.get("in-reply-to") or ""))
    referred = ids_in(str(letter.get("references") or ""))[-_MOST_REFERENCES:]
    named = [*answered, *reversed(referred)]
    ours = [f"{OUTGOING_KEY}:{key}" for key in (key_in(one, settings.domain) for one in named) if key]
    numbers = [f"{NUMBER_KEY}:{one.rstrip('.,;:)')}" for one in _NUMBER.findall(subject)[:3]]
    return list(dict.fromkeys([thread_key(one) for one in named] + ours + numbers))
