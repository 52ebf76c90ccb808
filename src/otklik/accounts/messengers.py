"""A staff member's own account in a network: linked by a one-time code sent to the administration's bot.

Порядок: livny 3.goals.6
"""

import hashlib
import re
import secrets
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from otklik.accounts.models import MessengerLink
from otklik.base import audit
from otklik.base.actor import Actor
from otklik.base.errors import NotFound
from otklik.delivery.models import EMAIL_ADAPTER, ChannelConnection

#: A code is good for so long.
GOOD_FOR = timedelta(minutes=15)
_SIGNS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
_CODE = re.compile(rf"\s*(?:/start\s+|код\s+)?([{_SIGNS}]{{4}})-?([{_SIGNS}]{{4}})\s*", re.IGNORECASE)
LINKED = "Готово: сюда будут приходить ваши тревоги. Отвязать можно на странице «Как сообщать мне о тревогах»."
#: Plug-ins that are no talk with a person.
_NOT_TALKS = (EMAIL_ADAPTER, "webhook")


def bots_of(administration_id: int) -> list[str]:
    """Titles of the connections that a person may write the code to."""
    own = ChannelConnection.objects.filter(administration_id=administration_id, is_enabled=True)
    return list(own.exclude(adapter__in=_NOT_TALKS).values_list("title", flat=True))


def messenger_of(actor: Actor) -> MessengerLink | None:
    """The person's link, with its connection; None where none was begun."""
    return MessengerLink.objects.filter(person_id=actor.user_id or 0).select_related("connection").first()


@transaction.atomic
def begin_link(*, actor: Actor) -> str:
    """A new code, shown once; the account linked before stays until the code comes. NotFound for who is no staff."""
    if actor.user_id is None:
        raise NotFound
    code = "".join(secrets.choice(_SIGNS) for _ in range(8))
    link, _ = MessengerLink.objects.update_or_create(
        person_id=actor.user_id, defaults={"code_digest": _digest(code), "code_until": timezone.now() + GOOD_FOR}
    )
    audit.record(actor, "begin_link", link, "Получен код для привязки мессенджера")
    return f"{code[:4]}-{code[4:]}"


@transaction.atomic
def unlink(*, actor: Actor) -> None:
    """Nothing is sent there any more."""
    link = messenger_of(actor)
    if link is None:
        raise NotFound
    audit.record(actor, "unlink", link, "Мессенджер отвязан")
    link.delete()


@transaction.atomic
def hear_code(*, connection: ChannelConnection, talker: str, text: str) -> str:
    """What to reply when the words are a good code of this administration's person; empty for any other words."""
    found = _CODE.fullmatch(text)
    if found is None:
        return ""
    links = MessengerLink.objects.select_for_update().filter(
        code_digest=_digest("".join(found.groups()).upper()),
        code_until__gte=timezone.now(),
        person__administration_id=connection.administration_id,
        person__is_active=True,
    )
    link = links.first()
    if link is None:
        return ""
    link.connection, link.talker, link.linked_at = connection, talker, timezone.now()
    link.code_digest, link.code_until = "", None
    link.save()
    return LINKED


def _digest(code: str) -> str:
    return hashlib.sha256(b"otklik.messenger:" + settings.SECRET_KEY.encode() + code.encode()).hexdigest()
