"""The table of the staff held against what is kept: what would be added, what changed, what cannot be."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import chain, count

from otklik.accounts.models import Appointment, User
from otklik.accounts.staff_list.columns import TITLES, NumberedCells
from otklik.accounts.staff_list.lines import CellProblem, CommonAct, RoleLine, StaffLine, staff_lines
from otklik.base.actor import Actor
from otklik.catalog.models import Department
from otklik.catalog.slugs import slug_of
from otklik.importers.field_readers import folded

#: Facts of a person that a row may change, and their words.
FACTS = {"full_name": "имя", "position": "должность", "email": "почта", "unit": "подразделение"}


class _Unclear(ValueError):  # noqa: N818 - says why nobody can tell whose row it is
    pass


@dataclass
class PlannedUnit:
    """A unit of the table: to be added when it is not `kept` yet, to be put under `parent` when one is named."""

    row: int
    title: str
    kept: Department | None
    parent: str = ""
    parent_row: int = 0

    @property
    def moves(self) -> bool:
        """Whether it comes under another unit than it stands under."""
        above = self.kept.parent if self.kept else None
        return bool(self.parent) and folded(above.title if above else "") != folded(self.parent)


@dataclass
class PlannedPerson:
    """A person of the table with what becomes of the account."""

    row: int
    kept: User | None
    username: str
    full_name: str = ""
    unit: str = ""
    position: str = ""
    email: str = ""
    heads_unit: bool = False
    roles: list[RoleLine] = field(default_factory=list)
    changes: list[str] = field(default_factory=list)

    @property
    def is_untouched(self) -> bool:
        """Nothing to be done."""
        return self.kept is not None and not (self.roles or self.changes)


@dataclass(frozen=True)
class StaffPlan:
    """What the table would do. With a problem it does nothing at all."""

    units: tuple[PlannedUnit, ...]
    people: tuple[PlannedPerson, ...]
    problems: tuple[CellProblem, ...]

    @property
    def new_units(self) -> list[PlannedUnit]:
        """Units to be added."""
        return [unit for unit in self.units if unit.kept is None]

    @property
    def moved_units(self) -> list[PlannedUnit]:
        """Kept units that come under another one."""
        return [unit for unit in self.units if unit.kept is not None and unit.moves]

    @property
    def new_people(self) -> list[PlannedPerson]:
        """People who get an account."""
        return [person for person in self.people if person.kept is None]

    @property
    def changed_people(self) -> list[PlannedPerson]:
        """People with an account that changes or gets a role."""
        return [person for person in self.people if person.kept is not None and not person.is_untouched]

    @property
    def same_count(self) -> int:
        """People about whom everything is as in the table."""
        return sum(person.is_untouched for person in self.people)

    @property
    def is_empty(self) -> bool:
        """The table says what is kept already."""
        return not (self.new_units or self.moved_units or self.new_people or self.changed_people)


def staff_plan(actor: Actor, rows: Sequence[NumberedCells], common: CommonAct) -> StaffPlan:
    """The plan of the whole table, every fault told at once, in the order of rows."""
    lines, problems = staff_lines(rows, common)
    planner = _Planner(actor)
    for line in lines:
        planner.take(line)
    planner.finish()
    places = list(TITLES.values())
    found = sorted([*problems, *planner.problems], key=lambda one: (one.row, places.index(one.column)))
    return StaffPlan(tuple(planner.units.values()), tuple(planner.people), tuple(found))


class _Planner:
    """Rows taken one by one against what was read once."""

    def __init__(self, actor: Actor) -> None:
        own = User.objects.filter(administration_id=actor.administration_id)
        kept = list(own.select_related("department").order_by("pk"))
        self.kept = {person.username.casefold(): person for person in kept}
        self.namesakes: dict[str, list[User]] = {}
        for person in kept:
            self.namesakes.setdefault(folded(person.full_name), []).append(person)
        names = User.objects.values_list("username", flat=True)
        self.taken = {name.casefold() for name in names}
        departments = Department.objects.filter(administration_id=actor.administration_id).select_related("parent")
        self.departments = {folded(one.title): one for one in departments}
        headed = departments.exclude(head=None).values_list("pk", "head_id")
        self.heads: dict[int, int | None] = dict(headed)
        self.units: dict[str, PlannedUnit] = {}
        self.people: list[PlannedPerson] = []
        self.by_key: dict[str, PlannedPerson] = {}
        self.problems: list[CellProblem] = []

    def take(self, line: StaffLine) -> None:
        """One row."""
        self._take_unit(line)
        if line.full_name:
            person = self._person(line)
            if person is not None:
                self._fill(person, line)
                person.roles += line.roles

    def finish(self) -> None:
        """What can be told only when all rows were read: circles of units, made-up names, changes, roles held."""
        self._check_circles()
        appointments: dict[int, list[Appointment]] = {}
        ids = [person.kept.pk for person in self.people if person.kept]
        for one in Appointment.objects.filter(user_id__in=ids):
            appointments.setdefault(one.user_id, []).append(one)
        for person in self.people:
            held = appointments.get(person.kept.pk, []) if person.kept else []
            person.roles = _not_held(person.roles, held)
            if person.kept is None:
                person.username = person.username or self._made_up(person.full_name)
            else:
                person.changes = self._changes(person, person.kept)

    def _take_unit(self, line: StaffLine) -> None:
        for title in filter(None, (line.parent, line.unit)):
            if folded(title) not in self.units:
                self.units[folded(title)] = PlannedUnit(line.row, title, self.departments.get(folded(title)))
        if not (line.parent and line.unit):
            return
        unit = self.units[folded(line.unit)]
        if unit.parent and folded(unit.parent) != folded(line.parent):
            self._wrong(line.row, "parent", f"В строке {unit.parent_row} оно входит в «{unit.parent}».")
        unit.parent, unit.parent_row = line.parent, line.row

    def _person(self, line: StaffLine) -> PlannedPerson | None:
        """The person of the row: met above, kept, or new; None where that cannot be told."""
        key = f"@{line.username.casefold()}" if line.username else folded(line.full_name)
        found = self.by_key.get(key)
        if found is None:
            try:
                kept = self._kept(line)
            except _Unclear as why:
                self._wrong(line.row, "username", str(why))
                return None
            found = self._met(kept) or PlannedPerson(line.row, kept, kept.username if kept else line.username)
            if found not in self.people:
                self.people.append(found)
            self.by_key[key] = found
            self.by_key.setdefault(folded(line.full_name), found)
        return found

    def _met(self, kept: User | None) -> PlannedPerson | None:
        return next((one for one in self.people if kept and one.kept and one.kept.pk == kept.pk), None)

    def _kept(self, line: StaffLine) -> User | None:
        """The account of the row; None for a new one."""
        found = self._named(line)
        if found is not None and not found.is_active:
            raise _Unclear("Вход этому человеку закрыт: откройте его на странице человека или уберите строку.")
        return found

    def _named(self, line: StaffLine) -> User | None:
        if line.username:
            kept = self.kept.get(line.username.casefold())
            if kept is None and line.username.casefold() in self.taken:
                raise _Unclear(f"Имя «{line.username}» уже занято. Придумайте другое.")
            return kept
        same = self.namesakes.get(folded(line.full_name), [])
        if len(same) > 1:
            unit = folded(line.unit)
            same = [one for one in same if one.department and folded(one.department.title) == unit]
            if len(same) != 1:
                raise _Unclear("В системе несколько человек с таким именем: укажите имя для входа.")
        return same[0] if same else None

    def _fill(self, person: PlannedPerson, line: StaffLine) -> None:
        for name in FACTS:
            value, before = getattr(line, name), getattr(person, name)
            if value and before and folded(value) != folded(before):
                text = f"Выше о том же человеке сказано иначе: «{before}». Тёзкам укажите разные имена для входа."
                self._wrong(line.row, name, text)
            elif value:
                setattr(person, name, value)
        person.heads_unit = person.heads_unit or line.heads_unit

    def _changes(self, person: PlannedPerson, kept: User) -> list[str]:
        unit = kept.department.title if kept.department else ""
        before = {"full_name": kept.full_name, "position": kept.position, "email": kept.email, "unit": unit}
        changed = [words for name, words in FACTS.items() if getattr(person, name) not in {"", before[name]}]
        department = self.departments.get(folded(person.unit))
        if person.heads_unit and (department is None or self.heads.get(department.pk) != kept.pk):
            changed.append("руководит подразделением")
        return changed

    def _made_up(self, full_name: str) -> str:
        """«smirnova», then «smirnova.ap», then «smirnova.ap2»: short, told over the telephone, nobody's yet."""
        surname, *others = full_name.split()
        bare = slug_of(surname, ()).replace("_", "-")
        initials = "".join(slug_of(one[0], ())[0] for one in others[:2])
        longer = f"{bare}.{initials}"
        names = chain((bare, longer), (f"{longer}{number}" for number in count(2)))
        name = next(one for one in names if one not in self.taken)
        self.taken.add(name)
        return name

    def _check_circles(self) -> None:
        above = {key: folded(one.parent.title) for key, one in self.departments.items() if one.parent}
        above |= {key: folded(unit.parent) for key, unit in self.units.items() if unit.parent}
        for key, unit in self.units.items():
            seen, at = {key}, above.get(key)
            while at and at not in seen:
                seen.add(at)
                at = above.get(at)
            if at == key:
                self._wrong(unit.parent_row or unit.row, "parent", f"«{unit.title}» оказалось бы внутри самого себя.")

    def _wrong(self, row: int, column: str, message: str) -> None:
        self.problems.append(CellProblem(row, TITLES[column], message))


def _not_held(roles: Iterable[RoleLine], held: Sequence[Appointment]) -> list[RoleLine]:
    """Roles that the person does not hold in those days already, each once."""
    spans = [(one.role, one.valid_from, one.valid_to or date.max) for one in held]
    wanted = []
    for line in roles:
        until = line.valid_to or date.max
        if not any(role == line.role and first <= until and line.valid_from <= last for role, first, last in spans):
            wanted.append(line)
            spans.append((line.role, line.valid_from, until))
    return wanted
