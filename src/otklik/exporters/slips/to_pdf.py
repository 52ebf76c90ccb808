"""Slips of invitations as PDF/UA-1 by Typst: eight on an A4 sheet, with dashed lines to cut along."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

import typst

from otklik.core.russian import date_long
from otklik.core.typography import tied
from otklik.exporters.letter.glyphs import printable
from otklik.exporters.qr import qr_svg
from otklik.exporters.to_pdf import paper_fonts
from otklik.exporters.typefaces import FALLBACKS, SERIF

MEDIA_TYPE = "application/pdf"
_TEMPLATE = Path(__file__).with_name("slips.typ")
_UNDATED = datetime(2000, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Slip:
    """What stands on every slip."""

    title: str
    administration: str
    closes_on: date | None = None


def slips_pdf(slip: Slip, addresses: Sequence[str]) -> bytes:
    """A slip for each address."""
    words = {
        "fonts": [SERIF, FALLBACKS[-1]],
        "title": tied(printable(slip.title)),
        "administration": tied(printable(slip.administration)),
        "until": tied(f"Опрос идёт до {date_long(slip.closes_on)}") if slip.closes_on else "",
        "slips": [{"address": one, "qr": qr_svg(one).decode()} for one in addresses],
    }
    return bytes(
        typst.compile(
            _TEMPLATE.read_bytes(),
            sys_inputs={"slips": json.dumps(words, ensure_ascii=False)},
            font_paths=paper_fonts(),
            pdf_standards=["ua-1"],
            timestamp=_UNDATED,
        )
    )
