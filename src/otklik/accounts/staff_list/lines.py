"""Rows of the table of the staff as lines with values; every fault is told with its row and column."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from otklik.accounts.enums import Role
from otklik.accounts.staff_list.columns import LONGEST_CELL, TITLES, Cells, NumberedCells

USERNAME = re.compile(r"[A-Za-z0-9.@+_-]{1,150}")
LONGEST = {
    "unit": 200,
    "parent": 200,
    "full_name": 200,
    "position": 300,
    "email": 254,
    "act_title": 200,
    "act_number": 60,
}
FORMATS = ("%d.%m.%Y", "%Y-%m-%d", "%d.%m.%y")
YEARS = range(1990, 2101)
YES, NO = frozenset({"да", "1", "+", "x", "х", "true"}), frozenset({"", "нет", "0", "-", "false"})
#: What offices call the roles beside their own titles.
ROLE_WORDS = {
    **{role.label.casefold(): role for role in Role},
    **{role.value: role for role in Role},
    "координатор": Role.COORDINATOR,
    "ответственное лицо": Role.COORDINATOR,
    "ответственный": Role.COORDINATOR,
    "организатор": Role.ORGANIZER,
    "внутренняя обратная связь": Role.INTERNAL_OFFICER,
    "контролирующий": Role.CONTROLLER,
    "контролёр": Role.CONTROLLER,
    "контролер": Role.CONTROLLER,
    "администратор системы": Role.ADMINISTRATOR,
}


@dataclass(frozen=True)
class CellProblem:
    """What is wrong, and where: the row as the spreadsheet numbers it, the heading of the column («» for the row)."""

    row: int
    column: str
    message: str


@dataclass(frozen=True)
class CommonAct:
    """The act by which everybody of the table is appointed whose row names none."""

    title: str = ""
    number: str = ""
    on: date | None = None
    valid_from: date | None = None


@dataclass(frozen=True)
class RoleLine:
    """A role by an act, from a day to a day."""

    role: Role
    act_title: str
    act_number: str
    act_on: date
    valid_from: date
    valid_to: date | None


@dataclass(frozen=True)
class StaffLine:
    """One row: a unit, or a person of a unit with the roles to be given."""

    row: int
    unit: str = ""
    parent: str = ""
    full_name: str = ""
    position: str = ""
    username: str = ""
    email: str = ""
    heads_unit: bool = False
    roles: tuple[RoleLine, ...] = ()


def staff_lines(rows: Iterable[NumberedCells], common: CommonAct) -> tuple[list[StaffLine], list[CellProblem]]:
    """Lines in the order of the file, and every fault; a row with a fault gives no line."""
    lines: list[StaffLine] = []
    problems: list[CellProblem] = []
    for number, cells in rows:
        reading = _Reading(number, cells, common)
        line = reading.line()
        if reading.problems:
            problems += reading.problems
        else:
            lines.append(line)
    return lines, problems


class _Reading:
    """The reading of one row: values one by one, faults gathered."""

    def __init__(self, row: int, cells: Cells, common: CommonAct) -> None:
        self.row, self.cells, self.common = row, cells, common
        self.problems: list[CellProblem] = []

    def line(self) -> StaffLine:
        """The row's values; to be thrown away when `problems` came of it."""
        name, unit = self.text("full_name"), self.text("unit")
        if name and " " not in name:
            self.wrong("full_name", f"«{name}» — только одно слово. Напишите фамилию, имя и отчество.")
        if not name and not unit:
            self.wrong("full_name", "Нет ни человека, ни подразделения.")
        if not name and any(self.cells.get(column) for column in ("username", "roles", "position", "email")):
            self.wrong("full_name", "Есть должность, имя для входа или роль, но не сказано, чьи.")
        heads = self.yes("heads_unit")
        if heads and not unit:
            self.wrong("unit", "Сказано, что человек руководит подразделением, но не сказано, каким.")
        return StaffLine(
            self.row, unit, self.text("parent"), name, self.text("position"),
            self.username(), self.email(), heads, self.roles(),
        )  # fmt: skip

    def wrong(self, column: str, message: str) -> None:
        """Note a fault."""
        self.problems.append(CellProblem(self.row, TITLES.get(column, ""), message))

    def text(self, column: str) -> str:
        """A cell as it stands; too long a one is a fault."""
        text, longest = self.cells.get(column, ""), LONGEST.get(column, LONGEST_CELL)
        if len(text) > longest:
            self.wrong(column, f"Длиннее {longest} знаков. Сократите.")
        return text

    def yes(self, column: str) -> bool:
        """«да» or «нет»."""
        text = self.cells.get(column, "").casefold()
        if text not in YES | NO:
            self.wrong(column, f"«{text[:40]}» не понять. Пишите «да» или «нет».")
        return text in YES

    def username(self) -> str:
        """The sign-in name; empty where the system is to make one."""
        text = self.cells.get("username", "")
        if text and not USERNAME.fullmatch(text):
            self.wrong("username", f"«{text[:40]}»: можно только латинские буквы, цифры и знаки . @ + - _")
        return text

    def email(self) -> str:
        """An address or nothing."""
        text = self.text("email")
        if text:
            try:
                validate_email(text)
            except ValidationError:
                self.wrong("email", f"«{text[:60]}» — не адрес почты. Пример: ivanova@example.ru")
        return text

    def roles(self) -> tuple[RoleLine, ...]:
        """Every role of the cell by the row's act, else by the common one."""
        words = [word.strip() for word in re.split(r"[;,\n/]", self.cells.get("roles", "")) if word.strip()]
        found = [role for word in words if (role := self.role(word)) is not None]
        if not words:
            return ()
        title, number = self.text("act_title") or self.common.title, self.text("act_number")
        act_on = self.day("act_on") or self.common.on
        if not title:
            self.wrong("act_title", "Роль дают актом: назовите его здесь или один раз на всех при загрузке.")
        if act_on is None:
            if not self.cells.get("act_on"):
                self.wrong("act_on", "Нет даты акта: напишите её здесь или один раз на всех при загрузке.")
            return ()
        begins = self.day("valid_from") or self.common.valid_from or act_on
        ends = self.day("valid_to")
        if ends and ends < begins:
            self.wrong("valid_to", "Окончание срока раньше его начала.")
        number = number or (self.common.number if not self.cells.get("act_title") else "")
        return tuple(RoleLine(role, title, number, act_on, begins, ends) for role in dict.fromkeys(found))

    def role(self, word: str) -> Role | None:
        """The role by its title or by one of its other names."""
        found = ROLE_WORDS.get(word.casefold())
        if found is None:
            names = ", ".join(role.label for role in Role)
            self.wrong("roles", f"Роли «{word[:60]}» нет. Есть: {names}.")
        return found

    def day(self, column: str) -> date | None:
        """A date as offices and spreadsheets write it; None for an empty cell."""
        text = self.cells.get(column, "")
        for pattern in FORMATS if text else ():
            try:
                on = datetime.strptime(text.removesuffix(" 00:00:00").rstrip(" г."), pattern).date()  # noqa: DTZ007 - a day
            except ValueError:
                continue
            if on.year in YEARS:
                return on
        if text:
            self.wrong(column, f"Дату «{text[:40]}» прочитать нельзя. Пишите 12.01.2026.")
        return None
