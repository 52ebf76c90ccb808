"""Columns of the table of the staff: what they are called, and under which other headings they are known."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from otklik.base.errors import RuleBroken
from otklik.importers.contract import EXTRA_CELLS, NumberedRow
from otklik.importers.field_readers import folded

MOST_ROWS = 2000
LONGEST_CELL = 400


@dataclass(frozen=True)
class Column:
    """A column: its name in code, its heading, what to write there, other headings that mean the same."""

    name: str
    title: str
    hint: str
    others: tuple[str, ...] = ()


COLUMNS: tuple[Column, ...] = (
    Column(
        "unit", "Подразделение", "Отдел или организация. Чего в системе ещё нет, будет добавлено.",
        ("отдел", "структурное подразделение", "организация", "управление"),
    ),
    Column(
        "parent", "Входит в", "Подразделение, в которое входит это; пусто, если ни в какое.",
        ("вышестоящее подразделение", "вышестоящее", "родительское подразделение"),
    ),
    Column(
        "full_name", "Фамилия, имя, отчество", "Пусто, если в строке только подразделение.",
        ("фио", "ф и о", "сотрудник", "фамилия имя отчество", "работник"),
    ),
    Column("position", "Должность", "Как в штатном расписании.", ("наименование должности",)),
    Column(
        "username", "Имя для входа", "Латинскими буквами; пусто — система придумает по фамилии.",
        ("логин", "login", "учетная запись", "имя пользователя"),
    ),
    Column(
        "email", "Электронная почта", "Рабочий адрес: на него приходят напоминания и ссылка для нового пароля.",
        ("почта", "e mail", "email", "эл почта", "адрес электронной почты"),
    ),
    Column(
        "heads_unit", "Руководит подразделением", "«да», если человек возглавляет это подразделение.",
        ("руководитель подразделения",),
    ),
    Column("roles", "Роль", "Одна или несколько через точку с запятой.", ("роли", "роль в системе")),
    Column("act_title", "Каким актом", "Распоряжение, приказ, постановление.", ("акт", "вид акта")),
    Column("act_number", "Номер акта", "Например, 7-р.", ("номер распоряжения", "акт номер")),
    Column("act_on", "Дата акта", "Например, 12.01.2026.", ("дата распоряжения",)),
    Column("valid_from", "Исполняет с", "Пусто — со дня акта.", ("назначен с", "с какого дня")),
    Column("valid_to", "По какой день", "Пусто — бессрочно.", ("назначен по", "до какого дня")),
)  # fmt: skip
TITLES: Mapping[str, str] = {column.name: column.title for column in COLUMNS}
#: Headings of three columns that make one name.
NAME_PARTS = ("фамилия", "имя", "отчество")

Cells = dict[str, str]
NumberedCells = tuple[int, Cells]


def known_cells(rows: Iterable[NumberedRow]) -> list[NumberedCells]:
    """Cells by the names of our columns, with the row's number in the file.

    RuleBroken when no column of people or units is known, or when there are too many rows.
    """
    found: list[NumberedCells] = []
    for number, row in rows:
        cells = _cells(row)
        if not ({"unit", "full_name"} & cells.keys()):
            raise RuleBroken("staff_columns", _unknown(row), "file")
        if any(cells.values()):
            found.append((number, cells))
        if len(found) > MOST_ROWS:
            text = f"В файле больше {MOST_ROWS} строк. Разделите его на части."
            raise RuleBroken("staff_long", text, "file")
    if not found:
        raise RuleBroken("staff_empty", "В файле нет ни одной заполненной строки.", "file")
    return found


def _cells(row: Mapping[str, str]) -> Cells:
    words = {_heading(title): _clean(text) for title, text in row.items() if title != EXTRA_CELLS}
    cells = {name: words[heading] for heading, name in _NAMES.items() if heading in words}
    if "full_name" not in cells and NAME_PARTS[0] in words:
        cells["full_name"] = " ".join(filter(None, (words.get(part, "") for part in NAME_PARTS)))
    return cells


def _heading(title: str) -> str:
    return " ".join("".join(sign if sign.isalnum() else " " for sign in folded(title)).split())


def _clean(text: str) -> str:
    return " ".join(text.replace("\0", "").split())


def _unknown(row: Mapping[str, str]) -> str:
    met = ", ".join(f"«{title[:40]}»" for title in list(row)[:8])
    return f"В файле нет ни столбца «Подразделение», ни столбца «Фамилия, имя, отчество». Есть: {met}."


_NAMES = {_heading(heading): column.name for column in COLUMNS for heading in (column.title, *column.others)}
