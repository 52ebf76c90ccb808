"""Personal invitations: whom to invite, in which groups they may be counted, how many were used."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Count, Sum

from otklik.accounts.queries import staff
from otklik.base.actor import Actor
from otklik.catalog.models import Department
from otklik.surveys.models import Invitation, InvitationCount, Survey

#: Key of everybody whose unit is not counted by itself.
REST = None
REST_TITLE = "Остальные вместе"
Unit = int | None


@dataclass(frozen=True)
class Person:
    """Somebody to invite: an address, or nothing where a slip is printed; the unit where it is known."""

    email: str
    department_id: Unit = REST


@dataclass(frozen=True)
class StaffUnit:
    """A unit as the page offers it: how many people with and without an address."""

    department_id: Unit
    title: str
    with_email: int
    without_email: int


def staff_units(actor: Actor) -> list[StaffUnit]:
    """Units of the administration with how many of their active people can be written to."""
    people = [person for person in staff(actor) if person.is_active]
    titles: dict[Unit, str] = {p.department_id: str(p.department) if p.department else "Без отдела" for p in people}
    reachable = Counter(person.department_id for person in people if person.email)
    all_of_them = Counter(person.department_id for person in people)
    units = [
        StaffUnit(unit, titles[unit], reachable[unit], all_of_them[unit] - reachable[unit]) for unit in all_of_them
    ]
    return sorted(units, key=lambda one: (one.department_id is None, one.title))


def staff_of_units(actor: Actor, unit_ids: Iterable[Unit]) -> list[Person]:
    """Active people of the units who have an address."""
    wanted = set(unit_ids)
    people = (person for person in staff(actor) if person.is_active and person.email)
    return [Person(person.email, person.department_id) for person in people if person.department_id in wanted]


def counted_units(numbers: Mapping[Unit, int], minimum: int) -> set[int]:
    """The units that may be counted by themselves: each of at least `minimum`, and so is the rest together.

    Where the rest were smaller it could be told by subtraction: then the smallest counted units join it.
    Порядок: murashi 5.5.
    """
    counted = {unit for unit, number in numbers.items() if unit is not None and number >= minimum}
    rest = sum(number for unit, number in numbers.items() if unit not in counted)
    for unit in sorted(counted, key=lambda one: (numbers[one], one)):
        if rest == 0 or rest >= minimum:
            break
        counted.discard(unit)
        rest += numbers[unit]
    return counted if rest == 0 or rest >= minimum else set()


@dataclass(frozen=True)
class UnitCount:
    """Given and used by one unit; `title` empty for the whole survey."""

    title: str
    given: int
    used: int

    @property
    def share(self) -> float:
        """Used of given, 0..1."""
        return self.used / self.given if self.given else 0.0


@dataclass(frozen=True)
class InvitationFigures:
    """What may be known of a survey's invitations: totals, and units large enough to show nobody."""

    whole: UnitCount
    units: tuple[UnitCount, ...]
    by_way: Mapping[str, int]


def invitation_figures(survey: Survey) -> InvitationFigures:
    """Given, and used: given less what is left. Nothing else is kept that could be counted."""
    given = Counter[Unit]()
    ways = Counter[str]()
    for row in InvitationCount.objects.filter(survey=survey):
        given[row.department_id] += row.given
        ways[row.get_way_display()] += row.given
    left = _left(survey)
    titles = dict(Department.objects.filter(pk__in=[unit for unit in given if unit]).values_list("pk", "title"))
    counts = [
        UnitCount(titles.get(unit or 0, "Остальные вместе"), given[unit], _used(given, left, unit)) for unit in given
    ]
    whole = UnitCount("", sum(given.values()), sum(one.used for one in counts))
    is_safe = len(counts) > 1 and all(one.given >= survey.minimum_group for one in counts)
    shown = sorted(counts, key=lambda one: (one.title == REST_TITLE, one.title)) if is_safe else []
    return InvitationFigures(whole, tuple(shown), dict(ways))


def _left(survey: Survey) -> Mapping[Unit, int]:
    rows = Invitation.objects.filter(survey=survey).values("department").annotate(number=Count("pk")).order_by()
    return {row["department"]: row["number"] for row in rows}


def _used(given: Mapping[Unit, int], left: Mapping[Unit, int], unit: Unit) -> int:
    return max(0, given[unit] - left.get(unit, 0))


def given_before(survey: Survey) -> dict[Unit, int]:
    """How many each counted unit was given so far."""
    rows = InvitationCount.objects.filter(survey=survey).values("department").annotate(number=Sum("given")).order_by()
    return {row["department"]: row["number"] for row in rows}


def distinct(people: Sequence[Person]) -> list[Person]:
    """Each address once; the first mention holds."""
    seen: dict[str, Person] = {}
    for person in people:
        seen.setdefault(person.email.strip().lower(), person)
    return list(seen.values())
