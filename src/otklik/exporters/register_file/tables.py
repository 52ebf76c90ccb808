"""A table as the bytes of a file: text with the encoding and separator of the other system, or a workbook."""

import codecs
import csv
from collections.abc import Iterable, Iterator, Sequence
from io import BytesIO, StringIO

import xlsxwriter

_DANGEROUS = ("=", "+", "-", "@", "\t", "\r")
_WIDE, _WIDEST = 18, 60
#: Letters of a piece of a long file.
_PIECE = 1 << 16


def csv_bytes(
    header: Sequence[str], rows: Iterable[Sequence[str]], *, encoding: str = "utf-8-sig", separator: str = ";"
) -> bytes:
    """CSV with CRLF; what the encoding lacks becomes «?», what a spreadsheet would take for a formula is quoted."""
    return b"".join(csv_pieces(header, rows, encoding=encoding, separator=separator))


def csv_pieces(
    header: Sequence[str], rows: Iterable[Sequence[str]], *, encoding: str = "utf-8-sig", separator: str = ";"
) -> Iterator[bytes]:
    """The same in pieces: a long table takes no memory of its own."""
    target, encoder = StringIO(newline=""), codecs.getincrementalencoder(encoding)("replace")
    writer = csv.writer(target, delimiter=separator, lineterminator="\r\n")
    writer.writerow(header)
    for row in rows:
        writer.writerow([_safe(cell) for cell in row])
        if target.tell() > _PIECE:
            yield encoder.encode(target.getvalue())
            target.seek(0)
            target.truncate()
    yield encoder.encode(target.getvalue(), True)


def xlsx_bytes(header: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """One sheet, every cell text: numbers of cases keep their zeros, and nothing is a formula."""
    target = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(target, options) as book:
        sheet = book.add_worksheet("Реестр")
        bold, text = book.add_format({"bold": True}), book.add_format({"num_format": "@", "valign": "top"})
        for place, title in enumerate(header):
            sheet.write_string(0, place, title, bold)
            sheet.set_column(place, place, min(_WIDEST, max(_WIDE, len(title) + 2)), text)
        for number, row in enumerate(rows, start=1):
            for place, cell in enumerate(row):
                sheet.write_string(number, place, cell[:32767])
        sheet.freeze_panes(1, 0)
    return target.getvalue()


def _safe(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_DANGEROUS) and not cell[1:2].isdigit() else cell
