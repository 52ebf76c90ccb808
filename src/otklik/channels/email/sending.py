"""A letter out: composed with its thread and handed to the server, whose word says: sent, later, never."""

import re
import smtplib
from email import policy
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime, localtime

from otklik.channels.contract import Outgoing, Refused, TryLater
from otklik.channels.email.connecting import smtp
from otklik.channels.email.machines import OUR_HEADER
from otklik.channels.email.message_ids import ids_in, message_id_of
from otklik.channels.email.settings import ADDRESS, EmailSettings

_BREAKS = re.compile(r"[\r\n\t\x00-\x1f\x7f]+")
#: A server that puts a stranger off (greylisting) takes the second attempt after some minutes.
PAUSE = 300
#: Replies of RFC 5321: the letter is too large; sign in first; what begins with 5 is final.
_TOO_LARGE, _SIGN_IN, _NEVER = 552, {530, 535}, 5
_POLICY = policy.SMTP.clone(max_line_length=76)


def send(settings: EmailSettings, outgoing: Outgoing) -> str:
    """Hand the letter to the server; returns its Message-ID. Raises TryLater or Refused in Russian."""
    if not settings.smtp_host:
        raise Refused("У ящика не указан сервер исходящей почты: дополните настройки канала.")
    to = _recipient(outgoing.to)
    letter = compose(settings, outgoing)
    with smtp(settings) as server:
        try:
            _hand_over(server, settings.from_address, to, letter)
        except (OSError, smtplib.SMTPException) as problem:
            raise TryLater(f"Сервер {settings.smtp_host} прервал разговор: {problem}"[:300]) from problem
    return str(letter["Message-ID"])


def compose(settings: EmailSettings, outgoing: Outgoing) -> EmailMessage:
    """The letter; the same key makes the same Message-ID."""
    letter = EmailMessage(policy=_POLICY)
    local, _, domain = settings.from_address.rpartition("@")
    letter["From"] = Address(_one_line(settings.from_name), local, domain.encode("idna").decode())
    letter["To"] = _recipient(outgoing.to)
    letter["Subject"] = _subject(outgoing)
    letter["Date"] = format_datetime(localtime())
    letter["Message-ID"] = message_id_of(outgoing.key, settings.domain)
    letter[OUR_HEADER] = f"{outgoing.key}@{settings.domain}"
    if outgoing.is_automatic:
        letter["Auto-Submitted"] = "auto-generated"
    _tie(letter, outgoing)
    letter.set_content(_text(outgoing), charset="utf-8", cte="base64")
    for file in outgoing.files:
        kind, _, subkind = (file.media_type or "application/octet-stream").partition("/")
        letter.add_attachment(
            file.content, maintype=kind, subtype=subkind or "octet-stream", filename=_one_line(file.name)
        )
    return letter


def _tie(letter: EmailMessage, outgoing: Outgoing) -> None:
    """Put the letter into the thread of the one that it answers."""
    answered = ids_in(outgoing.thread.get("message_id", ""))[:1]
    chain = [*ids_in(outgoing.thread.get("references", "")), *answered]
    if answered:
        letter["In-Reply-To"] = answered[0]
    if chain:
        letter["References"] = " ".join(dict.fromkeys(chain))


def _subject(outgoing: Outgoing) -> str:
    earlier = _one_line(outgoing.thread.get("subject", ""))
    if outgoing.subject:
        return _one_line(outgoing.subject)
    return f"Re: {earlier}" if earlier else "Ответ на ваше сообщение"


def _text(outgoing: Outgoing) -> str:
    if not outgoing.choices:
        return outgoing.text
    listed = "\n".join(f"— {one}" for one in outgoing.choices)
    return f"{outgoing.text}\n\nМожно ответить одним из слов:\n{listed}"


def _one_line(text: str) -> str:
    return _BREAKS.sub(" ", text).strip()


def _recipient(to: str) -> str:
    """The address as SMTP takes it; a Cyrillic domain is told in ASCII. Raises Refused."""
    address = to.strip()
    if not ADDRESS.fullmatch(address) or _BREAKS.search(address):
        raise Refused("Это не адрес электронной почты: исправьте его в карточке.")
    local, _, domain = address.rpartition("@")
    if not local.isascii():
        raise Refused("Адреса с нелатинскими буквами до «@» почтовый сервер не принимает.")
    try:
        return f"{local}@{domain.encode('idna').decode()}"
    except UnicodeError:
        raise Refused("Домен адреса написан с ошибкой: исправьте его в карточке.") from None


def _hand_over(server: smtplib.SMTP, sender: str, to: str, letter: EmailMessage) -> None:
    content = letter.as_bytes()
    options = [f"SIZE={len(content)}"] if server.has_extn("size") else []
    _expect(server.mail(sender, options), "sender")
    _expect(server.rcpt(to), "recipient")
    _expect(server.docmd("DATA"), "letter", good=(354,))
    try:
        server.send(re.sub(rb"(?m)^\.", b"..", content).rstrip(b"\r\n") + b"\r\n.\r\n")
        reply = server.getreply()
    except (OSError, smtplib.SMTPException) as problem:
        raise TryLater(
            "Сервер прервал разговор, когда письмо уже ушло к нему: неизвестно, принято ли оно.", is_uncertain=True
        ) from problem
    _expect(reply, "letter")


def _expect(reply: tuple[int, bytes], about: str, good: tuple[int, ...] = (250, 251)) -> None:
    """Raise what a reply means: 4xx later, 5xx never; where the sender is not liked, the administrator mends it."""
    code, said = reply
    if code in good:
        return
    words = f"{code} {' '.join(said.decode('utf-8', 'replace').split())}"[:250]
    if code == _TOO_LARGE:
        raise Refused(f"Письмо слишком велико для почтового сервера. Ответ сервера: {words}")
    if about == "sender" or code in _SIGN_IN or code // 100 != _NEVER:
        raise TryLater(_put_off(about, words), after=PAUSE)
    if about == "recipient":
        raise Refused(f"Сервер не принимает письма на этот адрес. Ответ сервера: {words}")
    raise Refused(f"Сервер отклонил письмо. Ответ сервера: {words}")


def _put_off(about: str, words: str) -> str:
    if about == "sender":
        return f"Сервер не разрешает отправлять с этого адреса: проверьте «Адрес отправителя». Ответ сервера: {words}"
    return f"Сервер просит повторить позже. Ответ сервера: {words}"
