"""Answers as a workbook: a sheet of answers, a sheet of what the columns mean."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from pathlib import Path
from tempfile import TemporaryDirectory

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from otklik.core.microdata import Microdata
from otklik.exporters.microdata.cells import rendered_rows

#: A sheet holds no more rows than this.
MOST_ROWS = 1_048_575
_PIECE = 1 << 18
_CODEBOOK_HEADS = ("Имя", "Вопрос", "Код", "Значение", "Примечание")
#: Rows go to the disk as they are written: a book of a million answers takes no memory of its own.
_OPTIONS = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}


class TooManyRows(ValueError):  # noqa: N818 - names the finding
    """More answers than a sheet holds; the message is Russian."""


def stream(microdata: Microdata) -> Iterator[bytes]:
    """The workbook in pieces. TooManyRows for more than a sheet holds."""
    if len(microdata) > MOST_ROWS:
        raise TooManyRows("Ответов больше, чем помещается на листе Excel: выберите CSV или SPSS.")
    return _pieces(microdata)


def _pieces(microdata: Microdata) -> Iterator[bytes]:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "answers.xlsx"
        _write(path, microdata)
        with path.open("rb") as file:
            while piece := file.read(_PIECE):
                yield piece


def _write(path: Path, microdata: Microdata) -> None:
    with Workbook(str(path), _OPTIONS) as book:
        head = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        answers = _sheet(book, "Ответы", 18, [variable.label for variable in microdata.variables], head)
        rows = chain.from_iterable(rendered_rows(microdata, _as_it_is))
        for place, row in enumerate(rows, start=1):
            _write_row(answers, place, row)
        codebook = _sheet(book, "Что значат столбцы", 30, _CODEBOOK_HEADS, head)
        for at, line in enumerate(_codebook(microdata), start=1):
            codebook.write_row(at, 0, line)


def _sheet(book: Workbook, title: str, width: int, heads: Sequence[str], head: Format) -> Worksheet:
    sheet = book.add_worksheet(title)
    sheet.freeze_panes(1, 0)
    sheet.set_column(0, 200, width)
    sheet.write_row(0, 0, heads, head)
    return sheet


def _write_row(sheet: Worksheet, place: int, row: Iterable[str | float | None]) -> None:
    for column, value in enumerate(row):
        if isinstance(value, str):
            sheet.write_string(place, column, value)
        elif value is not None:
            sheet.write_number(place, column, value)


def _as_it_is(value: str | float | None) -> str | float | None:
    return value


def _codebook(microdata: Microdata) -> Iterator[Sequence[str]]:
    for variable in microdata.variables:
        codes: list[tuple[object, str]] = list(variable.values.items()) or [("", "число")]
        for place, (code, said) in enumerate(codes):
            first = (variable.name, variable.label) if not place else ("", "")
            yield (*first, str(code), said, variable.note if not place else "")
    for line in microdata.method:
        yield (line,)
