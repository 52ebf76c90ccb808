"""Reads records of a JSON file one by one, whatever the file's size."""

import json
from collections.abc import Iterator
from itertools import chain, islice
from pathlib import Path
from typing import TextIO

from otklik.importers.contract import NumberedRow, Row, UnreadableFile
from otklik.importers.encodings import detect_encoding, error_policy, refuse_undecodable
from otklik.importers.json_file.tape import Tape

_LONGEST_LINE = 1 << 22
#: So many records tell which fields there are: one that has nothing to say often leaves its field out.
_LOOK_AT = 300
Record = dict[str, object]


def read_rows(path: Path) -> Iterator[NumberedRow]:
    """Records with their ordinal numbers, nested fields flattened, absent ones empty. Raises UnreadableFile."""
    encoding = detect_encoding(path)
    number = 0
    with path.open(encoding=encoding, errors=error_policy(encoding)) as file:
        try:
            for number, row in enumerate(_evened(flattened(record) for record in _records(file)), start=1):
                yield number, row
        except UnicodeError:
            raise refuse_undecodable(path) from None
        except (json.JSONDecodeError, RecursionError):
            raise UnreadableFile(f"Ошибка в JSON после записи {number}: проверьте скобки, кавычки и запятые.") from None
    if number == 0:
        raise UnreadableFile("В файле JSON нет ни одной записи: нужен список объектов с полями.")


def _evened(rows: Iterator[Row]) -> Iterator[Row]:
    """The same rows, each with every field that one of the first ones has; what breaks comes in its turn."""
    head: list[Row] = []
    broken: Exception | None = None
    try:
        head.extend(islice(rows, _LOOK_AT))
    except (ValueError, RecursionError) as wrong:
        broken = wrong
    blank = {name: "" for row in head for name in row}
    for row in chain(head, rows):
        yield row if row.keys() == blank.keys() else blank | row
    if broken:
        raise broken


def flattened(record: Record, prefix: str = "") -> Row:
    """Fields as text: nested objects by dotted names, lists of values through «; », null as nothing."""
    row: Row = {}
    for key, value in record.items():
        if isinstance(value, dict):
            row.update(flattened(value, f"{prefix}{key}."))
        else:
            row[f"{prefix}{key}"] = _as_text(value)
    return row


def _as_text(value: object) -> str:
    if isinstance(value, str):
        return value
    if value is None:
        return ""
    if isinstance(value, bool):
        return "да" if value else "нет"
    if isinstance(value, list) and not any(isinstance(part, dict | list) for part in value):
        return "; ".join(_as_text(part) for part in value)
    return json.dumps(value, ensure_ascii=False)


def _records(file: TextIO) -> Iterator[Record]:
    first = Tape(file).peek()
    file.seek(0)
    if first == "[":
        return _whole(Tape(file))
    if first != "{":
        raise UnreadableFile("Это не JSON: файл должен начинаться с «[» или «{».")
    if _is_lines(file):
        return (_as_record(json.loads(line)) for line in file if line.strip(" \t\r\n\ufeff"))
    return _whole(Tape(file))


def _is_lines(file: TextIO) -> bool:
    """Whether the first filled line is a whole record and no wrapper around a list."""
    line = "\n"
    while line.isspace():
        line = file.readline(_LONGEST_LINE)
    following = Tape(file).peek()
    file.seek(0)
    try:
        record = json.loads(line)
    except (json.JSONDecodeError, RecursionError):
        return False
    return following == "{" or not _holds_records(record)


def _holds_records(value: object) -> bool:
    if isinstance(value, dict):
        return any(_holds_records(part) for part in value.values())
    return isinstance(value, list) and bool(value) and isinstance(value[0], dict)


def _whole(tape: Tape) -> Iterator[Record]:
    yield from _listed(tape) if tape.peek() == "[" else _inside_object(tape)
    if tape.peek():
        raise UnreadableFile("После конца списка в файле JSON стоит лишний текст.")


def _listed(tape: Tape) -> Iterator[Record]:
    tape.take()
    if tape.peek() == "]":
        tape.take()
        return
    sign = ","
    while sign == ",":
        yield _as_record(tape.value())
        sign = tape.take()
    _expect(sign, "]")


def _inside_object(tape: Tape) -> Iterator[Record]:
    """Records of the list of objects that stands inside this object, however deep."""
    tape.take()
    sign = "," if tape.peek() != "}" else tape.take()
    while sign == ",":
        tape.value()
        _expect(tape.take(), ":")
        yield from _inside_value(tape)
        sign = tape.take()
    _expect(sign, "}")


def _inside_value(tape: Tape) -> Iterator[Record]:
    first = tape.peek()
    if first == "{":
        yield from _inside_object(tape)
    elif first == "[" and tape.opens_records():
        if tape.list_seen:
            raise UnreadableFile("В файле JSON несколько списков записей: оставьте один.")
        tape.list_seen = True
        yield from _listed(tape)
    else:
        tape.value()


def _as_record(value: object) -> Record:
    if not isinstance(value, dict):
        raise UnreadableFile("В списке JSON должны стоять объекты с полями, а не отдельные значения.")
    return value


def _expect(sign: str, wanted: str) -> None:
    if sign != wanted:
        raise json.JSONDecodeError(f"{wanted} expected", "", 0)
