"""CSV and other text tables."""

from pathlib import Path

from otklik.importers.contract import Example, Importer
from otklik.importers.csv_file.reading import read_rows

_SAMPLES = Path(__file__).parent / "samples"

IMPORTER = Importer(
    slug="csv",
    title="Таблица CSV",
    extensions=(".csv", ".tsv", ".txt"),
    description=(
        "Текстовая таблица. Кодировка (UTF-8, UTF-16, Windows-1251, КОИ-8, DOS) и разделитель (запятая, точка с "
        "запятой, табуляция, вертикальная черта) определяются сами; перенос строки внутри кавычек остаётся в тексте."
    ),
    examples=(
        Example(
            title="Выгрузка из Excel: Windows-1251, точка с запятой",
            path=_SAMPLES / "excel.csv",
            rows=((2, {"Номер": "7", "Текст": "Не горит фонарь;\r\nулица тёмная"}),),
        ),
        Example(
            title="UTF-8 с меткой, запятая, над таблицей — название",
            path=_SAMPLES / "portal.csv",
            rows=(
                (4, {"Номер": "1", "Дата": "01.02.2025", "Текст": "Яма"}),
                (5, {"Номер": "2", "Дата": "02.02.2025", "Текст": ""}),
            ),
        ),
        Example(
            title="КОИ-8, табуляция",
            path=_SAMPLES / "mail.tsv",
            rows=((2, {"Автор": "Петрова", "Текст": "Спасибо за новую остановку у школы"}),),
        ),
    ),
    read_rows=read_rows,
)
