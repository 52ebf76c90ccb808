"""A table as the bytes of a file: text with the encoding and separator of the other system, or a workbook."""

import csv
from collections.abc import Iterable, Sequence
from io import BytesIO, StringIO

import xlsxwriter

_DANGEROUS = ("=", "+", "-", "@", "\t", "\r")
_WIDE, _WIDEST = 18, 60


def csv_bytes(
    header: Sequence[str], rows: Iterable[Sequence[str]], *, encoding: str = "utf-8-sig", separator: str = ";"
) -> bytes:
    """CSV with CRLF; what the encoding lacks becomes «?», what a spreadsheet would take for a formula is quoted."""
    target = StringIO(newline="")
    writer = csv.writer(target, delimiter=separator, lineterminator="\r\n")
    writer.writerow(header)
    writer.writerows([_safe(cell) for cell in row] for row in rows)
    return target.getvalue().encode(encoding, "replace")


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
