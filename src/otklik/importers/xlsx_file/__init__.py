"""Spreadsheets: XLSX, XLS, XLSB, ODS."""

from datetime import datetime
from io import BytesIO

from otklik.importers.contract import Example, Importer
from otklik.importers.xlsx_file.reading import read_rows


def _book() -> bytes:
    """A register with a title above the header, a row of column numbers and a date."""
    from xlsxwriter import Workbook  # noqa: PLC0415 - only examples write

    content = BytesIO()
    with Workbook(content, {"in_memory": True, "default_date_format": "dd.mm.yyyy hh:mm"}) as book:
        sheet = book.add_worksheet("Реестр")
        sheet.write(0, 0, "Реестр сообщений за январь")
        sheet.write_row(2, 0, ["№", "Дата", "Текст"])
        sheet.write_row(3, 0, [1, 2, 3])
        sheet.write(4, 0, 17)
        sheet.write_datetime(4, 1, datetime(2025, 1, 9, 14, 30))  # noqa: DTZ001 - a spreadsheet knows no zone
        sheet.write(4, 2, "Нет тепла\nво втором подъезде")
    return content.getvalue()


IMPORTER = Importer(
    slug="xlsx",
    title="Книга Excel или LibreOffice",
    extensions=(".xlsx", ".xlsm", ".xlsb", ".xls", ".ods"),
    description=(
        "Читается первый видимый лист с таблицей. Заголовок находится сам, даже если над ним есть название; строка "
        "с номерами граф под заголовком пропускается."
    ),
    examples=(
        Example(
            title="Реестр с названием над таблицей и номерами граф",
            file_name="register.xlsx",
            make=_book,
            rows=((5, {"№": "17", "Дата": "2025-01-09 14:30:00", "Текст": "Нет тепла\nво втором подъезде"}),),
        ),
    ),
    read_rows=read_rows,
)
