"""How the people of an administration sign in: of whom a second step is demanded, and who has none yet."""

from dataclasses import dataclass
from datetime import date

from otklik.accounts.directory.reach import has_directory
from otklik.accounts.models import User
from otklik.accounts.queries import StaffMember, staff_members
from otklik.accounts.second_factor import SecondFactorRule, WayIn, second_factor_rule, ways_in
from otklik.base.actor import Actor
from otklik.catalog.models import Administration

NO_WAY = WayIn()


@dataclass(frozen=True, slots=True)
class SignsIn:
    """A person and the way in; `is_demanded`: the role demands a second step, today or from the day that was set."""

    person: User
    roles: tuple[str, ...]
    way: WayIn
    is_demanded: bool

    @property
    def is_lacking(self) -> bool:
        """Demanded and not set up."""
        return self.is_demanded and not self.way.has_second_factor


@dataclass(frozen=True, slots=True)
class SignInState:
    """The rule, the people who may enter (those who lack a second step first), and whether there is a directory."""

    rule: SecondFactorRule
    people: tuple[SignsIn, ...]
    has_directory: bool

    @property
    def lacking_count(self) -> int:
        """Of how many it is demanded in vain."""
        return sum(one.is_lacking for one in self.people)


def sign_in_state(actor: Actor, on: date) -> SignInState:
    """Everybody whose way in is open; the same number of questions however many there are."""
    rule = second_factor_rule(Administration.objects.get(pk=actor.administration_id))
    ways = ways_in(actor.administration_id)
    people = [_signs_in(rule, ways, one, on) for one in staff_members(actor, on) if one.person.is_active]
    return SignInState(rule, tuple(sorted(people, key=lambda one: not one.is_lacking)), has_directory())


def _signs_in(rule: SecondFactorRule, ways: dict[int, WayIn], member: StaffMember, on: date) -> SignsIn:
    held = frozenset(
        one.role for one in member.appointments if one.valid_from <= on and (one.valid_to is None or one.valid_to >= on)
    )
    way = ways.get(member.person.pk, NO_WAY)
    return SignsIn(member.person, member.roles, way, rule.touches(held))
