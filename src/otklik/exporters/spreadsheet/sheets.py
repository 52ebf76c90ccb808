"""Sheets: their names and their print setup."""

import re

from xlsxwriter.worksheet import Worksheet

from otklik.core.document import Document, Table

_FORBIDDEN = re.compile(r"[\[\]:*?/\\]")
_NAME_LIMIT, _HEADER_LIMIT = 31, 240
_A4, _MM = 9, 1 / 25.4


def set_paper(sheet: Worksheet, document: Document, *, landscape: bool = False) -> None:
    """A4, margins 30, 10, 20, 20 mm, one page across, the number and the restriction above, the name below."""
    sheet.set_paper(_A4)
    if landscape:
        sheet.set_landscape()
    sheet.set_margins(left=30 * _MM, right=10 * _MM, top=20 * _MM, bottom=20 * _MM)
    sheet.fit_to_pages(1, 0)
    sheet.hide_gridlines(2)
    restriction = (document.restriction or "").replace("&", "&&")[:_HEADER_LIMIT]
    sheet.set_header(f"&C&10&P\n&9&I{restriction}" if restriction else "&C&10&P", {"margin": 8 * _MM})
    sheet.set_footer("&L&9&A", {"margin": 10 * _MM})


class Names:
    """Gives every sheet a name that Excel allows and no other sheet has."""

    def __init__(self) -> None:
        self._taken: set[str] = set()

    def take(self, wish: str) -> str:
        """The wish without forbidden signs, cut to 31 letters, with a number when it is taken."""
        clean = _FORBIDDEN.sub(" ", wish).strip(" '")[:_NAME_LIMIT] or "Лист"
        name, number = clean, 1
        while name.casefold() in self._taken:
            number += 1
            ending = f" {number}"
            name = clean[: _NAME_LIMIT - len(ending)] + ending
        self._taken.add(name.casefold())
        return name


def table_sheet_name(number: str, table: Table) -> str:
    """The short name the report gave, else «Таблица 3»."""
    return table.sheet or f"Таблица {number}"
