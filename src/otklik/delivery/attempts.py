"""One attempt: everything that it needs is gathered first; then it runs in a thread of its own, without a database."""

from collections.abc import Callable
from dataclasses import dataclass

import structlog

from otklik.base.files import open_file
from otklik.base.models import StoredFile
from otklik.channels.contract import Outgoing, OutgoingFile, Refused, TryLater
from otklik.delivery.connections import channel_of, is_repeatable, settings_of
from otklik.delivery.installation_mail import send_letter
from otklik.delivery.models import OutgoingMessage
from otklik.delivery.secrets import decipher

log = structlog.get_logger()


@dataclass(frozen=True)
class Outcome:
    """What an attempt came to; `said` is Russian. Not sent and not final: it is tried again after `after` seconds."""

    is_sent: bool
    external_id: str = ""
    said: str = ""
    is_final: bool = False
    is_uncertain: bool = False
    after: int | None = None


def prepared(message: OutgoingMessage) -> Callable[[], Outcome]:
    """What a thread has to do; what hinders already here (a lost key, a vanished file) is said by it."""
    try:
        send = _sender(message)
        outgoing = _outgoing(message)
    except Refused as problem:
        outcome = Outcome(is_sent=False, said=problem.message, is_final=True)
        return lambda: outcome
    except (LookupError, OSError, ValueError) as problem:
        hindered = Outcome(is_sent=False, said=str(problem))
        return lambda: hindered
    repeatable = is_repeatable(message.connection)
    return lambda: _attempt(send, outgoing, is_repeatable=repeatable)


def _attempt(send: Callable[[Outgoing], str], outgoing: Outgoing, *, is_repeatable: bool) -> Outcome:
    try:
        return Outcome(is_sent=True, external_id=str(send(outgoing))[:200])
    except Refused as problem:
        return Outcome(is_sent=False, said=problem.message, is_final=True)
    except TryLater as problem:
        uncertain = problem.is_uncertain and not is_repeatable
        return Outcome(is_sent=False, said=problem.message, is_uncertain=uncertain, after=problem.after)
    except Exception as problem:  # a channel that fails otherwise: nobody knows how far it came
        log.exception("channel_failed", key=outgoing.key)
        said = f"Ошибка программы при отправке ({type(problem).__name__}), подробности в журнале программы."
        return Outcome(is_sent=False, said=said, is_uncertain=not is_repeatable)


def _sender(message: OutgoingMessage) -> Callable[[Outgoing], str]:
    if message.connection is None:
        return send_letter
    send, settings = channel_of(message.connection).send, settings_of(message.connection)
    if send is None:
        raise Refused("Этот канал только принимает: отправить по нему нельзя.")
    return lambda outgoing: send(settings, outgoing)


def _outgoing(message: OutgoingMessage) -> Outgoing:
    if not message.to:
        raise Refused("Адрес стёрт вместе с личными данными.")
    return Outgoing(
        key=str(message.key),
        to=message.to,
        text=decipher(message.text) if message.is_secret else message.text,
        subject=message.subject,
        thread=message.thread,
        files=tuple(_files(message)),
        choices=tuple(message.choices),
        is_automatic=message.is_automatic,
    )


def _files(message: OutgoingMessage) -> list[OutgoingFile]:
    stored = StoredFile.objects.in_bulk(message.file_ids)
    files = []
    for file in (stored[file_id] for file_id in message.file_ids if file_id in stored):
        if file.is_quarantined:
            raise Refused(f"Вложение «{file.name}» в карантине: антивирус нашёл в нём вредоносную программу.")
        with open_file(file) as stream:
            files.append(OutgoingFile(file.name, stream.read(), file.media_type))
    return files
