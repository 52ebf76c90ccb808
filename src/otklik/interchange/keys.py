"""Who calls with a key: the key's rights as an actor of its administration."""

import hashlib
import hmac
import secrets
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from otklik.accounts.enums import Role
from otklik.base.actor import Actor
from otklik.base.errors import NotFound
from otklik.core.periods import local_date
from otklik.interchange.enums import Scope
from otklik.interchange.models import ApiKey
from otklik.interchange.policies import can_manage_interchange

#: «otk_», eight letters by which the key is found, «_», 43 letters of 256 random bits.
MARK, PREFIX_LETTERS = "otk_", 8
#: The roles whose policies an operation of the scope asks; the scope itself decides which operations are open.
ROLES = {
    Scope.ITEMS_READ: (Role.CONTROLLER,),
    Scope.TEXTS_READ: (Role.REGISTRAR,),
    Scope.CONTACTS_READ: (Role.REGISTRAR,),
    Scope.ANSWERS_WRITE: (Role.SPECIALIST, Role.REGISTRAR),
    Scope.MONITORING_READ: (Role.CONTROLLER,),
    Scope.COVERAGE_READ: (Role.CONTROLLER,),
}


@dataclass(frozen=True)
class Caller:
    """A key that is in force, with the actor that it is."""

    key_id: int
    title: str
    scopes: frozenset[str]
    rate: int
    channel: str
    actor: Actor

    def may(self, *scopes: str) -> bool:
        """Holds every one of the scopes."""
        return self.scopes.issuperset(scopes)


def new_secret() -> tuple[str, str]:
    """A new secret and the part of it by which it is found."""
    prefix = MARK + secrets.token_hex(PREFIX_LETTERS // 2)
    return f"{prefix}_{secrets.token_urlsafe(32)}", prefix


def digest_of(secret: str) -> str:
    """What is kept of a secret: 256 random bits need no salt and no slow hash."""
    return hashlib.sha256(secret.encode()).hexdigest()


def caller_of(secret: str) -> Caller | None:
    """The caller behind a secret; None for an unknown, revoked or expired one. Notes the day of use."""
    if not secret.startswith(MARK) or not secret.isascii():
        return None
    found = ApiKey.objects.select_related("administration").filter(prefix=secret[: len(MARK) + PREFIX_LETTERS]).first()
    if found is None or not hmac.compare_digest(found.digest, digest_of(secret)):
        return None
    today = local_date(timezone.now(), found.administration.time_zone)
    if found.revoked_at or found.expires_on < today:
        return None
    _note_use(found, today)
    return _caller(found)


def _caller(key: ApiKey) -> Caller:
    own = key.administration
    roles = frozenset(role.value for scope in key.scopes for role in ROLES.get(Scope(scope), ()))
    actor = Actor("staff", own.pk, own.slug, f"Система «{key.title}»", roles=roles)
    return Caller(key.pk, key.title, frozenset(key.scopes), key.rate, key.channel, actor)


def _note_use(key: ApiKey, today: date) -> None:
    if key.last_used_on != today:
        ApiKey.objects.filter(pk=key.pk).update(last_used_on=today)


@dataclass(frozen=True)
class KeyShown:
    """A key as its page shows it."""

    key: ApiKey
    scopes: tuple[str, ...]
    state: str


def keys_of(actor: Actor) -> list[KeyShown]:
    """Every key of the administration, the newest first; NotFound without the right."""
    if not can_manage_interchange(actor):
        raise NotFound
    found = ApiKey.objects.filter(administration_id=actor.administration_id)
    keys = list(found.select_related("administration", "created_by"))
    return [KeyShown(key, tuple(Scope(one).label for one in key.scopes), _state(key)) for key in keys]


def _state(key: ApiKey) -> str:
    if key.revoked_at:
        return "отозван"
    today = local_date(timezone.now(), key.administration.time_zone)
    return "срок вышел" if key.expires_on < today else "действует"
