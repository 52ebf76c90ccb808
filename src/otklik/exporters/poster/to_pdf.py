"""The poster as PDF/UA-1 by Typst: A4 for a wall, or a tent for a counter (the sheet is folded in the middle)."""

import json
from datetime import UTC, datetime
from pathlib import Path

import typst

from otklik.core.poster import Poster, Size
from otklik.core.typography import tied
from otklik.exporters.letter.glyphs import printable
from otklik.exporters.qr import qr_svg
from otklik.exporters.to_pdf import paper_fonts
from otklik.exporters.typefaces import FALLBACKS, SERIF

MEDIA_TYPE = "application/pdf"
_TEMPLATE = Path(__file__).with_name("poster.typ")
_UNDATED = datetime(2000, 1, 1, tzinfo=UTC)


def posters_pdf(posters: list[Poster], size: Size) -> bytes:
    """A page for each poster; the same bytes for the same words."""
    words = {
        "size": size,
        "fonts": [SERIF, FALLBACKS[-1]],
        "title": f"Плакат: {printable(posters[0].ask)}",
        "posters": [_words(poster) for poster in posters],
    }
    return bytes(
        typst.compile(
            _TEMPLATE.read_bytes(),
            sys_inputs={"posters": json.dumps(words, ensure_ascii=False)},
            font_paths=paper_fonts(),
            pdf_standards=["ua-1"],
            timestamp=_UNDATED,
        )
    )


def _words(poster: Poster) -> dict[str, str]:
    said = {name: tied(printable(getattr(poster, name))) for name in ("ask", "place", "steps", "promise")}
    return said | {
        "address": poster.short_address,
        "administration": tied(printable(poster.administration)),
        "qr": qr_svg(poster.code_address).decode(),
    }
