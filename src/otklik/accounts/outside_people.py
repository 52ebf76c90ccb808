"""A person whom the directory or the provider of single sign-on has let in: which account of ours is it.

An account is found, never guessed: by the entry it was linked with, else by the sign-in name (or the address) as the
machine's administrator has set. A new one is made only where a group of the directory gives a role.
"""

from dataclasses import dataclass, field

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from otklik.accounts.models import OutsideAccount, User
from otklik.accounts.outside_roles import keep_outside_roles, roles_by_groups
from otklik.base import audit
from otklik.base.actor import Actor, system_actor
from otklik.catalog.models import Administration
from otklik.delivery.secrets import encipher

SOURCE = OutsideAccount.Source


@dataclass(frozen=True, slots=True)
class OutsidePerson:
    """What was told of a person outside; `email` only where the teller vouches for it."""

    source: str
    key: str
    name: str
    login: str
    full_name: str
    email: str = ""
    position: str = ""
    groups: tuple[str, ...] = ()
    refresh_token: str = field(default="", repr=False)


@transaction.atomic
def admit_outside_person(person: OutsidePerson) -> User | None:
    """The account, linked and with the roles that its groups give; None where nobody here answers to it."""
    user = _linked(person) or _matched(person)
    if user is None:
        user = _made(person)
    if user is None or _is_closed_here(user):
        return None
    _link(user, person)
    keep_outside_roles(user, person.groups)
    return user


def _linked(person: OutsidePerson) -> User | None:
    found = OutsideAccount.objects.filter(source=person.source, key=person.key).select_related("person").first()
    return found.person if found else None


def _matched(person: OutsidePerson) -> User | None:
    """The one active account of that name or address which is linked with nobody else."""
    by_email = settings.SIGN_IN_MATCH == "email"
    wanted = person.email if by_email else person.login
    if not wanted:
        return None
    named = {"email__iexact": wanted} if by_email else {"username__iexact": wanted}
    found = list(User.objects.filter(is_active=True, outside=None, **named)[:2])
    return found[0] if len(found) == 1 else None


def _made(person: OutsidePerson) -> User | None:
    """A new account in the administration of the first group that gives a role there."""
    slug = next(iter(roles_by_groups(person.groups)), None)
    administration = Administration.objects.filter(slug=slug).first() if slug else None
    if administration is None or not person.login or User.objects.filter(username__iexact=person.login).exists():
        return None
    user = User(
        username=person.login[:150], full_name=person.full_name or person.login, position=person.position,
        email=person.email, administration=administration,
    )  # fmt: skip
    user.set_unusable_password()
    user.save()
    audit.record(actor_for(user), "add_person", user, f"Учётная запись по группе каталога: {user}")
    return user


def _is_closed_here(user: User) -> bool:
    """The administrator closed the way in; what the directory closed opens again with the directory."""
    kept = OutsideAccount.objects.filter(person=user).first()
    return not user.is_active and (kept is None or kept.closed_at is None)


def _link(user: User, person: OutsidePerson) -> None:
    now = timezone.now()
    kept = {"source": person.source, "key": person.key, "name": person.name[:500], "seen_at": now, "closed_at": None}
    if person.refresh_token:
        kept["refresh_token"] = encipher(person.refresh_token)
    _, is_new = OutsideAccount.objects.update_or_create(
        person=user, defaults=kept, create_defaults={**kept, "linked_at": now}
    )
    if is_new:
        _forget_password(user, person)
    if not user.is_active:
        user.is_active = True
        user.save(update_fields=["is_active"])
        audit.record(actor_for(user), "open_outside_account", user, f"{user}: вход открыт, его снова знает каталог")


def _forget_password(user: User, person: OutsidePerson) -> None:
    """From now on the password is kept outside only: a change there is a change here."""
    user.set_unusable_password()
    user.password_is_temporary = False
    user.save(update_fields=["password", "password_is_temporary"])
    source = SOURCE(person.source).label
    audit.record(actor_for(user), "link_outside_account", user, f"{user}: входит через {source}", source=person.source)


def actor_for(user: User) -> Actor:
    """The system itself, acting in the person's administration."""
    if user.administration is None:
        return Actor("system", 0, "", "Система")
    return system_actor(user.administration.pk, user.administration.slug)
