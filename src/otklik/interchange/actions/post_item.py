"""A message of another system. Порядок: murashi 2.2, 3.2.3."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from otklik.base.errors import RuleBroken
from otklik.catalog.queries import assignable_topics, processes
from otklik.core.appeals import ItemKind, SenderKind
from otklik.core.incoming import IncomingFeedback
from otklik.core.periods import YEARS
from otklik.intake.actions.receive_feedback import Receipt, receive_feedback
from otklik.intake.queries import today_of
from otklik.interchange.keys import Caller
from otklik.interchange.uploads import uploaded_files


@dataclass(frozen=True)
class Author:
    """Who wrote, as far as the system tells; `consent` names the document by which the person agreed (152-ФЗ)."""

    name: str = ""
    email: str = ""
    phone: str = ""
    address: str = ""
    organization: str = ""
    inn: str = ""
    consent: str = ""

    @property
    def is_told(self) -> bool:
        """Anything of a person is there."""
        return any((self.name, self.email, self.phone, self.address, self.organization, self.inn))


@dataclass(frozen=True)
class Posted:
    """A message as a system posts it: slugs of the catalogue, tokens of files it brought before."""

    text: str
    kind: ItemKind
    author: Author
    title: str = ""
    place: str = ""
    channel: str = ""
    process: str = ""
    topic: str = ""
    external_id: str = ""
    received_at: datetime | None = None
    files: Sequence[str] = ()


def post_item(*, caller: Caller, posted: Posted) -> Receipt:
    """Take the message in; the same `external_id` of the same channel twice is one message.

    RuleBroken for an empty text, an unknown channel, process, topic or file, a person without consent.
    """
    actor, author = caller.actor, posted.author
    if author.is_told and not author.consent.strip():
        raise RuleBroken(
            "consent_required",
            "Имя и адрес принимаются только с согласием: напишите в author.consent, каким документом оно дано.",
            "author.consent",
        )
    incoming = IncomingFeedback(
        text=posted.text,
        channel=_channel(caller, posted.channel),
        received_at=_received_at(posted.received_at),
        kind=posted.kind,
        title=posted.title,
        place=posted.place,
        process=_process(caller, posted.process),
        sender_kind=_sender(author),
        source_number=posted.external_id,
        name=author.name,
        email=author.email,
        phone=author.phone,
        address=author.address,
        organization=author.organization,
        inn=author.inn,
    )
    return receive_feedback(
        actor=actor,
        incoming=incoming,
        files=uploaded_files(caller, posted.files),
        consent_version=author.consent.strip()[:40],
        topic_id=_topic_id(caller, posted.topic),
    )


def _sender(author: Author) -> SenderKind:
    if author.organization:
        return SenderKind.REPRESENTATIVE
    return SenderKind.INDIVIDUAL if author.is_told else SenderKind.NOT_STATED


def _received_at(told: datetime | None) -> datetime:
    now = timezone.now()
    if told is None:
        return now
    if told > now:
        raise RuleBroken("received_at", "Время поступления ещё не наступило.", "received_at")
    if told.year not in YEARS:
        raise RuleBroken("received_at", f"Год поступления — от {YEARS.start} до {YEARS.stop - 1}.", "received_at")
    return told


def _channel(caller: Caller, channel: str) -> str:
    named = channel or caller.channel
    if not named:
        raise RuleBroken("channel_required", "Назовите канал: у ключа он не задан.", "channel")
    return named


def _process(caller: Caller, slug: str) -> str | None:
    if slug and not processes(caller.actor.administration_id).filter(slug=slug).exists():
        raise RuleBroken("process_unknown", f"Процесса «{slug}» в справочнике нет.", "process")
    return slug or None


def _topic_id(caller: Caller, code: str) -> int | None:
    if not code:
        return None
    found = assignable_topics(caller.actor.administration_id, today_of(caller.actor)).filter(code=code).first()
    if found is None:
        raise RuleBroken("topic_unknown", f"Темы «{code}» в действующем классификаторе нет.", "topic")
    return found.pk
