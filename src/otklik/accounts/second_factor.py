"""Who must sign in with a second step besides the password, and whether he can.

The administrator of the administration chooses the roles; administrators always must, and so must who keeps the node
or a region.
Only a demonstration is entered by the password alone: its passwords are printed for everybody.
"""

from dataclasses import dataclass
from datetime import date

from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone

from otklik.accounts.enums import Role
from otklik.accounts.models import OutsideAccount, User
from otklik.base.actor import Actor
from otklik.catalog.models import Administration
from otklik.core.periods import local_date

OPTION = "second_factor"
ALWAYS = frozenset({Role.ADMINISTRATOR.value})
FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


@dataclass(frozen=True, slots=True)
class SecondFactorRule:
    """The roles that must, from which day, and whether the administration is there for show only."""

    roles: frozenset[str]
    since: date | None = None
    is_for_show: bool = False

    def touches(self, roles: frozenset[str]) -> bool:
        """Somebody with these roles must some day, or must already."""
        return not self.is_for_show and not roles.isdisjoint(self.roles | ALWAYS)

    def holds(self, roles: frozenset[str], on: date) -> bool:
        """Somebody with these roles must on the day; the administrator's day is always today."""
        chosen_day = self.since is None or on >= self.since
        return self.touches(roles) and (chosen_day or not roles.isdisjoint(ALWAYS))


def second_factor_rule(administration: Administration) -> SecondFactorRule:
    """The rule in force; administrators only, where nothing was chosen."""
    kept = administration.options.get(OPTION, {})
    since = date.fromisoformat(kept["since"]) if kept.get("since") else None
    return SecondFactorRule(frozenset(kept.get("roles", ())), since, bool(kept.get("for_show")))


def is_all_for_show() -> bool:
    """The installation holds administrations, and each of them is there for show only."""
    rules = [second_factor_rule(one) for one in Administration.objects.only("options")]
    return bool(rules) and all(rule.is_for_show for rule in rules)


def lacks_second_factor(request: HttpRequest, user: User, actor: Actor | None, *, keeps_region: bool = False) -> bool:
    """The role demands a second step, the person has set none up, and nobody else has asked for it.

    A question to the database only for those of whom it is demanded.
    """
    rule = second_factor_rule(user.administration) if user.administration else SecondFactorRule(frozenset())
    today = local_date(timezone.now(), user.administration.time_zone) if user.administration else date.min
    demanded = rule.holds(actor.roles if actor else frozenset(), today) or (keeps_node(user) and not rule.is_for_show)
    demanded = demanded or (keeps_region and not is_all_for_show())
    return demanded and not has_second_factor(user) and not _asked_elsewhere(request)


def is_demanded_some_day(user: User, roles: frozenset[str]) -> date | None:
    """The coming day from which the person must; None where no such day is ahead of somebody without a second step."""
    if user.administration is None:
        return None
    rule = second_factor_rule(user.administration)
    today = local_date(timezone.now(), user.administration.time_zone)
    waits = rule.since is not None and rule.since > today and rule.touches(roles) and not rule.holds(roles, today)
    return rule.since if waits and not has_second_factor(user) else None


def has_second_factor(user: User) -> bool:
    """An application with codes or a key is set up; recovery codes alone are none."""
    return bool(Authenticator.objects.filter(user_id=user.pk, type__in=FACTORS).exists())


def keeps_node(user: User) -> bool:
    """The person keeps the whole node."""
    return user.is_node_keeper


def _asked_elsewhere(request: HttpRequest) -> bool:
    """The provider of single sign-on has asked for the second step itself, and this session came from there."""
    methods = {record.get("method") for record in get_authentication_records(request, request.user)}
    return bool(settings.OIDC_ASKS_SECOND_FACTOR) and "socialaccount" in methods


@dataclass(frozen=True, slots=True)
class WayIn:
    """How a person signs in: application with codes, number of keys, entry outside."""

    has_application: bool = False
    key_count: int = 0
    outside: OutsideAccount | None = None

    @property
    def has_second_factor(self) -> bool:
        """Some second step is set up."""
        return self.has_application or self.key_count > 0


def ways_in(administration_id: int, user_id: int | None = None) -> dict[int, WayIn]:
    """The ways in by person, of all people or of one; two questions to the database."""
    factors = Authenticator.objects.filter(type__in=FACTORS, user__administration_id=administration_id)
    outside = OutsideAccount.objects.filter(person__administration_id=administration_id)
    if user_id is not None:
        factors, outside = factors.filter(user_id=user_id), outside.filter(person_id=user_id)
    kinds: dict[int, list[str]] = {}
    for person_id, kind in factors.values_list("user_id", "type"):
        kinds.setdefault(person_id, []).append(kind)
    entries = {one.person_id: one for one in outside}
    totp, key = FACTORS
    return {
        person_id: WayIn(totp in kinds.get(person_id, ()), kinds.get(person_id, []).count(key), entries.get(person_id))
        for person_id in {*kinds, *entries}
    }
