"""CSV and other text tables."""

from otklik.importers.contract import Example, Importer
from otklik.importers.csv_file.reading import read_rows

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
            file_name="excel.csv",
            make=lambda: 'Номер;Текст\r\n7;"Не горит фонарь;\r\nулица тёмная"\r\n'.encode("cp1251"),
            rows=((2, {"Номер": "7", "Текст": "Не горит фонарь;\r\nулица тёмная"}),),
        ),
        Example(
            title="UTF-8 с меткой, запятая, над таблицей — название",
            file_name="portal.csv",
            make=lambda: "Реестр сообщений\n\nНомер,Дата,Текст\n1,01.02.2025,Яма\n2,02.02.2025,\n".encode("utf-8-sig"),
            rows=(
                (4, {"Номер": "1", "Дата": "01.02.2025", "Текст": "Яма"}),
                (5, {"Номер": "2", "Дата": "02.02.2025", "Текст": ""}),
            ),
        ),
        Example(
            title="КОИ-8, табуляция",
            file_name="mail.tsv",
            make=lambda: "Автор\tТекст\nПетрова\tСпасибо за новую остановку у школы\n".encode("koi8-r"),
            rows=((2, {"Автор": "Петрова", "Текст": "Спасибо за новую остановку у школы"}),),
        ),
    ),
    read_rows=read_rows,
)
