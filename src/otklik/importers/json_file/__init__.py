"""JSON: a list of objects, an object that holds one list, or JSON lines."""

import json

from otklik.importers.contract import Example, Importer
from otklik.importers.json_file.reading import read_rows

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
            file_name="export.json",
            make=lambda: json.dumps(
                {"всего": 1, "записи": [{"номер": 5, "автор": {"имя": "Анна"}, "дом": None}]}
            ).encode(),
            rows=((1, {"номер": "5", "автор.имя": "Анна", "дом": ""}),),
        ),
        Example(
            title="По записи в строке",
            file_name="export.jsonl",
            make='{"текст": "Яма", "темы": ["дороги", "двор"]}\n{"текст": "Свет", "срочно": true}\n'.encode,
            rows=((1, {"текст": "Яма", "темы": "дороги; двор"}), (2, {"текст": "Свет", "срочно": "да"})),
        ),
    ),
    read_rows=read_rows,
)
