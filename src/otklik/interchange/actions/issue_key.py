"""Giving a system its way in, and taking it back."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone

from otklik.base import audit
from otklik.base.actor import Actor
from otklik.base.errors import NotFound, RuleBroken
from otklik.catalog.queries import administration_by_slug, channels
from otklik.core.periods import local_date
from otklik.interchange.enums import PERSONAL, Scope
from otklik.interchange.keys import digest_of, new_secret
from otklik.interchange.models import ApiKey
from otklik.interchange.policies import can_manage_interchange

#: A key lives a year at most: then the system is asked about anew.
LONGEST_DAYS = 366
LEAST_RATE, MOST_RATE = 1, 6000
SHORTEST_REASON = 10


@dataclass(frozen=True)
class IssuedKey:
    """A new key and its secret, which is told this once."""

    key: ApiKey
    secret: str


@transaction.atomic
def issue_key(
    *,
    actor: Actor,
    title: str,
    scopes: Sequence[str],
    expires_on: date,
    channel: str = "",
    rate: int = 120,
    reason: str = "",
) -> IssuedKey:
    """Make a key with stated rights; who may read texts or contacts is given them for a stated reason (152-ФЗ).

    RuleBroken for no scope, a term over a year, an unknown channel.
    """
    if not can_manage_interchange(actor):
        raise NotFound
    wanted = _scopes(scopes, reason)
    if not title.strip():
        raise RuleBroken("title", "Напишите, какой системе даётся ключ.", "title")
    _check_term(actor, expires_on)
    _check_channel(actor, channel, wanted)
    secret, prefix = new_secret()
    key = ApiKey.objects.create(
        administration_id=actor.administration_id,
        title=title.replace("\0", "").strip()[:120],
        prefix=prefix,
        digest=digest_of(secret),
        scopes=wanted,
        channel=channel,
        rate=max(LEAST_RATE, min(rate, MOST_RATE)),
        created_by_id=actor.user_id,
        expires_on=expires_on,
    )
    told = f"Ключ API «{key.title}» ({prefix}…) до {expires_on}: {', '.join(wanted)}"
    audit.record(actor, "issue_key", key, told, reason=" ".join(reason.split())[:300])
    return IssuedKey(key, secret)


@transaction.atomic
def revoke_key(*, actor: Actor, key_id: int) -> None:
    """Close the way in at once and for good; doing it twice changes nothing."""
    if not can_manage_interchange(actor):
        raise NotFound
    key = ApiKey.objects.filter(administration_id=actor.administration_id, pk=key_id).first()
    if key is None:
        raise NotFound
    if key.revoked_at is None:
        key.revoked_at = timezone.now()
        key.save(update_fields=["revoked_at"])
        audit.record(actor, "revoke_key", key, f"Ключ API «{key.title}» ({key.prefix}…) отозван")


def _scopes(scopes: Sequence[str], reason: str) -> list[str]:
    wanted = [scope.value for scope in Scope if scope.value in scopes]
    if not wanted:
        raise RuleBroken("scopes", "Отметьте хотя бы одно право.", "scopes")
    if not PERSONAL.isdisjoint(wanted) and len(" ".join(reason.split())) < SHORTEST_REASON:
        raise RuleBroken(
            "reason", "Тексты и контакты — личные данные: напишите, на каком основании система их получает.", "reason"
        )
    return wanted


def _check_term(actor: Actor, expires_on: date) -> None:
    own = administration_by_slug(actor.administration_slug)
    today = local_date(timezone.now(), own.time_zone)
    if not today <= expires_on <= today + timedelta(days=LONGEST_DAYS):
        raise RuleBroken("expires_on", "Срок ключа — от сегодняшнего дня и не дольше года.", "expires_on")


def _check_channel(actor: Actor, channel: str, scopes: Sequence[str]) -> None:
    if channel and not channels(actor.administration_id).filter(slug=channel).exists():
        raise RuleBroken("channel", "Такого канала у администрации нет.", "channel")
    if Scope.ITEMS_WRITE in scopes and not channel:
        raise RuleBroken("channel", "Выберите канал, которым считать сообщения этой системы.", "channel")
