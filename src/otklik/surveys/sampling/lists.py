"""The population from a file: a list of people, or cells with their counts (sex × age × territory)."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from otklik.core.sampling.cells import Codes, Dimension, Frame, frame_of
from otklik.importers.contract import UnreadableFile
from otklik.importers.registry import read_rows
from otklik.surveys.sampling.people import MOST_PEOPLE, Known

MOST_VALUES = 60
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"RIFF")
_COUNT_WORDS = ("численность", "количество", "число", "всего", "человек", "население")
#: Field of a person -> openings of the column's name.
_CONTACT_WORDS = {
    "name": ("фио", "ф.и.о", "имя", "фамилия"),
    "email": ("e-mail", "email", "почта", "эл. почта", "электронная почта", "адрес электронной"),
    "phone": ("телефон", "тел.", "моб"),
    "address": ("адрес", "место жительства"),
}


@dataclass(frozen=True)
class ReadList:
    """What a file holds: the cells, and the people where it lists people."""

    frame: Frame
    people: tuple[Known, ...]
    is_cells: bool


def read_list(content: bytes, name: str, columns: Sequence[str], known: Sequence[Dimension] = ()) -> ReadList:
    """Cells or people of a CSV or XLSX file, divided by the named columns. ValueError says in Russian what is wrong.

    `known`: dimensions of the survey's own questions; a column with the words of one takes its codes.
    """
    rows = _rows(content, name)
    header = list(rows[0])
    dividing = [_column(header, one) for one in columns if one.strip()]
    counted = next((one for one in header if one.casefold().startswith(_COUNT_WORDS)), None)
    if counted is None:
        return _people(rows, header, dividing, known)
    dividing = dividing or [one for one in header if one != counted]
    counts: Counter[Codes] = Counter()
    dimensions = _dimensions(rows, dividing, known)
    for row in rows:
        counts[_codes(row, dimensions)] += _count(row[counted])
    return ReadList(frame_of(dimensions, counts), (), is_cells=True)


def _people(
    rows: Sequence[dict[str, str]], header: Sequence[str], dividing: Sequence[str], known: Sequence[Dimension]
) -> ReadList:
    dimensions = _dimensions(rows, dividing, known)
    counts: Counter[Codes] = Counter(_codes(row, dimensions) for row in rows)
    frame = frame_of(dimensions, counts)
    places = {cell.codes: place for place, cell in enumerate(frame.cells)}
    fields = {field: _contact_column(header, words) for field, words in _CONTACT_WORDS.items()}
    people = tuple(
        Known(
            ref=f"row:{number}",
            cell=places[_codes(row, dimensions)],
            name=_field(row, fields["name"]),
            email=_field(row, fields["email"]),
            phone=_field(row, fields["phone"]),
            address=_field(row, fields["address"]),
        )
        for number, row in enumerate(rows, start=1)
    )
    return ReadList(frame, people, is_cells=False)


def _field(row: dict[str, str], column: str | None) -> str:
    return row[column].strip() if column else ""


def _rows(content: bytes, name: str) -> list[dict[str, str]]:
    if content.startswith(_PICTURES):
        raise ValueError("Это картинка, а не таблица. Нужен файл CSV или XLSX с названиями столбцов в первой строке.")
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"list{Path(name).suffix.lower()[:6]}"
        path.write_bytes(content)
        try:
            rows = [row for _, row in read_rows(path)]
        except UnreadableFile as fault:
            raise ValueError(str(fault)) from fault
    if not rows:
        raise ValueError("В файле нет ни одной строки под заголовком.")
    if len(rows) > MOST_PEOPLE:
        raise ValueError(f"В файле {len(rows)} строк, а можно не больше {MOST_PEOPLE}. Разделите его.")
    return rows


def _column(header: Sequence[str], wanted: str) -> str:
    words = wanted.strip().casefold()
    found = next((one for one in header if one.casefold() == words), None)
    if found is None:
        raise ValueError(f"В файле нет столбца «{wanted.strip()}». Есть: {', '.join(header[:12])}.")
    return found


def _contact_column(header: Sequence[str], words: Iterable[str]) -> str | None:
    return next((one for one in header if one.casefold().startswith(tuple(words))), None)


def _dimensions(rows: Sequence[dict[str, str]], dividing: Sequence[str], known: Sequence[Dimension]) -> list[Dimension]:
    found = []
    for column in dividing:
        titles = list(dict.fromkeys(_value(row, column) for row in rows))
        if len(titles) > MOST_VALUES:
            raise ValueError(f"В столбце «{column}» {len(titles)} разных значений: это не признак. Возьмите другой.")
        own = next((one for one in known if one.title.casefold().startswith(column.casefold())), None)
        codes = {title.casefold(): code for code, title in own.values} if own else {}
        values = tuple((codes.get(title.casefold(), title), title) for title in titles)
        found.append(Dimension(own.slug if own else column, column, values))
    return found


def _codes(row: dict[str, str], dimensions: Sequence[Dimension]) -> Codes:
    return tuple(
        next(code for code, title in dimension.values if title == _value(row, dimension.title))
        for dimension in dimensions
    )


def _value(row: dict[str, str], column: str) -> str:
    return " ".join(row.get(column, "").split())[:120] or "не указано"


def _count(text: str) -> int:
    digits = "".join(text.replace("\N{NO-BREAK SPACE}", "").split()).replace(",", ".")
    try:
        count = float(digits or "0")
    except ValueError:
        raise ValueError(f"«{text[:40]}» не похоже на численность: нужны цифры.") from None
    if not 0 <= count < 1e9 or count != int(count):  # noqa: PLR2004 - more people than there are
        raise ValueError(f"«{text[:40]}» не похоже на численность: нужно целое число не меньше нуля.")
    return int(count)
