"""«Проверить связь»: both directions, without sending or marking anything."""

import smtplib
from typing import TYPE_CHECKING

from otklik.channels.contract import Checked
from otklik.channels.email.connecting import MailTrouble, imap, smtp
from otklik.channels.email.settings import AfterTaking, EmailSettings
from otklik.core.russian import count_with_word

if TYPE_CHECKING:
    from imapclient import IMAPClient


#: SMTP's word for «done».
_ACCEPTED = 250


def check(settings: EmailSettings) -> Checked:
    """What works, or what to do first; the incoming direction is told before the outgoing."""
    found = [_incoming(settings), _outgoing(settings)]
    return Checked(all(one.is_good for one in found), " ".join(one.said for one in found))


def _incoming(settings: EmailSettings) -> Checked:
    try:
        with imap(settings) as client:
            return _folders(settings, client)
    except MailTrouble as trouble:
        return Checked(is_good=False, said=f"Входящая почта: {trouble.message}")


def _folders(settings: EmailSettings, client: "IMAPClient") -> Checked:
    names = [str(name) for _flags, _delimiter, name in client.list_folders()]
    wanted = [settings.folder] + ([settings.move_to] if settings.after_taking is AfterTaking.MOVE else [])
    for name in wanted:
        if name.upper() != "INBOX" and name not in names:
            listed = ", ".join(f"«{one}»" for one in names[:15])
            said = f"Входящая почта: папки «{name}» в ящике нет. Есть: {listed}. Создайте её или назовите другую."
            return Checked(is_good=False, said=said)
    client.select_folder(settings.folder, readonly=True)
    unseen = len(client.search("UNSEEN"))
    told = count_with_word(unseen, "непрочитанное письмо", "непрочитанных письма", "непрочитанных писем")
    speed = (
        "Новые видны сразу."
        if client.has_capability("IDLE")
        else "Сервер не сообщает о новых письмах сам: ящик проверяется каждую минуту."
    )
    return Checked(is_good=True, said=f"Входящая почта работает: в папке {told}. {speed}")


def _outgoing(settings: EmailSettings) -> Checked:
    if not settings.smtp_host:
        return Checked(is_good=True, said="Сервер исходящей почты не указан: ответы из этого ящика не уходят.")
    try:
        with smtp(settings) as server:
            code, said = server.mail(settings.from_address)
            server.rset()
    except MailTrouble as trouble:
        return Checked(is_good=False, said=f"Исходящая почта: {trouble.message}")
    except (OSError, smtplib.SMTPException) as problem:
        return Checked(is_good=False, said=f"Исходящая почта: сервер {settings.smtp_host} прервал разговор: {problem}.")
    if code != _ACCEPTED:
        words = " ".join(said.decode("utf-8", "replace").split())[:200]
        return Checked(
            is_good=False,
            said=f"Исходящая почта: сервер не разрешает отправлять с адреса {settings.from_address}. "
            f"Укажите адрес, который принадлежит этому ящику. Ответ сервера: {code} {words}",
        )
    return Checked(is_good=True, said=f"Исходящая почта работает, ответы уходят с адреса {settings.from_address}.")
