"""PDFs of the tests' own making: letters, blank backs, separator sheets, turned pages."""

from functools import cache
from io import BytesIO

import pypdfium2 as pdfium
import typst

from otklik.core.paper_sheets import SheetCode
from otklik.exporters.separator.to_pdf import Sheet, sheets_pdf
from otklik.exporters.to_pdf import paper_fonts

LETTER = """Главе администрации

от Сидоровой Нины Ивановны,
г. Мураши, ул. Лесная, д. 3, кв. 5
тел. 8 912 345-67-89

Жалоба

Третий месяц не чинят крышу дома. Прошу принять меры.

12 марта 2025 г."""


@cache
def letter(text: str = LETTER, pages: int = 1) -> bytes:
    """A typed letter."""
    words = "\n\n".join(line.replace(" ", " ") for line in text.split("\n"))
    source = f'#set page(paper: "a4")\n#set text(font: "PT Serif", size: 14pt, lang: "ru")\n{words}'
    return bytes(
        typst.compile(("\n#pagebreak()\n".join([source] + [words] * (pages - 1))).encode(), font_paths=paper_fonts())
    )


@cache
def blank() -> bytes:
    """The empty back of a sheet."""
    return bytes(typst.compile(b'#set page(paper: "a4")\n#v(1pt)'))


@cache
def sheet(channel: str = "", box_id: int = 0, of: str = "murashi") -> bytes:
    """A separator sheet."""
    return sheets_pdf(Sheet(SheetCode(of, channel=channel, box_id=box_id).text, "Лист", "Администрация"), 1)


def pack(*parts: bytes, turned: dict[int, int] | None = None) -> bytes:
    """The parts in one file; `turned` lays pages (from 0) another way up, as a scanner does."""
    whole, out = pdfium.PdfDocument.new(), BytesIO()
    for part in parts:
        whole.import_pages(pdfium.PdfDocument(part))
    for place, degrees in (turned or {}).items():
        whole[place].set_rotation(degrees)
    whole.save(out)
    return out.getvalue()
