"""The files of a set: CSV and JSON with the same rows, the structure, and two schemas.

CSV: UTF-8, comma, quotes where needed, decimal point, ISO dates, first line with the names of the fields; an empty
place is null. Sources: RFC 4180; the methodical recommendations on open data for Russian authorities, version 3.0
(names of files, columns of the structure file); Frictionless Table Schema 1; JSON Schema 2020-12.
"""

import csv
import json
from collections.abc import Mapping, Sequence
from io import StringIO
from typing import Any

from otklik.publishing.open_data.dataset import Dataset, Field

MEDIA = {"csv": "text/csv; charset=utf-8", "json": "application/json; charset=utf-8"}


def csv_of(dataset: Dataset, rows: Sequence[Mapping[str, Any]]) -> bytes:
    """The rows as CSV."""
    names = [field.name for field in dataset.fields]
    return lines_as_csv([names, *([row[name] for name in names] for row in rows)])


def json_of(rows: Sequence[Mapping[str, Any]]) -> bytes:
    """The rows as a JSON array of objects."""
    return json.dumps(list(rows), ensure_ascii=False, indent=1).encode()


def structure_csv(dataset: Dataset) -> bytes:
    """Fields of the set as the recommendations want their structure file."""
    heads = ["field name", "english description", "russian description", "format"]
    return lines_as_csv([heads, *([one.name, one.english, one.title, one.type] for one in dataset.fields)])


def table_schema(dataset: Dataset) -> dict[str, Any]:
    """Frictionless Table Schema of the CSV."""
    return {"fields": [_table_field(field) for field in dataset.fields], "missingValues": [""]}


def json_schema(dataset: Dataset, address: str) -> dict[str, Any]:
    """JSON Schema of the JSON file."""
    row = {
        "type": "object",
        "properties": {field.name: _property(field) for field in dataset.fields},
        "required": [field.name for field in dataset.fields],
        "additionalProperties": False,
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": address,
        "title": dataset.title,
        "type": "array",
        "items": row,
    }


def lines_as_csv(lines: Sequence[Sequence[Any]]) -> bytes:
    """Lines as CSV in UTF-8; None is empty."""
    target = StringIO(newline="")
    csv.writer(target, lineterminator="\r\n").writerows(lines)
    return target.getvalue().encode()


def _table_field(field: Field) -> dict[str, Any]:
    told: dict[str, Any] = {"name": field.name, "type": field.type, "title": field.title}
    return told if field.is_optional or field.type == "string" else told | {"constraints": {"required": True}}


def _property(field: Field) -> dict[str, Any]:
    kind = "string" if field.type == "date" else field.type
    told: dict[str, Any] = {"type": [kind, "null"] if field.is_optional else kind, "description": field.title}
    return told | {"format": "date"} if field.type == "date" else told
