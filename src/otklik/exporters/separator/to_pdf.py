"""Separator sheets as PDF by Typst: one A4 page each, black on white, with the code twice."""

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import typst

from otklik.core.typography import tied
from otklik.exporters.letter.glyphs import printable
from otklik.exporters.qr import qr_svg
from otklik.exporters.to_pdf import paper_fonts
from otklik.exporters.typefaces import FALLBACKS, SERIF

MEDIA_TYPE = "application/pdf"
_TEMPLATE = Path(__file__).with_name("separator.typ")
_UNDATED = datetime(2000, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Sheet:
    """One kind of sheet: what its code says, and the same in words."""

    code: str
    title: str
    administration: str


def sheets_pdf(sheet: Sheet, count: int) -> bytes:
    """So many equal sheets, each on a page of its own."""
    words = {
        "fonts": [SERIF, FALLBACKS[-1]],
        "title": tied(printable(sheet.title)),
        "administration": tied(printable(sheet.administration)),
        "code": sheet.code,
        "qr": qr_svg(sheet.code).decode(),
        "count": count,
    }
    return bytes(
        typst.compile(
            _TEMPLATE.read_bytes(),
            sys_inputs={"sheet": json.dumps(words, ensure_ascii=False)},
            font_paths=paper_fonts(),
            pdf_standards=["ua-1"],
            timestamp=_UNDATED,
        )
    )
