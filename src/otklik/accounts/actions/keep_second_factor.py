"""The second step of the sign-in: of which roles it is demanded, and a lost one taken off by the administrator."""

from collections.abc import Collection
from datetime import date

from allauth.mfa.models import Authenticator
from django.db import transaction

from otklik.accounts.actions.keep_account import person_to_keep
from otklik.accounts.enums import Role
from otklik.accounts.models import User
from otklik.accounts.policies import can_manage_staff
from otklik.accounts.second_factor import ALWAYS, OPTION, second_factor_rule
from otklik.accounts.session_ends import end_sessions_of
from otklik.accounts.sign_in_letters import tell_change
from otklik.base import audit
from otklik.base.actor import Actor
from otklik.base.errors import NotFound, RuleBroken
from otklik.catalog.locks import lock_administration
from otklik.catalog.models import Administration
from otklik.catalog.options import keep_options


@transaction.atomic
def change_second_factor_rule(*, actor: Actor, roles: Collection[str], since: date | None) -> None:
    """Demand a second step of the roles, from the day on. Administrators are always among them."""
    administration = _administration(actor)
    if second_factor_rule(administration).is_for_show:
        raise RuleBroken("for_show", "Эта администрация — для показа: в неё входят по одному паролю.")
    if unknown := set(roles) - set(Role.values):
        raise RuleBroken("roles", f"Нет таких ролей: {', '.join(sorted(unknown))}.", "roles")
    chosen = sorted(set(roles) - ALWAYS)
    keep_options(administration, **{OPTION: {"roles": chosen, "since": since.isoformat() if since else None}})
    told = ", ".join(Role(role).label for role in chosen) or "только администраторы"
    audit.record(actor, "change_second_factor_rule", administration, f"Вход в два шага: {told}", since=str(since or ""))


@transaction.atomic
def enter_by_password_alone(*, administration: Administration) -> None:
    """An administration that is there for show: its printed passwords are all that is asked."""
    keep_options(administration, **{OPTION: {"for_show": True}})


@transaction.atomic
def reset_second_factor(*, actor: Actor, user_id: int) -> User:
    """Take off a lost second step: codes, keys and recovery codes go, open sessions end, the person is told.

    At the next sign-in the person sets up a new one, where the role demands it.
    """
    person = person_to_keep(actor, user_id)
    if person.pk == actor.user_id:
        raise RuleBroken("oneself", "Свой второй шаг меняют на странице «Вход в два шага».")
    if not Authenticator.objects.filter(user=person).exists():
        raise RuleBroken("nothing", "У этого человека второй шаг не настроен.")
    take_off_second_factor(actor, person)
    return person


def take_off_second_factor(actor: Actor, person: User) -> None:
    """The deed itself, inside the caller's transaction and right."""
    Authenticator.objects.filter(user=person).delete()
    ended = end_sessions_of(person)
    audit.record(actor, "reset_second_factor", person, f"Сброшен второй шаг входа: {person}", sessions=ended)
    tell_change(person, "otklik/second_factor_reset")


@transaction.atomic
def end_all_sessions(*, actor: Actor, user_id: int) -> int:
    """End every open session of a person; returns how many there were."""
    person = person_to_keep(actor, user_id)
    ended = end_sessions_of(person)
    audit.record(actor, "end_sessions", person, f"Окончены открытые сеансы: {person}", sessions=ended)
    return ended


def _administration(actor: Actor) -> Administration:
    if not can_manage_staff(actor):
        raise NotFound
    return lock_administration(actor.administration_id)
