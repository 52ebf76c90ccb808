"""Reads the table of a spreadsheet as rows of text."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from pathlib import Path

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, PasswordError, SheetVisibleEnum

from otklik.importers.contract import NumberedRow, UnreadableFile
from otklik.importers.tables import Numbered, named_rows


def read_rows(path: Path) -> Iterator[NumberedRow]:
    """Rows of the first visible sheet that holds a table, numbered as in the spreadsheet. Raises UnreadableFile."""
    try:
        with CalamineWorkbook.from_path(str(path)) as book:
            yield from named_rows(_cells(_table_sheet(book)))
    except PasswordError:
        raise UnreadableFile("Книга защищена паролем: снимите пароль и сохраните её заново.") from None
    except (CalamineError, OSError):
        raise UnreadableFile("Книга повреждена или это не таблица: откройте её в Excel и сохраните как XLSX.") from None


def as_text(value: object) -> str:
    """A cell as text: whole numbers without «.0», moments in ISO form, yes and no in Russian."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "да" if value else "нет"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(value)
    if isinstance(value, datetime):
        return value.isoformat(" ", "seconds")
    return _rare_text(value)


def _rare_text(value: object) -> str:
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, timedelta):
        return str(value)
    return "" if value is None else str(value)


def _table_sheet(book: CalamineWorkbook) -> CalamineSheet:
    """The first visible sheet with at least two rows and two columns; else the first that holds anything."""
    visible = [sheet.name for sheet in book.sheets_metadata if sheet.visible == SheetVisibleEnum.Visible]
    fallback: CalamineSheet | None = None
    for name in visible or book.sheet_names:
        sheet = book.get_sheet_by_name(name)
        if sheet.height > 1 and sheet.width > 1:
            return sheet
        if fallback is None and sheet.height:
            fallback = sheet
    if fallback is None:
        raise UnreadableFile("В книге нет листа с таблицей.")
    return fallback


def _cells(sheet: CalamineSheet) -> Iterator[Numbered]:
    for number, cells in enumerate(sheet.iter_rows(), start=1):
        yield number, [cell if type(cell) is str else as_text(cell) for cell in cells]
