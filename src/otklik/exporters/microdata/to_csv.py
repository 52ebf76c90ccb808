"""Answers as CSV: UTF-8 with BOM, «;», words of options, marks as numbers."""

from collections.abc import Iterator

from otklik.core.microdata import Microdata
from otklik.exporters.microdata.cells import number_text, rendered_rows

_DANGEROUS = ("=", "+", "-", "@", "\t", "\r")


def stream(microdata: Microdata) -> Iterator[bytes]:
    """The file in pieces."""
    heads = ";".join(_cell(variable.label) for variable in microdata.variables)
    yield f"\N{ZERO WIDTH NO-BREAK SPACE}{heads}\r\n".encode()
    for rows in rendered_rows(microdata, _cell):
        yield "".join(f"{';'.join(row)}\r\n" for row in rows).encode()


def _cell(value: str | float | None) -> str:
    if value is None:
        return ""
    if not isinstance(value, str):
        return number_text(value).replace(".", ",")
    text = f"'{value}" if value.startswith(_DANGEROUS) else value
    return '"' + text.replace('"', '""') + '"' if any(sign in text for sign in ';"\r\n') else text
