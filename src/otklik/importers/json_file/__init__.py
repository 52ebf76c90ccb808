"""JSON: a list of objects, an object that holds one list, or JSON lines."""

from pathlib import Path

from otklik.importers.contract import Example, Importer
from otklik.importers.json_file.reading import read_rows

_SAMPLES = Path(__file__).parent / "samples"

IMPORTER = Importer(
    slug="json",
    title="Файл JSON",
    extensions=(".json", ".jsonl", ".ndjson"),
    description=(
        "Список записей, объект с одним списком записей или по записи в строке. Вложенные поля получают имена через "
        "точку: «автор.имя»."
    ),
    examples=(
        Example(
            title="Список записей внутри объекта",
            path=_SAMPLES / "export.json",
            rows=((1, {"номер": "5", "автор.имя": "Анна", "дом": ""}),),
        ),
        Example(
            title="По записи в строке",
            path=_SAMPLES / "lines.json",
            rows=(
                (1, {"текст": "Яма", "темы": "дороги; двор", "срочно": ""}),
                (2, {"текст": "Свет", "темы": "", "срочно": "да"}),
            ),
        ),
    ),
    read_rows=read_rows,
)
