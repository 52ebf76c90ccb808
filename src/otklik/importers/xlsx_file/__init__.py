"""Spreadsheets: XLSX, XLS, XLSB, ODS."""

from pathlib import Path

from otklik.importers.contract import Example, Importer
from otklik.importers.xlsx_file.reading import read_rows

_SAMPLES = Path(__file__).parent / "samples"

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
            path=_SAMPLES / "register.xlsx",
            rows=((5, {"№": "17", "Дата": "2025-01-09 14:30:00", "Текст": "Нет тепла\nво втором подъезде"}),),
        ),
    ),
    read_rows=read_rows,
)
