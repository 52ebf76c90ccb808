"""The installation's own SMTP server, for what leaves by no connection: notices, invitations, answers by e-mail.

The Message-ID is made of the message's key: a letter sent again after a broken-off attempt is known as the same.
"""

import smtplib
from email.utils import parseaddr

from django.conf import settings
from django.core.mail import EmailMessage

from otklik.channels.contract import Outgoing, Refused, TryLater

_PERMANENT = range(500, 600)


def message_id(key: str) -> str:
    """The Message-ID of the message with this key."""
    host = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2] or "localhost"
    return f"<{key}@{host}>"


def send_letter(outgoing: Outgoing) -> str:
    """Hand the letter to the server and return its Message-ID; TryLater or Refused in the server's own words."""
    name = message_id(outgoing.key)
    try:
        letter = EmailMessage(
            subject=outgoing.subject, body=outgoing.text, to=[outgoing.to], headers={"Message-ID": name}
        )
        for file in outgoing.files:
            letter.attach(file.name, file.content, file.media_type)
        letter.send()
    except smtplib.SMTPRecipientsRefused as problem:
        codes = [code for code, _ in problem.recipients.values()]
        raise _verdict(str(problem), is_final=all(code in _PERMANENT for code in codes)) from problem
    except smtplib.SMTPDataError as problem:
        raise _verdict(str(problem), is_final=problem.smtp_code in _PERMANENT) from problem
    except (OSError, smtplib.SMTPException) as problem:
        raise TryLater(f"Почтовый сервер не принял письмо: {problem}", is_uncertain=True) from problem
    except ValueError as problem:
        raise Refused(f"Такого адреса не может быть: {problem}") from problem
    return name


def _verdict(said: str, *, is_final: bool) -> TryLater | Refused:
    if is_final:
        return Refused(f"Почтовый сервер получателя отказал: {said}")
    return TryLater(f"Почтовый сервер просит повторить позже: {said}")
